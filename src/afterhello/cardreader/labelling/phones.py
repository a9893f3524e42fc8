"""Telephone numbers: as printed, their kind, and E.164 where a plan has room for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from afterhello.cardreader.labelling.beliefs import Claim
from afterhello.cardreader.labelling.parts import Part, Span, cut
from afterhello.cardreader.labelling.vocabulary import fold, labels, words
from afterhello.cardreader.labelling.wording import is_register
from afterhello.cardreader.shapes import PhoneKind, Quad

_INNER = (
    r"(?:ext|extn|extension|x|×|dw|durchwahl|app|apparat|poste|int|interno|ankn|kl|klapka|wewn?|dahili|ramal|"
    r"alanro|alanumero|toestel|tst|lokal|lok|mellék|εσω\w|máy lẻ|内線|分机|分機|转|轉)[.:]?\s?\d{1,6}\b"
)
_NUMBER = re.compile(
    r"(?<![\d@_])(?:\+\s?|[(\[]\+?|0\d{2,4},(?=\s?\d{5,8}\b))?\d[\d\s()\[\].\-–‐]*(?:/\s?\d[\d\s()\[\].\-–‐]*)*\d"
    rf"(?:\s?{_INNER})?",
    re.IGNORECASE,
)
_EXTENSION = re.compile(rf"\s?{_INNER}$", re.IGNORECASE)
# Two groups as in the postcodes of Japan, Portugal, Poland, Brazil and the United States.
_POSTCODE = re.compile(r"\d{4}-\d{3}|\d{2}-\d{3}|\d{5}-\d{3,4}")
_EASTERN_POSTCODE = re.compile(r"\d{3}-\d{4}")
_EASTERN_LINE = re.compile(r"\s*[T〒テ干千平〶]?\s?\d{3}-\d{4}\s*")
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_REGISTRY = re.compile(r"(?:^|[\s(])(?:[^\W\d_a-zß-ÿ]{3,}|[\w-]+(?:nr|nro|num)|n[.º°]+)[.:º°#]*\s*$")
# The label O (office) read as a nought before a North American number.
_NOUGHT = re.compile(r"0\s+(?=(?:\+?1[\s.\-])?\(?[2-9]\d{2}\)?[\s.\-/]\d{3}[\s.\-]\d{4}$)")
_DATE = re.compile(r"^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2})$")
_LOCAL = re.compile(r"\d?[.\s]?\d{3,4}[-.]\d{4}$")
_LONG = re.compile(r"(?=(?:\D*\d){9,13}\D*$)\(?\d+(?:[\s.\-()/]+\d+)+$")
_TIMES = re.compile(r"^\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}$")
_BEFORE = re.compile(r"([^\W\d_][^\d|,;/]{0,40}?)[\s.:：=|)\]]*[(+\[]?\s*$")
_AFTER = re.compile(r"^\s*[(\[]?\s*([^\W\d_]+(?:[- ][^\W\d_]+)?)")
_COUNTRY_OF_END = {"uk": "GB"}


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that may be a telephone number: where they stand and what was printed beside them."""

    text: str
    span: Span
    kind: PhoneKind | None
    labelled: bool
    alone: bool
    """Whether nothing but numbers stands on its line."""
    announced: bool
    """Whether a word with a colon stands before it, though no label that is known."""
    confidence: float
    quad: Quad


def find(rows: Sequence[Part], taken: Sequence[Span]) -> tuple[Number, ...]:
    """Every telephone number outside the spans taken, in reading order."""
    found: list[Number] = []
    for row in rows:
        text = _masked(row, taken)
        beside = _label_beside(row, rows)
        floor = 0
        for start, end in () if _is_eastern_postcode(row, rows) else _candidates(text):
            number = _number(row, text, (floor, start, end), beside)
            if number is not None:
                found.append(number)
                beside = number.kind or beside
            floor = end
    return tuple(found)


