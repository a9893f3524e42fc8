"""The fields of a card: patterns first, then roles by layout, then what a code on it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from afterhello.cardreader.labelling import (
    beliefs,
    blocks,
    codes,
    grounds,
    mailboxes,
    people,
    phones,
    places,
    roles,
    trained,
    web,
    witnesses,
)
from afterhello.cardreader.labelling.agreement import agrees_with_host
from afterhello.cardreader.labelling.clues import Addresses, Clues, addresses, gather
from afterhello.cardreader.labelling.parts import Part, Span, cut, remains, rows
from afterhello.cardreader.labelling.vocabulary import fold, labels, suffixes, words
from afterhello.cardreader.labelling.wording import is_notice
from afterhello.cardreader.shapes import QR, Field, Fields, Line, Phone
from afterhello.cardreader.sight import Sight

CROWD = 3
"""Mailboxes of different names: one card may have a person's and the firm's."""
MOST_LINES = 30
"""Crowded cards have about 20."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the patterns took from the lines, and the parts that they left."""

    rows: tuple[Part, ...]
    webs: tuple[web.Web, ...]
    numbers: tuple[phones.Number, ...]
    parts: tuple[Part, ...]
    address: places.Address | None
    country: str | None
    """Where numbers without a country's code are from, """
    told: bool
    """and whether the card itself says so."""


def label(
    lines: Sequence[Line],
    width: float,
    height: float,
    country: str | None = None,
    qr: QR | None = None,
    judge: roles.Judge = trained.judge,
    sight: Sight | None = None,
) -> tuple[Fields, ...]:
    """The fields of each person printed on one upright card; at least one, perhaps without a name.

    Args:
        lines: in any order; their quads in px of the upright card.
        width, height: of the card, px.
        country: ISO 3166 code for numbers without one of their own, when the
            card tells no country.
        qr: a vCard or MECARD fills its fields, and wins over the print.
        judge: tells how likely each part is the name, the title, the organisation.
        sight: how the card was seen on its photo, where it was.
    """
    found = patterns(rows(lines, height), country)
    told = claimed(found, judge)
    around = surroundings(found, told, sight or Sight(width, height))
    read = codes.onto([_fields(claims, around) for claims in told], qr, found.country)
    return tuple(_doubted(fields) for fields in read) if is_crowded(found) else read


@dataclass(frozen=True, slots=True)
class Claims:
    """What a card claims of one person, before anything is believed."""

    single: tuple[beliefs.Claim, ...]
    phones: tuple[phones.Reachable, ...]
    webs: tuple[beliefs.Claim, ...]

    def all_of_them(self) -> tuple[beliefs.Claim, ...]:
        """Every claim."""
        return (*self.single, *(one.claim for one in self.phones), *self.webs)


def claimed(found: Found, judge: roles.Judge = trained.judge) -> tuple[Claims, ...]:
    """The claims of each person on the card."""
    seen = candidates(found)
    judged = zip(seen.parts, judge(seen.parts, seen.clues), strict=True)
    scores = [replace(score, address=-9.0) if is_notice(part.text) else score for part, score in judged]
    address = places.chosen(seen.parts, scores)
    left = [i for i, part in enumerate(seen.parts) if address is None or part not in address.parts]
    told = people.tell([seen.parts[i] for i in left], [scores[i] for i in left], seen.known)
    return tuple(_claims(replace(found, address=address), told, person) for person in told)


def surroundings(found: Found, told: Sequence[Claims], sight: Sight) -> beliefs.Setting:
    """What the whole card says of how well each of its claims was read."""
    claims = [claim for one in told for claim in one.all_of_them()]
    boxes = {one.value for one in claims if one.kind == "emails" and not one.evidence.get("role")}
    quads = [claim.quad for claim in claims]
    ground = grounds.ground(found.rows, quads, sight, len(told), len(boxes))
    return beliefs.setting(found.rows, found.country, ground, told=found.told)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be a name, a title, an organisation or a line of the address, and what is known of each."""

    parts: tuple[Part, ...]
    clues: tuple[Clues, ...]
    known: Addresses


def candidates(found: Found) -> Candidates:
    """The parts that the judge is to tell apart, in reading order."""
    told = known(found)
    return described(found, blocks.joined(blocks.parted(loose(found), told), told))


def described(found: Found, left: Sequence[Part]) -> Candidates:
    """Those parts and the ones that the pattern of addresses took, with their clues."""
    told = known(found)
    block = () if found.address is None else found.address.parts
    parts = tuple(sorted((*left, *block), key=lambda part: (part.row, part.start)))
    spans = [*(one.span for one in found.webs), *(one.span for one in found.numbers)]
    taken = [found.rows[span.row] for span in spans]
    return Candidates(parts, gather(parts, told, block, taken), told)


def loose(found: Found) -> tuple[Part, ...]:
    """The parts that no pattern took."""
    used = set() if found.address is None else {(part.row, part.start) for part in found.address.parts}
    return tuple(part for part in found.parts if (part.row, part.start) not in used)


def known(found: Found) -> Addresses:
    """The halves of the card's addresses of the net."""
    return _known(found.webs)


