"""The form of reviewing a card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django import forms
from django.forms.widgets import Widget
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from afterhello.captures.models import Card
from afterhello.captures.sides import WAYS, values_of
from afterhello.errors import Unreadable
from afterhello.people.greeting import proposed
from afterhello.people.models import ContactPoint, Person

PRINTED = {"full_name": "name", "title": "title", "organisation": "organisation"}
"""Fields of one value, and what the reading calls them."""
LABELS = {
    "email": _("Email"),
    "phone": _("Phone"),
    "url": _("Web"),
    "social": _("Profile"),
    "address": _("Address"),
}
PHONES = {"mobile": _("Mobile"), "fax": _("Fax")}
# What the browser knows of its user is of no use here, and a telephone's keyboard should fit.
PLAIN = {"autocomplete": "off"}
EXACT = {**PLAIN, "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
WIDGETS: dict[str, tuple[type[Widget], dict[str, str]]] = {
    "email": (forms.EmailInput, EXACT),
    "phone": (forms.TextInput, {**EXACT, "type": "tel"}),
    "url": (forms.TextInput, {**EXACT, "inputmode": "url"}),  # without a scheme, as it is printed
    "social": (forms.TextInput, EXACT),
    # Long ones are seen whole; what an address is typed in, it is kept in one line.
    "address": (forms.Textarea, {**PLAIN, "autocapitalize": "words", "rows": "1", "data-autosize": ""}),
}
NAMED = {**PLAIN, "autocapitalize": "words", "spellcheck": "false"}
MOST_OF_A_KIND = 40
FIRST_WAYS = ("email-0", "phone-0")
LONG = 30
"""Letters beyond which a field wants a line of its own."""
OF_A_LINE = 24
"""Letters that stand beside their label on a narrow screen; with more, they stand below it."""
OF_A_BUTTON = 10
"""Letters of a name that fit into a button beside two others, on a narrow screen."""


class OneLine(forms.CharField):
    """Words that are kept in one line, however they were typed."""

    def to_python(self, value: Any) -> str:
        """12 Long Lane, Leeds"""
        return in_one_line(super().to_python(value) or "")


def in_one_line(words: str) -> str:
    """The lines one after the other.

    >>> in_one_line("12 Long Lane,\\nLeeds")
    '12 Long Lane, Leeds'
    """
    lines = [line.strip(" ,") for line in words.splitlines()]
    return ", ".join(filter(None, lines)) if len(lines) > 1 else words.strip()


def written(**more: object) -> dict[str, object]:
    """A field for the owner's own words."""
    return {"class": "written", **PLAIN, "autocapitalize": "sentences", **more}


