"""The documentation says what is there: no more, no less."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # docs/ is not installed with the package

from afterhello.config.cli import afterhello  # noqa: E402 - beside the import below
from docs.reference import write  # noqa: E402 - found by the path set above

REFERENCE = ROOT / "docs" / "reference"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
# A name in capitals that is handed to a function, or asked of the environment.
READ_VARIABLE = re.compile(r"""(?:\w\(|environ\[|envvar=)\s*["']((?:AFTERHELLO_[A-Z_]+|[A-Z_]+_URL))["']""")


def pages() -> list[Path]:
    """Every Markdown file of the project."""
    found = {path: path.relative_to(ROOT).parts for path in sorted(ROOT.rglob("*.md"))}
    return [path for path, parts in found.items() if not any(p.startswith(".") or p == "site" for p in parts)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_code(text: str) -> str:
    """`text` without what stands in fences, indented or between backticks: links in there are examples."""
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^    .*$", "", text, flags=re.MULTILINE))


def headings(text: str) -> list[str]:
    fenceless = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [line.lstrip("#").strip() for line in fenceless.splitlines() if line.startswith("#")]


def anchor(heading: str) -> str:
    """How a heading is linked to: small letters, hyphens, no marks."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def commands() -> list[tuple[str, click.Command]]:
    """Every group and command of the terminal, by its whole name."""
    context = click.Context(afterhello, info_name="afterhello")
    return [(write.own_path(below), command) for below, command in write.walk(context, afterhello)]


def variables_read() -> set[str]:
    """Every environment variable that the program reads."""
    modules = (ROOT / "src" / "afterhello").rglob("*.py")
    return {found for path in modules for found in READ_VARIABLE.findall(path.read_text())}


def test_the_search_for_variables_finds_those_that_are_known() -> None:
    assert {"AFTERHELLO_DATA", "PUBLIC_URL", "DATABASE_URL", "AFTERHELLO_LEASE_S"} <= variables_read()


def test_every_setting_has_its_heading_and_no_other_does() -> None:
    found = headings((REFERENCE / "settings.md").read_text())
    assert {heading for heading in found if re.fullmatch(r"[A-Z_]+", heading)} == variables_read()


def test_every_command_and_option_of_the_terminal_is_described() -> None:
    text = (REFERENCE / "commands.md").read_text()
    sections = dict(
        re.findall(r"^#{2,3} (afterhello [^\n]+)\n(.*?)(?=^#{2,3} |\Z)", text, re.DOTALL | re.MULTILINE)
    )
    for path, command in commands():
        assert path in sections
        for option in write.options(command):
            for spelling in option.opts:
                assert spelling in sections[path], f"{path} {spelling}"


def test_every_command_says_what_it_is_for() -> None:
    assert [path for path, command in commands() if not command.help] == []


@pytest.mark.parametrize("file", write.PAGES)
def test_a_generated_page_is_what_make_docs_writes_now(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERHELLO_LEASE_S", raising=False)
    assert (REFERENCE / file).read_text(encoding="utf-8") == write.PAGES[file]()


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    text = without_code(page.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(\s*<?([^)\s>]+)", text) + re.findall(r"""(?:src|href)=["']([^"']+)""", text)
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        file, _, place = target.partition("#")
        linked = (page.parent / file).resolve() if file else page
        assert linked.exists(), target
        assert linked.is_relative_to(ROOT), target
        if place and linked.suffix == ".md":
            assert place in map(anchor, headings(linked.read_text(encoding="utf-8"))), target


def test_the_pictures_are_shown_and_light() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in pages())
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert f"pictures/{picture.name}" in text
        assert picture.stat().st_size < 200_000


def test_the_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:3] for path in DECISIONS] == [
        f"{number:03}" for number in range(1, len(DECISIONS) + 1)
    ]


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_a_decision_begins_with_its_number(decision: Path) -> None:
    first = headings(decision.read_text(encoding="utf-8"))[0]
    assert first.lstrip("0").startswith(decision.name[:3].lstrip("0"))


def test_the_readme_begins_with_a_picture_and_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^git clone \S.* && cd afterhello\nmake run$", text, re.MULTILINE)
    assert text.index("![") < text.index("git clone")
    assert "make test" in text


def test_every_how_to_page_and_reference_is_reached_from_the_readme() -> None:
    text = "".join((ROOT / file).read_text(encoding="utf-8") for file in ("README.md", "CONTRIBUTING.md"))
    wanted = [
        *(ROOT / "docs" / "how-to").glob("*.md"),
        *REFERENCE.glob("*.md"),
        ROOT / "docs" / "tutorial.md",
    ]
    assert [name(path) for path in wanted if name(path) not in text] == []


def test_the_targets_of_the_makefile_are_those_described() -> None:
    makefile = (ROOT / "Makefile").read_text()
    described = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)) - {"help"}
    assert {target for target in targets if f"`make {target}`" not in described} == set()