def is_crowded(found: Found) -> bool:
    """Whether more is printed than a card holds: several cards taken for one."""
    boxes = {one.value.lower() for one in found.webs if one.kind == "email"}
    return len(boxes) >= CROWD or len(found.rows) > MOST_LINES


def patterns(card: tuple[Part, ...], country: str | None) -> Found:
    """Addresses of the net, then numbers, then the postal address; what is left of the lines."""
    webs = web.find(card)
    taken = [one.span for one in webs]
    numbers = phones.find(card, taken)
    taken += [number.span for number in numbers]
    parts = tuple(_unlabelled(card, taken))
    hosts = _known(webs).hosts
    webs = mailboxes.mended(webs, card, [part.text for part in parts])
    address = places.find([part for part in parts if not _is_named(part, hosts)])
    told = places.country(address.parts if address else parts) or _country_of(webs)
    return Found(card, webs, numbers, parts, address, told or country, told is not None)


def _known(webs: Sequence[web.Web]) -> Addresses:
    return addresses(
        [one.value for one in webs if one.kind == "email"],
        [one.value for one in webs if one.kind == "url"],
    )


def _is_named(part: Part, hosts: Sequence[str]) -> bool:
    """Whether a line without a number is what a host is called after: `Lantern Yard Books`."""
    if re.search(r"\d", part.text):
        return False
    return any(agrees_with_host(part.text, host) >= 0.8 for host in hosts)


def _unlabelled(card: Sequence[Part], taken: Sequence[Span]) -> Iterable[Part]:
    """The parts beside the spans, without labels such as `Tel.:` that spoke of the spans."""
    for row in card:
        beside = [span for span in taken if span.row == row.row]
        for part in remains(row, beside):
            label = _is_label(part.text) and not _is_initial(row, card, taken)
            kept = _trimmed(row, part, beside) if beside or label else part
            if kept is None or _is_half_a_mailbox(kept, row, beside):
                continue
            if fold(kept.text) in words("labels", "noise.words"):
                continue
            if re.search(r"[^\W\d]", kept.text) or places.likeness(kept) > 0:
                yield kept


def _is_initial(row: Part, card: Sequence[Part], taken: Sequence[Span]) -> bool:
    """Whether `A.` is the beginning of the name below it, and no label: no way to reach somebody follows."""
    if not re.fullmatch(r"\s*[^\W\d_a-z]\.\s*", row.text):
        return False
    reach = {span.row for span in taken}
    level = any(other.row in reach and abs(other.middle - row.middle) < row.size for other in card)
    below = blocks.below(row, card)
    return not level and below is not None and below.row not in reach


def _is_half_a_mailbox(part: Part, row: Part, beside: Sequence[Span]) -> bool:
    """Whether a small word runs into an address of mail: its first half, with the mark between them lost."""
    if not re.fullmatch(r"[a-z\d]+", part.text):
        return False
    return any(
        row.text[part.end : span.start] == " " and "@" in row.text[span.start : span.end] for span in beside
    )


def _trimmed(row: Part, part: Part, beside: Sequence[Span]) -> Part | None:
    end = part.end
    while match := re.search(r"(?:^|[\s,;(\[/|])([^\W\d_][\w.\-]*)\s*[.:)\]]*$", row.text[part.start : end]):
        announced = _announces(match.group(), row.text[end:])
        if not (announced or _is_label(match.group(1))) or not _leads_to(row, end, beside):
            break
        end = part.start + match.start()
    trimmed = row.text[part.start : end].rstrip(" ,;:(-–")
    if not trimmed or _is_label(trimmed):
        return None
    return cut(row, part.start, part.start + len(trimmed))


