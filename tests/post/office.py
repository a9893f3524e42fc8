"""A real SMTP server on loopback that can be told to misbehave at any point of the conversation."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP = "drop"
SILENCE = "silence"

USERNAME, PASSWORD = "ada", "rätselhaft"


@dataclass
class Office:
    """What the server does and has seen.

    `manners` tells, for greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA (the
    command) or END (after the letter, before its 250), what to do instead of
    the right thing: an answer, DROP or SILENCE. `hooks` are called, in a thread
    of their own, when that point is reached. `received` are the letters whose
    last byte came in, whatever was answered then.
    """

    manners: dict[str, str] = field(default_factory=dict)
    hooks: dict[str, Callable[[], object]] = field(default_factory=dict)
    received: list[Envelope] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)
    tls: ssl.SSLContext | None = None
    from_the_start: bool = False
    without: frozenset[str] = frozenset()
    port: int = 0

    def letters(self) -> list[EmailMessage]:
        """What was received, parsed."""
        return [message_from_bytes(one.original_content or b"", policy=default) for one in self.received]

    async def misbehave(self, at: str, clerk: Clerk) -> bool:
        """Do what `manners` say at this point; whether that was the answer."""
        self.reached.append(at)
        if at in self.hooks:
            await clerk.loop.run_in_executor(None, self.hooks[at])
        manner = self.manners.get(at, "")
        if manner == DROP:
            clerk.hang_up()
        elif manner == SILENCE:
            self.silent.set()
            await asyncio.Event().wait()
        elif manner:
            await clerk.push(manner)
        return bool(manner)

    async def handle_DATA(self, clerk: Clerk, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        self.received.append(envelope)
        if await self.misbehave("END", clerk):
            return self.manners["END"]
        return "250 OK"

    def authenticate(
        self, clerk: Any, session: Any, envelope: Any, mechanism: str, said: LoginPassword
    ) -> AuthResult:
        known = (said.login, said.password) == (USERNAME.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)


class Clerk(SMTP):
    """One conversation of the office."""

    def __init__(self, office: Office, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            office,
            hostname="mail.example.org",
            loop=loop,
            tls_context=None if office.from_the_start else office.tls,
            authenticator=office.authenticate,
            auth_require_tls=False,
            auth_exclude_mechanism=office.without,
        )
        self.office = office

    def hang_up(self) -> None:
        """End the conversation in the middle of a word."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    async def _handle_client(self) -> None:
        if not await self.office.misbehave("greeting", self):
            await super()._handle_client()

    async def smtp_EHLO(self, arg: str) -> None:  # noqa: N802
        if not await self.office.misbehave("EHLO", self):
            await super().smtp_EHLO(arg)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        if not await self.office.misbehave("STARTTLS", self):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        if not await self.office.misbehave("AUTH", self):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        if not await self.office.misbehave("MAIL", self):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        if not await self.office.misbehave("RCPT", self):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if not await self.office.misbehave("DATA", self):
            await super().smtp_DATA(arg)


class Open:
    """The office behind its counter: a thread with the server in it, on a port of its own."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.loop = asyncio.new_event_loop()
        self.clerks: list[Clerk] = []
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> Office:
        self.thread.start()
        self.server = asyncio.run_coroutine_threadsafe(self._listen(), self.loop).result(10)
        self.office.port = self.server.sockets[0].getsockname()[1]
        return self.office

    async def _listen(self) -> asyncio.Server:
        context = self.office.tls if self.office.from_the_start else None
        return await self.loop.create_server(self._clerk, "127.0.0.1", 0, ssl=context)

    def _clerk(self) -> Clerk:
        self.clerks.append(Clerk(self.office, self.loop))
        return self.clerks[-1]

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def _close(self) -> None:
        self.server.close()
        others = asyncio.all_tasks(self.loop) - {asyncio.current_task(self.loop)}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for clerk in self.clerks:
            clerk.hang_up()
        await asyncio.sleep(0)  # lets the loop close what was aborted
        await self.loop.shutdown_default_executor()
