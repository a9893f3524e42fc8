"""The program as its user starts it, and a browser before it that misses nothing."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

PASSWORD = "correct horse battery"
PATIENCE_S = 100
PATIENCE_MS = PATIENCE_S * 1000
ELSEWHERE = ("DATABASE_URL", "PUBLIC_URL", "AFTERHELLO_MEDIA", "AFTERHELLO_HOSTS", "AFTERHELLO_LOG")
# What the browser itself notes of an answer that says no.
SAID_NO = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

WIDTHS = (320, 390, 1280)
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN_AXE = "() => axe.run(document, {resultTypes: ['violations'], preload: false})"


def until(condition: Callable[[], object]) -> None:
    """Return once `condition` holds; fail when it does not come true."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


class Program:
    """`afterhello serve` in a folder of its own, with a database of its own."""

    def __init__(self, room: Path) -> None:
        self.room = room
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
        self.environment = kept | {
            "AFTERHELLO_DATA": str(room / "data"),
            "AFTERHELLO_KEYS": str(room / "keys"),
            "DJANGO_SETTINGS_MODULE": "afterhello.config.settings",
        }
        self.said = room / "said"

    def start(self) -> None:
        """Start it, and return when its pages answer."""
        command = [sys.executable, "-m", "afterhello", "serve", "--port", str(self.port)]
        with self.said.open("wb") as stderr:
            self.process = subprocess.Popen(command, env=self.environment, stderr=stderr)
        until(lambda: self.answers() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said.read_text()

    def answers(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                return connection.getresponse().read() == b"ok"
            except OSError:
                return False

    def add_user(self, email: str, name: str) -> None:
        """Make an account."""
        self.do("add_user", email, name, PASSWORD)

    def do(self, what: str, *given: object) -> Any:
        """Let `inside.py` do something with its database; what came of it."""
        stdin, stdout = self.inside.stdin, self.inside.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([what, given]) + "\n")
        stdin.flush()
        answer = stdout.readline()
        assert answer, f"{what} went wrong: what it said stands above"
        return json.loads(answer)

    @cached_property
    def inside(self) -> subprocess.Popen[str]:
        """The process that knows of its database."""
        here = Path(__file__)
        paths = {"PYTHONPATH": str(here.parent.parent)}
        return subprocess.Popen(
            [sys.executable, str(here.with_name("inside.py"))],
            env=self.environment | paths,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self) -> None:
        """End it; whatever went wrong in it fails the tests."""
        if "inside" in vars(self):
            self.inside.communicate(timeout=PATIENCE_S)
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        assert "Traceback" not in self.said.read_text(), self.said.read_text()


@dataclass
class Watch:
    """Everything that must never happen in a browser, whatever the page."""

    host: str
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of `context`."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        """Errors and warnings; a breach of the content security policy is among them."""
        if message.type in {"error", "warning"} and not SAID_NO.match(message.text):
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.wrong.append(f"asked {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.status} at {response.url}")


def sign_in(page: Page, program: Program, email: str) -> None:
    """Sign in as somebody does."""
    page.goto(f"{program.url}/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{program.url}/")


def reload_until(page: Page, text: str) -> None:
    """Look again until the page says `text`."""

    def says() -> bool:
        page.reload()
        return page.get_by_text(text).count() > 0

    until(says)


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds that bars somebody from using the page: rule and place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(RUN_AXE)
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


def wide_ones(page: Page) -> list[str]:
    """At which widths and in which colours the page scrolls sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"scrolls sideways at {width} px, {colours}")
    return found


def faults(page: Page, axe: str) -> list[str]:
    """What keeps a page from being like every page should: it fits, and bars nobody."""
    found = wide_ones(page)
    found += violations(page, axe)  # wide and dark, as `wide_ones` leaves it
    page.set_viewport_size({"width": WIDTHS[1], "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found + violations(page, axe)