def _announces(word: str, following: str) -> bool:
    """Whether a short word has a colon behind it: a label that reading spoilt (`Emai:`)."""
    return len(word.strip()) <= 12 and (":" in word or following.lstrip(") .")[:1] == ":")


def _leads_to(row: Part, end: int, beside: Sequence[Span]) -> bool:
    """Whether nothing but marks stands between here and a span."""
    return any(
        span.start >= end and not re.search(r"\d", row.text[end : span.start])
        and len(re.findall(r"\w{3,}", row.text[end : span.start])) <= 2
        for span in beside
    )  # fmt: skip


def _is_label(text: str) -> bool:
    return fold(text).strip(" .:()[]") in labels() or fold(text).strip(" .:()[]") in (
        "no",
        "nr",
        "id",
    )


def _country_of(webs: Sequence[web.Web]) -> str | None:
    for one in webs:
        host = re.sub(r"^\w+://", "", one.value.rsplit("@", 1)[-1])
        if code := phones.country_of_end(suffixes()(host.lower()).suffix):
            return code
    return None


def _claims(found: Found, told: Sequence[people.Told], person: people.Told) -> Claims:
    webs = [one for one in found.webs if people.is_theirs(one.span, one.value, found.rows, told, person)]
    numbers = [one for one in found.numbers if people.is_theirs(one.span, "", found.rows, told, person)]
    address = None if found.address is None else found.address.claim
    single = (person.name, person.title, person.organisation, address)
    return Claims(tuple(one for one in single if one), _phones(numbers, found), _webs(webs, found, told))


def _phones(numbers: Sequence[phones.Number], found: Found) -> tuple[phones.Reachable, ...]:
    kept: dict[tuple[str, str | None], phones.Reachable] = {}
    for number in numbers:
        one = phones.reachable(number, found.country, found.numbers, told=found.told)
        if one is not None:
            kept.setdefault((one.e164 or re.sub(r"\D", "", one.claim.value), one.kind), one)
    return tuple(kept.values())


def _webs(webs: Sequence[web.Web], found: Found, told: Sequence[people.Told]) -> tuple[beliefs.Claim, ...]:
    names = [person.name.value for person in told if person.name]
    firms = [person.organisation.value for person in told if person.organisation]
    kept: dict[tuple[str, str], beliefs.Claim] = {}
    for one in webs:
        claim = witnesses.claim(one, found.webs, names, firms)
        kept.setdefault((one.kind, one.value.lower()), claim)
    return tuple(kept.values())


def _fields(claims: Claims, around: beliefs.Setting) -> Fields:
    """The claims as fields, each with its belief."""
    every = claims.all_of_them()
    fields = {
        id(claim): Field(claim.value, belief, beliefs.is_sure(claim, belief, around), claim.quad)
        for claim, belief in zip(every, beliefs.probabilities(every, around), strict=True)
    }
    single = {one.kind: fields[id(one)] for one in claims.single}
    several: dict[str, list[Field]] = {"emails": [], "urls": [], "social": []}
    for one in claims.webs:
        several[one.kind].append(fields[id(one)])
    return Fields(
        name=single.get("name"),
        title=single.get("title"),
        organisation=single.get("organisation"),
        phones=tuple(_phone(one, fields[id(one.claim)]) for one in claims.phones),
        emails=tuple(several["emails"]),
        urls=tuple(several["urls"]),
        address=single.get("address"),
        social=tuple(several["social"]),
    )


def _phone(one: phones.Reachable, field: Field) -> Phone:
    return Phone(field.value, field.confidence, field.sure, field.quad, kind=one.kind, e164=one.e164)


def _doubted(fields: Fields) -> Fields:
    """The same values, none of them sure."""
    return Fields(
        name=_unsure(fields.name),
        title=_unsure(fields.title),
        organisation=_unsure(fields.organisation),
        phones=tuple(replace(phone, sure=False) for phone in fields.phones),
        emails=tuple(replace(one, sure=False) for one in fields.emails),
        urls=tuple(replace(one, sure=False) for one in fields.urls),
        address=_unsure(fields.address),
        social=tuple(replace(one, sure=False) for one in fields.social),
    )


def _unsure(field: Field | None) -> Field | None:
    return None if field is None else replace(field, sure=False)
