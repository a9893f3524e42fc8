"""One conversation with a mail server, in which it is always known what may have left the house.

smtplib's own `send_message` does not tell whether a connection broke before the
letter was handed over or after it, and that is all an outbox has to know. So the
commands are given one by one:

    before DATA         nothing has left         → Unreachable, or Refused for 5xx
    DATA, no 354 yet    no word has left         → Unreachable
    the letter          a broken line is silence → Lost: nobody knows
    a reply to it       2xx sent, 4xx → Unreachable, 5xx → Refused
"""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal, NoReturn

from django.utils.translation import gettext as _

from afterhello.errors import Refused, Unreachable
from afterhello.post.letter import one_line

TIMEOUT_S = 20
# What we call ourselves: a server that signs us in does not need to hear the machine's name.
OWN_NAME = "[127.0.0.1]"

Security = Literal["tls", "starttls", "none"]


class WrongPassword(Unreachable):
    """The server does not let us in; asking again at once would not help."""


class NotNow(Unreachable):
    """The server knows us, and will take this letter another time."""


class Lost(Unreachable):
    """The connection broke while the letter was handed over: nobody knows whether it went out."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and who signs in there; without a user name nobody does."""

    host: str
    port: int
    security: Security
    username: str = ""
    password: str = field(default="", repr=False)

    def try_out(self) -> None:
        """Connect and sign in; nothing is sent.

        Raises:
            Unreachable: it did not work; the sentence says what happened and what to do.
        """
        with self._signed_in():
            pass

    def submit(self, mail: EmailMessage, before_data: Callable[[], None]) -> None:
        """Hand a letter over; when this returns, the server has taken it.

        Args:
            before_data: called when everything but the letter is said; what it
                raises is raised, and then nothing has left.

        Raises:
            Unreachable: it was not taken, and may be offered again.
            Refused: it was not taken, for good.
            Lost: it may or may not have been taken.
        """
        with self._signed_in() as smtp:
            sender, to = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
            with self._plain_words():
                self._heed(*smtp.mail(sender))
                self._heed(*smtp.rcpt(to))
                before_data()
                self._heed(*smtp.docmd("DATA"))
            self._hand_over(smtp, mail)

    def _hand_over(self, smtp: smtplib.SMTP, mail: EmailMessage) -> None:
        lines = mail.as_bytes().replace(b"\r\n.", b"\r\n..")
        try:
            smtp.send(lines + b".\r\n")
            code, words = smtp.getreply()
        except (OSError, smtplib.SMTPException) as silence:
            raise Lost(
                _("The connection to %(host)s broke off while the letter was handed over.")
                % {"host": self.host}
            ) from silence
        self._heed(code, words)

    @contextmanager
    def _signed_in(self) -> Iterator[smtplib.SMTP]:
        with self._plain_words():
            smtp = self._connected()
        try:
            with self._plain_words():
                self._log_in(smtp)
            yield smtp
        finally:
            _leave(smtp)

    def _connected(self) -> smtplib.SMTP:
        """A connection, encrypted as the settings say, after the greetings."""
        context = ssl.create_default_context()
        if self.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, OWN_NAME, timeout=TIMEOUT_S, context=context
            )
        else:
            smtp = smtplib.SMTP(self.host, self.port, OWN_NAME, timeout=TIMEOUT_S)
        try:
            smtp.ehlo_or_helo_if_needed()
            if self.security == "starttls":
                self._secure(smtp, context)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _secure(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        if not smtp.has_extn("starttls"):
            raise Unreachable(
                _(
                    "%(host)s offers no STARTTLS on port %(port)s, so the password was not said. "
                    "Nothing is lost: choose TLS, or another port."
                )
                % self._where()
            )
        smtp.starttls(context=context)
        smtp.ehlo()

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        """Say user name and password. smtplib's own `login` takes no password beyond ASCII."""
        if not self.username:
            return
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            code, words = smtp.docmd("AUTH PLAIN", _coded(f"\0{self.username}\0{self.password}"))
        elif "LOGIN" in offered:
            code, words = smtp.docmd("AUTH LOGIN", _coded(self.username))
            if code == 334:
                code, words = smtp.docmd(_coded(self.password))
        else:
            raise WrongPassword(
                _(
                    "%(host)s offers no way to sign in on port %(port)s that Afterhello knows. "
                    "Nothing is lost: choose TLS or STARTTLS, or leave the user name empty if the "
                    "server needs none."
                )
                % self._where()
            )
        if code >= 500:
            self._not_let_in(words)
        if not 200 <= code < 300:
            raise smtplib.SMTPResponseException(code, words)

    def _not_let_in(self, words: bytes) -> NoReturn:
        raise WrongPassword(
            _(
                "%(host)s did not accept the user name and password (“%(words)s”). Nothing is "
                "lost: correct them in the mail settings. Some providers want a password made for "
                "apps."
            )
            % {**self._where(), "words": _said(words)}
        )

    def _heed(self, code: int, words: bytes) -> None:
        """Nothing for a yes; raises what a no means."""
        told = {**self._where(), "words": f"{code} {_said(words)}"}
        if code == 530:
            self._not_let_in(words)
        if 500 <= code < 600:
            raise Refused(_("%(host)s did not take the letter: “%(words)s”.") % told)
        if not 200 <= code < 400:
            raise NotNow(
                _("%(host)s cannot take the letter at the moment: “%(words)s”. Nothing is lost.") % told
            )

    @contextmanager
    def _plain_words(self) -> Iterator[None]:
        """Turns what can go wrong before the letter is handed over into a sentence."""
        try:
            yield
        except (OSError, smtplib.SMTPException, UnicodeError) as problem:
            raise Unreachable(self._what_happened(problem) % self._where()) from problem

    def _what_happened(self, problem: Exception) -> str:
        cause = problem.__context__ if isinstance(problem, smtplib.SMTPServerDisconnected) else problem
        for kind, sentence in _sentences():
            if isinstance(cause, kind):
                return sentence
        if isinstance(problem, smtplib.SMTPResponseException):
            error = problem.smtp_error
            words = _said(error if isinstance(error, bytes) else error.encode())
            return _quoted(_("%(host)s does not talk to us: “{words}”."), f"{problem.smtp_code} {words}")
        if isinstance(problem, smtplib.SMTPServerDisconnected):
            return _(
                "%(host)s closed the connection on port %(port)s. Nothing is lost: check port and "
                "security, or try again later."
            )
        words = getattr(problem, "strerror", None) or str(problem)
        return _quoted(_("%(host)s cannot be reached on port %(port)s ({words})."), words)

    def _where(self) -> dict[str, str | int]:
        return {"host": self.host, "port": self.port}


def _sentences() -> tuple[tuple[type[Exception], str], ...]:
    """What went wrong, the narrower kind first, and how to say it."""
    return (
        (
            ssl.SSLCertVerificationError,
            _(
                "%(host)s showed a certificate that cannot be trusted, so the password was not "
                "said. Nothing is lost: check the server's name, or ask who runs it."
            ),
        ),
        (
            ssl.SSLError,
            _(
                "%(host)s does not speak TLS on port %(port)s as the settings say. Nothing is "
                "lost: TLS is usually port 465, STARTTLS port 587."
            ),
        ),
        (
            socket.gaierror,
            _("There is no mail server called %(host)s. Nothing is lost: check the name, and the network."),
        ),
        (
            UnicodeError,
            _("There is no mail server called %(host)s. Nothing is lost: check the name, and the network."),
        ),
        (
            ConnectionRefusedError,
            _(
                "%(host)s takes no connection on port %(port)s. Nothing is lost: check the port, "
                "or try again later."
            ),
        ),
        (
            TimeoutError,
            _(
                "%(host)s did not answer on port %(port)s in time. Nothing is lost: check port and "
                "security, or try again later."
            ),
        ),
    )


def _quoted(sentence: str, words: str) -> str:
    """A sentence with foreign words in it, safe to be filled in by % once more."""
    words = one_line(words)[:300].replace("%", "%%")
    return sentence.replace("{words}", words) + " " + _("Nothing is lost: try again later.")


def _said(words: bytes) -> str:
    """What a server said, as one line of at most 300 characters."""
    return one_line(words.decode("utf-8", "replace"))[:300]


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _leave(smtp: smtplib.SMTP) -> None:
    """Say goodbye if anybody still listens: what was decided is decided."""
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()
