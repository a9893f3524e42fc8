"""Ways to reach somebody, checked and made comparable; what is shown stays as it was written."""

from __future__ import annotations

from urllib.parse import urlsplit

import phonenumbers
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from afterhello.errors import Unreadable
from afterhello.people.folding import folded

FEWEST_DIGITS = 3  # the shortest numbers that are answered: 112, an extension in a house


def comparable(kind: str, value: str, country: str) -> str:
    """`value` in the form that two spellings of it share; empty for a number of its house only.

    Args:
        kind: email, phone, url, social or address.
        country: ISO 3166-1 alpha-2; a telephone number without +code is meant from there.

    Raises:
        Unreadable: it is none of its kind.
    """
    forms = {"email": email_address, "url": address_of_page, "social": profile}
    if kind == "phone":
        return phone_number(value, country)
    return forms.get(kind, folded)(value)


def email_address(value: str) -> str:
    """An email address in lower case; that it exists is not asked of anybody.

    Raises:
        Unreadable: it is no address.
    """
    try:
        found = validate_email(
            value.strip().removeprefix("mailto:"),
            check_deliverability=False,
            test_environment=True,  # example.test and the like may be written down here
        )
    except EmailNotValidError as problem:
        raise Unreadable(
            _(
                "“%(text)s” is not an email address yet. It needs a name, an @ and a domain, "
                "such as priya@example.org."
            )
            % {"text": value.strip()}
        ) from problem
    return found.normalized.lower()


def phone_number(value: str, country: str) -> str:
    """A telephone number as E.164, with ;ext= where there is an extension.

    A number that cannot be rung from elsewhere (an extension in a house, a word
    on the keys) is no mistake: its answer is empty, and it is kept as printed.

    >>> phone_number("020 5555 0134", "GB"), phone_number("+44 (0)20 5555 0134 ext. 5", "DE")
    ('+442055550134', '+442055550134;ext=5')

    Raises:
        Unreadable: there are hardly digits in it.
    """
    if sum(sign.isdigit() for sign in value) < FEWEST_DIGITS:
        raise Unreadable(
            _("“%(text)s” is not a telephone number yet: it needs its digits.") % {"text": value.strip()}
        )
    try:
        number = phonenumbers.parse(value, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164};ext={number.extension}" if number.extension else e164


def address_of_page(value: str) -> str:
    """A web address that a link can lead to, with its scheme and its host in lower case.

    >>> address_of_page("Example.org/Anna/")
    'https://example.org/Anna'

    Raises:
        Unreadable: it is no address of a page.
    """
    text = value.strip()
    whole = text if "://" in text else f"https://{text.removeprefix('//')}"
    try:
        found = urlsplit(whole)
        host = (found.hostname or "").rstrip(".")
        port = f":{found.port}" if found.port else ""
    except ValueError:
        host = port = ""
    if found_nothing(host) or found.scheme.lower() not in {"http", "https"} or " " in text:
        raise Unreadable(
            _("“%(text)s” is not a web address yet. It looks like example.org/anna.") % {"text": text}
        )
    query = f"?{found.query}" if found.query else ""
    return f"{found.scheme.lower()}://{host}{port}{found.path.rstrip('/')}{query}"


def found_nothing(host: str) -> bool:
    """Whether there is no host that a page could be on."""
    return "." not in host or ".." in host


def profile(value: str) -> str:
    """A social profile: the address of its page, or a name such as @anna, in lower case.

    Raises:
        Unreadable: nothing is left of it.
    """
    text = value.strip()
    if "." in text and "/" in text:
        return address_of_page(text)
    if not folded(text):
        raise Unreadable(_("A profile needs a name, such as @anna, or the address of its page."))
    return text.lower()