def _is_eastern_postcode(row: Part, rows: Sequence[Part]) -> bool:
    """Whether a line is a postcode of Japan, its mark lost or misread, with letters of the east below."""
    if not _EASTERN_LINE.fullmatch(row.text):
        return False
    return any(
        _EASTERN.search(other.text)
        and min(abs(other.left - row.left), abs(other.right - row.right), abs(other.centre - row.centre))
        < 3 * row.size
        and 0 < other.middle - row.middle < 3 * max(row.size, other.size)
        for other in rows
    )  # fmt: skip


def _masked(row: Part, taken: Sequence[Span]) -> str:
    """The row's text with each span taken blotted out, so that positions stay."""
    text = row.text
    for span in taken:
        if span.row == row.row:
            text = text[: span.start] + "|" * (span.end - span.start) + text[span.end :]
    return text


def _candidates(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        nought = _NOUGHT.match(match.group())
        start = match.start() + (nought.end() if nought else 0)
        found += _separated(text, start, match.end())
    return sorted(found)


def _separated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two numbers with a stroke between them are two; `0711/123456` is one."""
    pieces: list[tuple[int, int]] = []
    position = start
    for stroke in re.finditer(r"\s*/\s*|\s{4,}", text[start:end]):
        left = text[position : start + stroke.start()]
        right = text[start + stroke.end() : end]
        if _digits(left) >= 6 and _digits(right.split("/")[0]) >= 6:
            pieces.append((position, start + stroke.start()))
            position = start + stroke.end()
    pieces.append((position, end))
    return pieces


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _number(
    row: Part, text: str, place: tuple[int, int, int], beside: PhoneKind | str | None
) -> Number | None:
    floor, start, end = place
    printed = text[start:end].strip()
    before, after = _label_before(text[floor:start]), _label_after(text[end:])
    if (
        before == "no_phone"
        or not _is_plausible(printed, text, start, end)
        or _is_of_a_register(text[:start])
    ):
        return None
    label = before or (after if after in ("mobile", "work", "home", "fax") else None) or beside
    glued = re.search(r"[a-zß-ÿA-ZÀ-Þ]$", text[:start]) is not None and before is None
    glued = glued and not printed.startswith("+")
    if glued or label == "no_phone" or not _is_long_enough(printed, label is not None, text, start):
        return None
    kind = _kind(label)
    closing = start + len(text[start:end].rstrip())
    return Number(
        text=_balanced(printed),
        span=Span(row.row, start, closing),
        kind=kind,
        labelled=label is not None,
        alone=not any(mark.isalpha() for mark in text),
        announced=re.search(r"^\s*[^\W\d_]{1,12}\.?[:：]\s*$", text[:start]) is not None,
        confidence=row.confidence,
        quad=cut(row, start, closing).quad,
    )


def _kind(label: str | None) -> PhoneKind | None:
    kinds: dict[str, PhoneKind] = {
        "mobile": "mobile", "work": "work", "home": "home", "fax": "fax"
    }  # fmt: skip
    return kinds.get(label or "")


def _balanced(text: str) -> str:
    """A bracket that only opens or only closes came from what stood beside; square ones are round."""
    text = text.replace("[", "(").replace("]", ")")
    if text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:]
    if text.count(")") > text.count("("):
        text = text.rstrip(") ") if text.endswith(")") else text
    return text.strip(" .-–")


def _is_plausible(printed: str, text: str, start: int, end: int) -> bool:
    dialled = _EXTENSION.sub("", printed)
    if _DATE.match(dialled) or _TIMES.match(dialled) or not 6 <= _digits(dialled) <= 17:
        return False
    if re.fullmatch(r"[1-9]-\d{5}", dialled) or re.search(r"\d[^\W\d_]$", text[:start]):
        return False  # a house and a postcode, or digits of which reading made a letter
    if re.fullmatch(r"\d{1,3}-\d{1,3}-\d{1,3}", dialled) and re.match(r"\s+[^\W\d_]{3}", text[end:]):
        return False  # a house in Japan, and the street
    groups = re.findall(r"\d+", dialled)
    decimal = re.fullmatch(r"[1-9]\d{0,2}\.\d{4,}", dialled)
    pairs = len(groups) == 4 and all(len(group) == 2 for group in groups)
    house = re.match(r"\d{1,2}-\d{1,2}-\d", dialled) is not None and _digits(dialled) < 9
    house = house and not pairs and [len(group) for group in groups] != [2, 2, 4]
    return not house and decimal is None and len(groups) <= 9 and not text[end : end + 1].isalpha()


def _is_long_enough(printed: str, labelled: bool, text: str, start: int) -> bool:
    """Without a label, seven digits in groups or nine at least: fewer are a postcode or a house."""
    digits = _digits(printed)
    if not labelled and _is_none(printed, text, start):
        return False
    if labelled:
        is_letter = re.search(r"(?:^|[\s(|])[^\W\d_]\.?\s+$", text[:start]) is not None
        return digits >= (7 if is_letter else 6)
    if re.search(r"[A-Za-zÀ-ÿ]\s*[-–,]?\s*$", text[:start]) and not printed.startswith(("+", "(", "0")):
        return digits >= 10
    return digits >= 9 or (digits >= 7 and bool(re.search(r"\d[\s.\-–)]+\d", printed)))


def _is_none(printed: str, text: str, start: int) -> bool:
    """Whether digits without a label are a postcode, or the number of a register."""
    if _POSTCODE.fullmatch(printed) or (printed.isdigit() and len(printed) > 12 and printed[:2] != "00"):
        return True
    if (_EASTERN.search(text) or "〒" in text) and _EASTERN_POSTCODE.fullmatch(printed):
        return True
    return not printed.startswith(("+", "(")) and _REGISTRY.search(text[:start]) is not None


def _is_of_a_register(before: str) -> bool:
    """Whether a line that begins as a register's or a bank's has no label of a telephone since.

    A letter that runs into the digits is theirs: `Lic. M00001835`.
    """
    if not is_register(before):
        return False
    return re.search(r"[^\W\d_]$", before) is not None or _label_before(before) in (None, "no_phone")


def _label_before(text: str) -> str | None:
    """What the words right before a number announce; the longest known label wins."""
    match = _BEFORE.search(text)
    if match is None:
        return None
    tokens = re.findall(r"[^\s.:()\[\]|]+", fold(match.group(1)))
    if _announces_no_phone(fold(match.group(1))):
        return "no_phone"
    for length in (3, 2, 1):
        known = labels().get(" ".join(tokens[-length:])) if len(tokens) >= length else None
        if known in ("mobile", "work", "home", "fax"):
            return known
    return None


def _announces_no_phone(text: str) -> bool:
    squeezed = re.sub(r"[\s.:]+", " ", text).strip()
    tail = {squeezed, *(" ".join(squeezed.split()[-n:]) for n in (1, 2, 3))}
    tail |= {re.sub(r"(?: nr| no| number| #| n°| de| gb)$", "", item) for item in set(tail)}
    return bool(tail & _no_phones())


@cache
def _no_phones() -> frozenset[str]:
    """What announces numbers that are no phones."""
    return frozenset(re.sub(r"[.\s]+", " ", word).strip() for word in words("labels", "no_phone.words"))


def _label_after(text: str) -> str | None:
    match = _AFTER.match(text)
    if match is None or re.match(r"^[^\d|]{0,20}[\s:.]\+?\(?\d", text):
        return None
    for candidate in (match.group(1), match.group(1).split()[0]):
        if known := labels().get(fold(candidate)):
            return known
    return None


def _label_beside(row: Part, rows: Sequence[Part]) -> str | None:
    """The label that stands alone to the left of a row that begins with a number."""
    if not re.match(r"^[\s:+(.]*\d", row.text):
        return None
    for other in rows:
        level = abs(other.middle - row.middle) < 0.5 * max(row.size, other.size)
        if level and 0 <= row.left - other.right < 4 * row.size:
            known = labels().get(fold(other.text).strip(" .:"))
            if known in ("mobile", "work", "home", "fax"):
                return known
    return None


@dataclass(frozen=True, slots=True)
class Reachable:
    """A telephone number with its kind, its E.164 and what speaks for it."""

    claim: Claim
    kind: PhoneKind | None
    e164: str | None


def reachable(
    number: Number, country: str | None, others: Sequence[Number], *, told: bool
) -> Reachable | None:
    """The number as a claim; None where no label, no plan and no look of a local number speaks for it.

    `told`: the card itself tells the country.
    """
    parsed = _parsed(number.text, country)
    long = (number.alone or number.announced) and _LONG.match(number.text) is not None
    local = long or (number.alone and _LOCAL.match(number.text) is not None)
    if parsed is None and not (number.labelled or local or number.text.startswith("+")):
        return None
    valid = parsed is not None and phonenumbers.is_valid_number(parsed)
    evidence = {
        "valid": float(valid),
        "possible": float(parsed is not None),
        "labelled": float(number.labelled),
        "plus": float("+" in number.text),
        "told": float(told),
        "alone": float(number.alone),
        "usual_length": float(9 <= _digits(number.text) <= 13),
        "kin": float(any(_are_kin(number, other) for other in others if other is not number)),
        "grouped": float(len(re.findall(r"\d+", number.text)) > 2),
    }
    kind = number.kind
    if kind in (None, "work") and parsed is not None and valid:
        kind = _kind_by_plan(parsed) or kind
    claim = Claim("phones", number.text, number.confidence, number.quad, evidence)
    return Reachable(claim, kind, _e164(parsed))


def _are_kin(one: Number, other: Number) -> bool:
    """Whether two numbers begin alike: an area, a firm's exchange."""
    first, second = (re.sub(r"\D", "", number.text)[:5] for number in (one, other))
    return first == second


def e164(text: str, country: str | None) -> str | None:
    """The number such as +442055550134; None where the country's plan has no room for it."""
    return _e164(_parsed(text, country))


def _kind_by_plan(parsed: PhoneNumber) -> PhoneKind | None:
    """What the plan says; a landline on a business card is one of work."""
    kinds: dict[int, PhoneKind] = {
        PhoneNumberType.MOBILE: "mobile",
        PhoneNumberType.FIXED_LINE: "work",
        PhoneNumberType.TOLL_FREE: "work",
    }
    return kinds.get(phonenumbers.number_type(parsed))


def _e164(parsed: PhoneNumber | None) -> str | None:
    if parsed is None:
        return None
    plain = PhoneNumber()
    plain.merge_from(parsed)
    plain.extension = None
    return phonenumbers.format_number(plain, phonenumbers.PhoneNumberFormat.E164)


def _parsed(text: str, country: str | None) -> PhoneNumber | None:
    """The number in its country's plan, if that has room for it.

    `91 40 …` without the plus that reading lost is tried with one, and wins only
    where the plan knows it and the national reading is none.
    """
    text = _EXTENSION.sub("", text)
    first = _possible(text, country)
    if first is None and re.match(r"\(?00[1-9]", text):
        first = _possible(re.sub(r"^(\(?)00", r"\1+", text), None)
    if first is not None and phonenumbers.is_valid_number(first):
        return first
    digits = re.sub(r"\D", "", text)
    code = phonenumbers.country_code_for_region(country) if country else 0
    if code and not text.startswith("+") and digits.startswith(str(code)) and len(digits) >= 10:
        second = _possible(f"+{digits}", None)
        apart = re.match(rf"{code}[^\d]", text) is not None
        if second is not None and (apart or phonenumbers.is_valid_number(second)):
            return second
    return first or _unplanned(digits, code)


def _unplanned(digits: str, code: int) -> PhoneNumber | None:
    """A number of the country's length that its plan gives to nobody: `00 55 50 74` in Denmark."""
    return _possible(f"+{code}{digits}", None) if code and len(digits) >= 8 else None


def _possible(text: str, country: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    return number if reason == phonenumbers.ValidationResult.IS_POSSIBLE else None


def country_of_end(end: str) -> str | None:
    """The country of a public suffix such as `co.uk` or `de`; None for `com`.

    >>> country_of_end("co.uk")
    'GB'
    """
    last = end.rsplit(".", 1)[-1].lower()
    code = _COUNTRY_OF_END.get(last, last.upper())
    return code if len(code) == 2 and code in phonenumbers.SUPPORTED_REGIONS else None
