"""A vCard: the ordered list of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from afterhello.errors import RuleBroken
from afterhello.vcard.escaping import clean, encode_parameter, escape
from afterhello.vcard.property import Params, Property, Structured, structured
from afterhello.vcard.versions import converted
from afterhello.vcard.writing import written

_TOKEN = re.compile(r"[A-Za-z0-9-]+")
_OURS = frozenset({"BEGIN", "END", "VERSION"})
_URIS = frozenset(
    {
        *("CALADRURI", "CALURI", "CONTACT-URI", "FBURL", "GEO", "IMPP", "KEY", "LOGO", "MEMBER"),
        *("PHOTO", "SOCIALPROFILE", "SOUND", "SOURCE", "UID", "URL", "X-SOCIALPROFILE"),
    }
)
"""Values that are addresses: a comma in them is theirs and is not escaped."""


@dataclass(slots=True)
class VCard:
    """One person's card. `properties` holds every line but BEGIN, VERSION and END."""

    version: str = "4.0"
    properties: list[Property] = field(default_factory=list)

    @classmethod
    def new(cls, version: str = "4.0") -> VCard:
        """An empty card."""
        return cls(version)

    def all(self, name: str) -> list[Property]:
        """Every line of that name, in order."""
        wanted = name.upper()
        return [line for line in self.properties if line.name.upper() == wanted]

    def first(self, name: str) -> Property | None:
        """The first line of that name."""
        wanted = name.upper()
        return next((line for line in self.properties if line.name.upper() == wanted), None)

    def preferred(self, name: str) -> Property | None:
        """The line of that name which its owner prefers; else the first."""
        return min(self.all(name), key=lambda line: line.preference, default=None)

    def text(self, name: str) -> str:
        """What the first line of that name says; empty when there is none."""
        line = self.first(name)
        return line.text if line else ""

    def texts(self, name: str) -> list[str]:
        """What every line of that name says."""
        return [line.text for line in self.all(name)]

    def components(self, name: str) -> tuple[str, ...]:
        """The parts of the first line of that name; empty when there is none.

        >>> card = VCard.new()
        >>> _ = card.add("N", ("Winter", "Ada", "", "", ""))
        >>> card.components("n")[:2]
        ('Winter', 'Ada')
        """
        line = self.first(name)
        return line.components if line else ()

    def label(self, line: Property) -> str:
        """What its owner calls a line, by the X-ABLabel of its group (Apple); else empty."""
        if line.group is None:
            return ""
        group = line.group.lower()
        for other in self.all("X-ABLabel"):
            if other.group and other.group.lower() == group:
                return other.text.removeprefix("_$!<").removesuffix(">!$_")
        return ""

    def add(
        self,
        name: str,
        value: str | Structured,
        /,
        *,
        type: Iterable[str] = (),  # noqa: A002  (the parameter's own name)
        group: str | None = None,
        **params: str,
    ) -> Property:
        """A new line at the end, escaped.

        Args:
            value: a text or an address; a tuple or list gives the components of N, ADR, ORG.
            type: as in TYPE=work,voice.
            params: others, with _ for the dash: `pref="1"`, `sort_as="Winter,Ada"`.

        Raises:
            RuleBroken: the name, the group or a parameter's name is none that a vCard knows.
        """
        named = [name, *params, *([group] if group is not None else [])]
        if name.upper() in _OURS or not all(_TOKEN.fullmatch(it.replace("_", "-")) for it in named):
            raise RuleBroken(
                f"A vCard cannot hold a line called {name!r}. Nothing was changed: use letters, "
                "digits and dashes, and leave BEGIN, END and VERSION to the program."
            )
        if not isinstance(value, str):
            raw = structured(value)
        elif name.upper() in _URIS or params.get("value", "").lower() == "uri":
            raw = clean(value).replace("\n", "")
        else:
            raw = escape(value)
        types = tuple(encode_parameter(kind) for kind in type)
        pairs: Params = (("TYPE", types),) if types else ()
        pairs += tuple(
            (key.replace("_", "-").upper(), (encode_parameter(said),)) for key, said in params.items()
        )
        line = Property(group, name, pairs, raw)
        self.properties.append(line)
        return line

    def add_list(self, name: str, texts: Iterable[str]) -> Property:
        """A new line that is a list, such as CATEGORIES or NICKNAME."""
        line = Property(None, name, (), ",".join(map(escape, texts)))
        self.properties.append(line)
        return line

    def put(self, name: str, value: str | Structured) -> Property:
        """Let the first line of that name say `value`, keeping its place, group and parameters."""
        line = self.first(name)
        if line is None:
            return self.add(name, value)
        changed = line.with_text(value) if isinstance(value, str) else line.with_components(value)
        self.properties[self.properties.index(line)] = changed
        return changed

    def remove(self, name: str) -> None:
        """Take every line of that name out, with the labels of its groups."""
        groups = {line.group.lower() for line in self.all(name) if line.group}
        self.properties = [
            line
            for line in self.properties
            if not line.is_called(name)
            and not (line.is_called("X-ABLabel") and (line.group or "").lower() in groups)
        ]

    def serialize(self, version: str | None = "4.0") -> bytes:
        """The card as UTF-8, lines of at most 75 octets ended by CRLF.

        Args:
            version: "3.0" or "4.0"; None writes it in the version it came in. In that version
                every value is written as it was read; in another, what the versions write
                differently (photos, preference, quoted-printable) is rewritten.

        Raises:
            RuleBroken: a version that we do not write.
        """
        target = version or self.version
        if target == self.version:
            return written(target, self.properties)
        if target not in {"3.0", "4.0"}:
            raise RuleBroken(
                f"A vCard cannot be written in version {target}. The card is unchanged: choose 3.0 or 4.0."
            )
        return written(target, converted(self.properties, self.version, target))
