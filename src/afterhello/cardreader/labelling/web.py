"""Email addresses, home pages and social profiles, with the faults that reading adds to them.

The repairs, and no others: spaces inside an address go; a comma where a dot
must be becomes one; `©`, `(at)` and `[at]` between two halves of an address
become `@`; a dot that got lost behind `www` or before `com` comes back; a
label that is glued to an address goes. What else reading spoils is mended only
where the rest of the card spells it (`spelling`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from afterhello.cardreader.labelling import mailboxes, spelling
from afterhello.cardreader.labelling.parts import Part, Span, cut
from afterhello.cardreader.labelling.vocabulary import fold, labels, suffixes, words
from afterhello.cardreader.shapes import Quad

WebKind = Literal["email", "url", "social"]


@dataclass(frozen=True, slots=True)
class Web:
    """An address of the net: kind, repaired value, how many repairs, and where it stood."""

    kind: WebKind
    value: str
    repairs: int
    span: Span
    confidence: float
    quad: Quad


_AT = re.compile(
    r"\s?(?:@|＠|\(at\)|\[at\])\s?|(?<=\w)[©®](?=\w)|(?<=[a-z\d])[(ß](?=[a-z\d][\w-]*\.[a-z])", re.IGNORECASE
)
_LOCAL = re.compile(r"[\w.+\-&'’]+$")
_SPACED_LOCAL = re.compile(r"((?:\b[A-Za-z]-)?[A-Za-z0-9]{2,})(\s?[._-]\s|\s[._-]\s?)$")
_PHONE_STUCK = re.compile(r"^\+?\d{8,}(?=[A-Za-z])")
_MOST_LABELS = 8
_WORD = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_DOT = re.compile(r"\s?[.,、]\s?")
_URL = re.compile(
    r"(?:(?<![\w@.-])|(?=www\.))(?:(?P<scheme>https?)\s?[:;]\s?/\s?/\s?)?(?P<www>w{2,4}(?:\s?[.,、]\s?|\s|(?=[a-z]{4,}\.)))?"
    r"(?P<host>[a-z0-9][\w-]*(?:\s?[.,、]\s?[a-z0-9][\w-]*)*)(?P<path>/[^\s,;|<>()\[\]]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@(?!https?\b)[A-Za-z0-9_][\w.]{1,29}(?:@[\w-]+(?:\.[\w-]+)+)?")
_SOCIAL_LABEL = re.compile(
    r"\b(?P<site>linked\s?in|twitter|instagram|insta|ig|facebook|fb|github|gitlab|xing|mastodon|"
    r"bluesky|tiktok|telegram|skype|wechat|in|x|f)\s?[:/]\s?(?P<handle>@?[A-Za-z][\w.\-/]{2,60})",
    re.IGNORECASE,
)


def find(rows: Sequence[Part]) -> tuple[Web, ...]:
    """Every address of the net on the card, in reading order, mended where the card tells how."""
    found = _printed(rows)
    beside = [_without(row, found) for row in rows]
    found, said = mailboxes.restored(found, rows, beside), " ".join(beside)
    hosts = dict.fromkeys(_halves(web)[1].lower() for web in found)
    found += [web for row in rows for web in _torn(row, found, [host for host in hosts if host])]
    halves = [_halves(web) for web in found]
    agreed = spelling.agreed([half[1] for half in halves], said)
    mended = [_mended(web, half, host, said) for web, half, host in zip(found, halves, agreed, strict=True)]
    return tuple(sorted(mended, key=lambda web: (web.span.row, web.span.start)))


def _printed(rows: Sequence[Part]) -> list[Web]:
    """The addresses that are whole, each by itself."""
    found: list[Web] = []
    for row in rows:
        emails = list(_emails(row))
        found += emails
        free = _Free(row, [mail.span for mail in emails])
        for finder in (_urls, _labelled_profiles, _handles):
            for web in finder(row, free):
                found.append(web)
                free.spans.append(web.span)
    return found


def _without(row: Part, webs: Sequence[Web]) -> str:
    """What a row says outside the addresses on it."""
    text = row.text
    for web in webs:
        if web.span.row == row.row:
            text = text[: web.span.start] + " " * (web.span.end - web.span.start) + text[web.span.end :]
    return text


def _halves(web: Web) -> tuple[str, str, str]:
    """What stands before the host, the host, and what stands behind it; a handle has no host."""
    pattern = r"(.*@)(.+)()" if web.kind == "email" else r"((?:https?://)?(?:www\.)?)([\w.-]+\.[\w-]+)(/.*)?"
    parted = None if web.kind == "social" else re.fullmatch(pattern, web.value, re.IGNORECASE)
    return (parted[1], parted[2], parted[3] or "") if parted else (web.value, "", "")


def _mended(web: Web, halves: tuple[str, str, str], host: tuple[str, int], said: str) -> Web:
    """An address with its host as the card agrees on, and its mailbox as names on the card are spelt."""
    before, _, behind = halves
    repairs = web.repairs + host[1]
    if web.kind == "email":
        local = spelling.mailbox(before[:-1], re.findall(r"[^\W\d_]+", said)) + "@"
        repairs += local.lower() != before.lower()
        before = local if local.lower() != before.lower() else before
    return replace(web, value=f"{before}{host[0]}{behind}", repairs=repairs)


_TORN_EMAIL = re.compile(r"(?P<before>[\w.+-]*\w\s?(?:@|©))\s?(?P<host>\w[\w.-]{4,}(?:\s[\w.-]{2,}){0,2})")
_TORN_URL = re.compile(
    r"(?<![\w@.-])(?P<before>(?:https?\W{1,3})?(?:w{3}[.,\s]*)?)(?P<host>\w[\w.,-]{6,})(?P<path>/\S*)?",
    re.IGNORECASE,
)
_TORN_LINE = re.compile(
    r"^\W*(?P<before>(?:www[.,\s]+)?)(?P<host>\w[\w-]{2,}(?:[\s.,]+[\w-]{2,}){1,3})(?P<path>/\S*)?$",
    re.IGNORECASE,
)


def _torn(row: Part, found: Sequence[Web], hosts: Sequence[str]) -> Iterator[Web]:
    """Addresses that have no public suffix as they were read, at hosts that the card prints elsewhere."""
    free = _Free(row, [web.span for web in found if web.span.row == row.row])
    for pattern in (_TORN_EMAIL, _TORN_URL, _TORN_LINE) if hosts else ():
        for match in pattern.finditer(row.text):
            if not free.at(*match.span()):
                continue
            host = spelling.known_host(match["host"], hosts)
            if host is None:
                continue
            free.spans.append(Span(row.row, *match.span()))
            before = re.sub(r"\s", "", match["before"]).replace("©", "@")
            whole = host.upper() if match["host"].isupper() else host
            if pattern is _TORN_EMAIL:
                yield _web("email", f"{before}{whole}", 2, row, match.span())
            else:
                before = re.sub(r"[.,]*$", "", before)
                before = f"{before}." if before.lower().endswith("www") else before
                yield _web("url", f"{before}{whole}{match['path'] or ''}", 2, row, match.span())


@dataclass(slots=True)
class _Free:
    """Which characters of a row are not yet taken."""

    row: Part
    spans: list[Span]

    def at(self, start: int, end: int) -> bool:
        return all(end <= span.start or start >= span.end for span in self.spans)


def _emails(row: Part) -> Iterator[Web]:
    floor = 0
    for at in _AT.finditer(row.text):
        if at.start() < floor:
            continue
        start = _local_start(row.text, floor, at.start())
        end = _domain_end(row.text, at.end()) or _end_of_run(row.text, at.end())
        end = end or _stuck_end(row.text, at.end())
        if start is None or end is None or _is_handle(row.text[:start]):
            continue
        local, domain = row.text[start : at.start()], row.text[at.end() : end]
        host = _ended(_squeezed(domain))
        value = f"{_unmixed(_squeezed(local))}@{_unmixed(host)}"
        repairs = int("," in domain) + int("@" not in at.group()) + int(" " in local + domain)
        repairs += 2 * (len(host) > len(_squeezed(domain))) + (value != f"{_squeezed(local)}@{host}")
        repairs += 3 * _is_torn(row.text, start, local)
        yield _web("email", value, repairs, row, (start, end))
        floor = end


def _is_handle(before: str) -> bool:
    """Whether an address has an @ of its own before it: `@tom@mastodon.example.org`."""
    return re.search(r"(?:^|[\s:(|])@$", before) is not None


def _is_torn(text: str, start: int, local: str) -> bool:
    """Whether the first half seems to miss its beginning.

    Another address runs into it, or digits alone follow a word and a space: an underscore got lost.
    """
    before = text[:start]
    return before.endswith("@") or (local.strip().isdigit() and re.search(r"\w\s$", before) is not None)


def _end_of_run(text: str, start: int) -> int | None:
    """Where the first of two addresses without a gap ends: `a@gmail.comb@example.org`."""
    for host in words("web", "mailbox_hosts"):
        whole = f"{host}.com"
        if text[start:].lower().startswith(whole) and "@" in text[start + len(whole) :]:
            return start + len(whole)
    return None


def _local_start(text: str, floor: int, end: int) -> int | None:
    run = _LOCAL.search(text, floor, end)
    if run is None:
        return None
    start = run.start()
    while spaced := _SPACED_LOCAL.search(text, floor, start):
        if fold(spaced.group(1)) in labels():
            break
        start = spaced.start()
    start += _label_stuck(text[start:end])
    if mark := _PHONE_STUCK.match(text[start:end]):
        start += mark.end()
    while start < end and not ((text[start].isalnum() and text[start] < "\u2e80") or text[start] == "_"):
        start += 1
    local = text[start:end].rstrip()
    return start if any(character.isalnum() for character in local) else None


@cache
def _mail_labels() -> re.Pattern[str]:
    known = sorted(
        (
            word
            for word, kind in labels().items()
            if kind == "email" and (len(word) > 3 or not word.isascii())
        ),
        key=len,
    )
    return re.compile("|".join(re.escape(word) for word in reversed(known)))


def _label_stuck(local: str) -> int:
    """How many letters before a mailbox are a label: `Emailtom`, `E-mail.tom`, `E.tom`."""
    plain = re.sub(r"maii|mai1", "mail", local.lower().replace("|", "l"))
    label = _mail_labels().match(plain) if len(fold(plain)) == len(plain) else None
    if label is None or label.end() >= len(local):
        single = re.match(r"E[.:_-]+(?=[a-z\d][^A-Z]*$)", local[:1] + _unmixed(local[1:]))
        return single.end() if single else 0
    marks = re.match(r"[.:_-]*", local[label.end() :])
    length = label.end() + (marks.end() if marks else 0)
    told = length > label.end() or local[:1].isupper() or label.group() != "mail"
    return length if told and length < len(local) else 0


_STUCK_END = re.compile(
    r"[\w-]+(?:\.[\w-]+)*?[a-z\d]{3}(?=(?P<end>com|org|net|couk)(?![\w.@-]))", re.IGNORECASE
)


def _stuck_end(text: str, start: int) -> int | None:
    """Where a host ends that lost the dot before `com`, `org`, `net` or `co.uk`."""
    stuck = _STUCK_END.match(text, start)
    return stuck.end("end") if stuck else None


def _ended(host: str) -> str:
    """A host with the dot before its end that reading dropped; the same where none is missing."""
    if _is_host(host):
        return host
    return re.sub(
        r"(?i)(com|org|net|co(?=uk$)uk)$", lambda end: "." + re.sub("(?i)^couk", "co.uk", end[1]), host
    )


def _unmixed(text: str) -> str:
    """A capital I amid small letters is an l: in an address nobody prints it so."""
    if any(mark.isupper() and mark != "I" for mark in text):
        return text
    return re.sub(r"(?<=[a-z])I", "l", text)


def _domain_end(text: str, start: int) -> int | None:
    """Where the host that begins at `start` ends; None where no public suffix closes it.

    Words joined by a plain dot belong to it; across a comma or a space only
    while what was read so far has no public suffix.
    """
    ends: list[int] = []
    position = start
    while word := _WORD.match(text, position):
        ends.append(word.end())
        dot = _DOT.match(text, word.end())
        if dot is None or len(ends) == _MOST_LABELS:
            break
        plain = dot.group() == "."
        if not plain and _is_host(text[start : word.end()]):
            break
        position = dot.end()
    for end in reversed(ends):
        if _is_host(text[start:end]):
            return end
    return None


def _squeezed(text: str) -> str:
    return re.sub(r"[,、]", ".", re.sub(r"\s", "", text)).strip(".")


def _is_host(text: str) -> bool:
    host = _squeezed(text)
    if ".." in host or not host.isascii():
        return False
    parts = suffixes()(host.lower())
    return bool(parts.suffix and parts.domain)


def _web(kind: WebKind, value: str, repairs: int, row: Part, place: tuple[int, int]) -> Web:
    span = Span(row.row, *place)
    return Web(kind, value, repairs, span, row.confidence, cut(row, *place).quad)


def _urls(row: Part, free: _Free) -> Iterator[Web]:
    position = 0
    while match := _URL.search(row.text, position):
        start = match.start()
        host_end = _domain_end(row.text, match.start("host"))
        if host_end is None and (match["scheme"] or match["www"]):
            host_end = _stuck_end(row.text, match.start("host"))
        first = _WORD.match(row.text, match.start("host"))
        position = max(first.end() if first else 0, match.start() + 1)
        if host_end is None or not free.at(start, host_end):
            continue
        path = match.group("path") if host_end == match.end("host") else None
        end = match.end("path") if path else host_end
        host = _squeezed(row.text[match.start("host") : host_end])
        explicit = match.group("scheme") is not None or match.group("www") is not None
        bare = row.text[match.start("host") : host_end]
        bare = _squeezed(bare) if _is_all(row.text, start, host_end) else bare
        if not explicit and not _is_bare_page(bare, path):
            continue
        position = max(end, position)
        value, repairs = _address(match, host, path or "")
        end -= len(path or "") - len((path or "").rstrip(".:!"))
        kind: WebKind = "social" if _is_profile(host, path) else "url"
        yield _web(kind, value, repairs, row, (start, end))


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line but a label: then a host may have spaces in it."""
    before, whole = text[:start].strip(" .:|"), text[start:end]
    alone = not before or labels().get(fold(before)) == "url"
    return alone and not text[end:].strip() and (whole.islower() or whole.isupper())


