"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "afterhello"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
FACE_NAMES = {"views.py", "api.py", "cli.py", "mcp.py", "forms.py", "chapters.py"}
FACE_FOLDERS = {"views", "forms"}
FACES = [path for path in MODULES if path.name in FACE_NAMES or path.parent.name in FACE_FOLDERS]
BANNED_NAMES = {"services.py", "utils.py", "helpers.py", "signals.py", "admin.py"}
BANNED_FOLDERS = {"core", "common"}
TEMPLATES = sorted(SOURCE.rglob("*.html"))
REFUSALS = {"RuleBroken", "NotHere", "Refused", "Unreadable", "Unreachable"}
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function):
            yield node


def in_an_app(path: Path) -> bool:
    """Whether a page may say what this module refuses: one of an app's, and not of its terminal."""
    app = SOURCE / path.relative_to(SOURCE).parts[0]
    return (app / "apps.py").exists() and app.name != "background" and path.name != "cli.py"


def said_plainly(call: ast.Call) -> bool:
    """Whether a refusal of ours is given its sentence as it stands, not by way of gettext."""
    kind = call.func.id if isinstance(call.func, ast.Name) else ""
    plain = bool(call.args) and isinstance(call.args[0], (ast.Constant, ast.JoinedStr))
    return kind in REFUSALS and plain


def body_lines(function: Function) -> int:
    """Lines of a function without its docstring."""
    docstring = ast.get_docstring(function, clean=False)
    first = function.body[1] if docstring and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", FACES, ids=name)
def test_faces_reach_rows_only_through_their_owner(path: Path) -> None:
    # `User` alone has no owner: the terminal finds the user that it acts for.
    text = path.read_text().replace("User.objects.", "")
    assert not re.findall(r"\w+\.objects\b(?!\s*\.(?:of|opened_by)\()", text)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_file_is_longer_than_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    assert [f.name for f in functions(path) if body_lines(f) > MOST_LINES_OF_A_FUNCTION] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", [path for path in MODULES if in_an_app(path)], ids=name)
def test_what_a_page_refuses_can_be_said_in_other_languages(path: Path) -> None:
    # `meant_by` finds whom a command of the terminal means, whose words are English.
    spoken = [function for function in functions(path) if function.name != "meant_by"]
    raised = [n.exc for f in spoken for n in ast.walk(f) if isinstance(n, ast.Raise)]
    assert not [ast.unparse(e) for e in raised if isinstance(e, ast.Call) and said_plainly(e)]


def test_there_is_no_drawer_for_everything() -> None:
    assert [name(path) for path in MODULES if path.name in BANNED_NAMES] == []
    assert [name(p) for p in SOURCE.rglob("*") if p.is_dir() and p.name in BANNED_FOLDERS] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_pages_carry_no_style_and_no_script_of_their_own(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style\b|\son\w+=|hx-on|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_form_that_posts_is_guarded(path: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), flags=re.DOTALL):
        if re.search(r'method="post"', form):
            assert "{% csrf_token %}" in form


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_the_interface_never_speaks_of_people_as_records(path: Path) -> None:
    visible = re.sub(r'class="[^"]*"|{#.*?#}', "", path.read_text())
    assert not re.search(r"\b(CRM|leads?|pipelines?|funnels?|prospects?|scores?)\b", visible, re.IGNORECASE)


def test_nothing_is_asked_of_addresses_that_nobody_configured() -> None:
    known = re.compile(r"https?://(?!127\.0\.0\.1|localhost|www\.w3\.org|[\w.]*example\.(?:org|com))[\w.-]+")
    templates = {name(path): known.findall(path.read_text()) for path in TEMPLATES}
    assert {page: found for page, found in templates.items() if found} == {}


def test_mail_leaves_by_the_outbox_alone() -> None:
    pattern = re.compile(r"^\s*(?:import|from)\s+(?:smtplib|django\.core\.mail)\b", re.MULTILINE)
    senders = [name(path) for path in MODULES if pattern.search(path.read_text())]
    assert [sender for sender in senders if not sender.startswith("post/")] == []
