"""A real Chromium before the real program, with a real mail server beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.photographs import desk
from browser.program import PATIENCE_MS, Program, Watch
from post.office import Office, Open

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, running for all tests; each has an account of its own."""
    running = Program(tmp_path_factory.mktemp("program"))
    running.start()
    yield running
    running.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. It ends with each module: its loop must not run where others use the database."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a browser window before a program; what must never happen in it fails the test."""
    watches, contexts = [], []

    def opened(program: Program, **options: object) -> Page:
        context = browser.new_context(base_url=program.url, locale="en-GB", **options)  # type: ignore[arg-type]  # its own options
        context.set_default_timeout(PATIENCE_MS / 4)
        watches.append(Watch(f"127.0.0.1:{program.port}"))
        watches[-1].over(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert [wrong for watch in watches for wrong in watch.wrong] == []


@pytest.fixture
def office() -> Iterator[Office]:
    """A mail server on loopback that does everything right until it is told otherwise."""
    with Open(Office()) as opened:
        yield opened


@pytest.fixture(scope="session")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo of two cards on a desk."""
    path = tmp_path_factory.mktemp("photos") / "desk.jpg"
    desk().save(path, quality=92)
    return path


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, which finds what bars people from using a page."""
    return Path(__file__).with_name("axe.min.js").read_text()