class ReviewForm(forms.Form):
    """A card's fields as they were read, to be corrected, and what its person told the user.

    Ways to reach them are `email-0`, `phone-0`, `phone-1` … : as many as were
    read, and one empty one of each kind. What was typed before is shown instead
    of what was read.
    """

    full_name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Write the name as you know it.")},
        widget=forms.TextInput(attrs=NAMED),
    )
    greeting = forms.CharField(
        label=_("You greet them as"),
        max_length=200,
        required=False,
        help_text=_("Begins your notes."),
        widget=forms.TextInput(attrs=NAMED),
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, widget=forms.TextInput(attrs=NAMED)
    )
    organisation = forms.CharField(
        label=_("Organisation"), max_length=200, required=False, widget=forms.TextInput(attrs=NAMED)
    )
    said = forms.CharField(
        label=_("What did they tell you?"),
        max_length=20_000,
        required=False,
        help_text=_("Your note may use it."),
        widget=forms.Textarea(attrs=written(rows="2", **{"data-autosize": ""})),
    )
    private = forms.CharField(
        label=_("Only for me"),
        max_length=20_000,
        required=False,
        help_text=_("Stays here, and never enters a note."),
        widget=forms.Textarea(attrs=written(rows="2", **{"data-autosize": ""})),
    )
    remembered_by = forms.CharField(
        label=_("What may they remember you by?"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs=written(placeholder=_("One line, if you like"))),
    )

    def __init__(self, card: Card, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card
        self.unsure: set[str] = set()
        self.values: dict[str, tuple[str, dict[str, Any]]] = {}
        for name, key in PRINTED.items():
            self.read(name, key, card.fields.get(key))
        self.initial["greeting"] = proposed(card.proposed_name) if card.proposed_name else ""
        for key, kind in WAYS.items():
            self.add_ways(kind, key, values_of(card.fields, key))
        self.read_from_card = dict(self.initial)
        self.initial.update(card.typed)
        self.unsure -= set(self.overwritten(card.typed))
        if not card.is_waiting:  # nothing that was typed now would be kept
            for each in self.fields.values():
                each.widget.attrs["readonly"] = True

    def add_ways(self, kind: str, key: str, read: list[dict[str, Any]]) -> None:
        """Fields for the ways of one kind: those read or typed, and an empty one."""
        widget, attributes = WIDGETS[kind]
        for number in range(min(self.number_of(kind, len(read)) + 1, MOST_OF_A_KIND)):
            name, value = f"{kind}-{number}", read[number] if number < len(read) else None
            self.fields[name] = OneLine(
                label=PHONES.get((value or {}).get("kind") or "", LABELS[kind]),
                max_length=500,
                required=False,
                widget=widget(attrs=dict(attributes)),
            )
            self.read(name, f"{key}-{number}", value)

    def number_of(self, kind: str, read: int) -> int:
        """How many ways of a kind there are: the card may be read anew while the page is open."""
        known = [name.rpartition("-") for name in (*self.card.typed, *self.data)]
        numbers = [int(number) + 1 for of, _dash, number in known if of == kind and number.isdecimal()]
        return max([read, *numbers])

    def read(self, name: str, place: str, value: dict[str, Any] | None) -> None:
        """Fill a field with what was read, and remember whether to ask."""
        if value:
            self.initial[name] = value["value"]
            self.values[name] = (place, value)
            if not value["sure"]:
                self.unsure.add(name)

    def label_of(self, kind: str, value: str) -> str:
        """The label of a way: a telephone's kind, where it was printed beside it."""
        read = values_of(self.card.fields, "phones") if kind == "phone" else []
        kinds = {phone["value"]: phone.get("kind") or "" for phone in read}
        return kinds.get(value, "")

    def ways(self) -> list[tuple[str, str, str]]:
        """kind, value, label of each way that is filled in."""
        found = []
        for name, value in self.cleaned_data.items():
            kind = name.rpartition("-")[0]
            if kind in LABELS and value.strip():
                read = self.values[name][1].get("kind") or "" if name in self.values else ""
                found.append((kind, value.strip(), self.label_of(kind, value.strip()) or read))
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a way that is none of its kind, beside its own field."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            kind = name.rpartition("-")[0]
            if kind in LABELS and value and value.strip():
                way = ContactPoint(owner=self.card.owner, kind=kind, value=value.strip())
                try:
                    way.person = Person(owner=self.card.owner)
                    way.read()
                except Unreadable as refusal:
                    self.add_error(name, str(refusal))
        return cleaned

    def save(self) -> Person:
        """The person on the card, with the greeting that the user kept."""
        cleaned = self.cleaned_data
        return self.card.accept(
            {
                "full_name": cleaned["full_name"],
                "title": cleaned["title"],
                "organisation": cleaned["organisation"],
                "contact_points": self.ways(),
            },
            said=cleaned["said"],
            private=cleaned["private"],
            remembered_by=cleaned["remembered_by"],
            greeting=cleaned["greeting"],
        )

    # What was typed, until the card is decided

    def drawn_from(self) -> dict[str, Any]:
        """What had been read when the page was drawn that was sent; it may have been read anew since."""
        with suppress(ValueError):
            sent = json.loads(self.data.get("drawn_from", ""))
            if isinstance(sent, dict):
                return sent
        return self.read_from_card

    def as_drawn(self) -> str:
        """`drawn_from`, for the page to send along."""
        return json.dumps(self.drawn_from())

    def overwritten(self, given: dict[str, str]) -> dict[str, str]:
        """Those of the fields given that say something else than what was read."""
        before = self.drawn_from()
        return {
            name: words
            for name, words in given.items()
            if " ".join(words.split()) != " ".join(str(before.get(name) or "").split())
        }

    def typed(self) -> dict[str, str]:
        """What the owner wrote over what was read, whether or not it may be kept so."""
        return self.overwritten({n: self.data[n][:20_000] for n in self.fields if n in self.data})

    # What the page draws

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        """The fields of ways that were read or typed, in order."""
        return [self.drawn(n) for n in self.of_ways() if self[n].value()]

    def further(self) -> list[forms.BoundField]:
        """The empty fields, for a way that was not read; `first_ways` stand by themselves."""
        apart = [] if self.shown else FIRST_WAYS
        return [self[n] for n in self.of_ways() if not self[n].value() and n not in apart]

    def first_ways(self) -> list[forms.BoundField]:
        """What one types first of a card of which no way was read."""
        return [] if self.shown else [self[name] for name in FIRST_WAYS]

    def called(self) -> str:
        """What one would call them, by the name as it stands; empty where a button cannot hold it."""
        name = self["full_name"].value()
        called = proposed(name) if name else ""
        return called if len(called) <= OF_A_BUTTON else ""

    def side_by_side(self) -> bool:
        """Whether title and organisation are short enough to stand beside each other."""
        return max(len(self[name].value() or "") for name in ("title", "organisation")) <= LONG

    def of_ways(self) -> Iterator[str]:
        """The names of the fields for ways."""
        return (name for name in self.fields if name.rpartition("-")[0] in LABELS)

    def printed(self) -> list[dict[str, Any]]:
        """Name, title and organisation."""
        return [self.drawn(name) for name in PRINTED]

    def drawn(self, name: str) -> dict[str, Any]:
        """A field, `why` one should look at it, where its `strip` is, and what the other side `offers`.

        `classes` say how it is drawn: one to check, one that is too long for a place beside its label.
        """
        place, value = self.values.get(name, ("", {}))
        first = next((n for n in self.fields if n in self.unsure), "full_name")
        return {
            "field": self[name],
            "key": "e" if name == first else None,
            "says": _("correct") if name == first else None,
            "classes": " ".join(self.classes_of(name)),
            "why": str(_("Was this read correctly?")) if name in self.unsure else "",
            "strip": self.strip_of(place, value.get("quad")),
            "offers": value.get("offers", []),
        }

    def classes_of(self, name: str) -> Iterator[str]:
        """How a field is drawn."""
        if name == "full_name":
            yield "is-name"
        if name in self.unsure:
            yield "check"
        if len(str(self[name].value() or "")) > OF_A_LINE:
            yield "is-long"

    def strip_of(self, place: str, quad: object) -> str:
        """Where the strip of the card is served that a field was read from; elsewhere once it changes.

        Empty where that is not known, and while it is read again: what was turned has its words sideways.
        """
        if not quad or self.card.is_being_read:
            return ""
        pictures = "".join(side.version for side in self.card.all_sides)
        query = urlencode({"of": place, "v": f"{pictures}{crc32(repr(quad).encode()):x}"})
        return f"{reverse('card-strip', args=[self.card.pk])}?{query}"
