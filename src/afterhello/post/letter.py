"""A plain letter: addresses checked, headers that cannot be smuggled in, text that flows."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from afterhello.errors import RuleBroken

WIDTH = 72
# Every server takes 7-bit lines; text beyond ASCII is wrapped as quoted-printable or base64.
POLICY = SMTP.clone(cte_type="7bit")


def address(text: str) -> str:
    """A mail address as a server takes it: the domain in lower case, as ASCII.

    Raises:
        RuleBroken: it is no address, or one whose first part is not ASCII
            (few servers carry those).

    >>> address("Ada@Example.ORG")
    'Ada@example.org'
    """
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as problem:
        raise RuleBroken(
            _("“%(text)s” is not a mail address (%(why)s). Nothing was sent: correct it and try again.")
            % {"text": one_line(text)[:100], "why": str(problem).rstrip(".")}
        ) from problem
    return str(found.ascii_email)


def one_line(text: str) -> str:
    """`text` without line breaks and other control characters, to be quoted in a sentence."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).split())


def header(text: str) -> str:
    """Text for a header line.

    Raises:
        RuleBroken: it has a line break or another control character, by which
            somebody could add headers of their own.
    """
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", text):
        raise RuleBroken(
            _("A subject or a name must be one line without hidden characters. Nothing was sent: correct it.")
        )
    return text.strip()


def written(
    *, sender: tuple[str, str], to: str, subject: str, body: str, message_id: str, at: datetime
) -> EmailMessage:
    """The letter as it goes over the wire.

    Args:
        sender: name (may be empty) and address.
        message_id: with its angle brackets.
        at: for the Date line, in the time zone that it shall show.
    """
    mail = EmailMessage(policy=POLICY)
    mail["From"] = Address(display_name=header(sender[0]), addr_spec=address(sender[1]))
    mail["To"] = Address(addr_spec=address(to))
    mail["Subject"] = header(subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    mail.set_content(flowed(body), charset="utf-8", params={"format": "flowed"})
    return mail


def flowed(text: str) -> str:
    """`text` in lines of at most 72 characters that a reader's program joins again.

    A line that ends with a space goes on in the next one; a line that begins
    with a space, ">" or "From " is given one more space, which the reader's
    program takes away. Spaces at the end of a line of `text` are dropped.

    Source:
        RFC 3676, sections 4.1, 4.2 and 4.4.

    >>> flowed("Hello Priya,\\n > sic")
    'Hello Priya,\\n  > sic\\n'
    """
    lines = re.split(r"\r\n|\r|\n", text.rstrip())
    return "".join(f"{line}\n" for paragraph in lines for line in _wrapped(paragraph))


def _wrapped(paragraph: str) -> list[str]:
    lines = [""]
    for word in re.findall(r" +|[^ ]+ *", paragraph.rstrip(" ")):
        if lines[-1].strip(" ") and len(lines[-1]) + len(word.rstrip(" ")) > WIDTH:
            lines.append("")
        lines[-1] += word
    return [f" {line}" if line.startswith((" ", ">", "From ")) else line for line in lines]