def _address(match: re.Match[str], host: str, path: str) -> tuple[str, int]:
    scheme, www = match.group("scheme"), match.group("www")
    repairs = int("," in match.group("host")) + int(" " in match.group().strip())
    prefix = f"{scheme}://" if scheme else ""
    if www is not None and not re.fullmatch(r"\w+\s", www):  # with a space alone it is a label
        letters = re.sub(r"[\s.,]", "", www)
        repairs += int(not re.search(r"[.]", www)) + int(letters.lower() != "www")
        prefix += "WWW." if letters.isupper() else "www."
    bare = _unlabelled(host) if www is None and scheme is None else host
    ended = _unmixed(_ended(bare))
    repairs += 2 * (bare != host) + 2 * (len(ended) > len(bare)) + (ended.lower() != _ended(bare).lower())
    return prefix + ended + path.rstrip(".:!"), repairs


def _unlabelled(host: str) -> str:
    """A host without the label that reading joined to it by a dot: `W.quince.example.org`."""
    label, _, rest = host.partition(".")
    stuck = label.lower() == "w" or (label[:1].isupper() and rest.islower() and label.lower() in labels())
    return rest if stuck and _is_host(rest) else host


def _is_bare_page(text: str, path: str | None) -> bool:
    """Whether a host without `www` is meant as a page, and not two words around a full stop."""
    if re.search(r"[\s,]", text):
        return False
    parts = suffixes()(text.lower())
    end = parts.suffix.rsplit(".", 1)[-1]
    if f"{parts.domain}.{parts.suffix}" in words("web", "social_sites") and path:
        return True
    if len(parts.domain) < 2 or (end not in words("web", "common_ends") and not path):
        return False
    if parts.domain.isdigit() or (len(parts.domain) < 3 and not path):
        return f"{parts.domain}.{parts.suffix}" in words("web", "social_sites")
    labels_ = text.split(".")
    return text.islower() or (text.isupper() and len(end) > 2) or labels_[-1].islower()


def _is_profile(host: str, path: str | None) -> bool:
    parts = suffixes()(host.lower())
    site = f"{parts.domain}.{parts.suffix}"
    return site in words("web", "social_sites") or bool(path and path.startswith("/@"))


def _labelled_profiles(row: Part, free: _Free) -> Iterator[Web]:
    for match in _SOCIAL_LABEL.finditer(row.text):
        text = match.group()
        if free.at(match.start(), match.end()):
            path = "/" in text[match.end("site") - match.start() : match.start("handle") - match.start()]
            value = (text if path else match.group("handle")).rstrip(".-/")
            yield _web("social", value, 1, row, match.span())


def _handles(row: Part, free: _Free) -> Iterator[Web]:
    for match in _HANDLE.finditer(row.text):
        if free.at(match.start(), match.end()):
            value = match.group().rstrip(".")
            yield _web("social", value, 0, row, match.span())
