"""`python -m docs.reference.write` writes the reference pages that are drawn from the code.

    commands.md    every command of the terminal, from click
    errors.md      every refusal, from the tree of errors.py

tests/test_docs.py holds the pages to what is written here.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from afterhello import errors
from afterhello.config.cli import afterhello

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by `make docs`. Change the words in the code, then run it. -->"

COMMANDS_BEGIN = """\
# Commands

Everything that `afterhello` does in the terminal. It lies at `.venv/bin/afterhello` in the folder where
`make run` set it up; every command and group says this of itself with `--help`.

- A refusal is one sentence on stderr, and [its exit code](errors.md).
- Where data lies, and which database is used, is read from [the environment](settings.md). `afterhello serve`
  and `afterhello user add` make its tables; the other commands expect them.
- More on [`afterhello cards read`](cards-read.md), with the shape of its JSON, and on
  [`afterhello people`](people-commands.md).
"""

ERRORS_BEGIN = """\
# Refusals and exit codes

Whatever Afterhello refuses to do, it says in one sentence: what happened, that nothing is lost, and what to
do. In the browser the sentence stands on a page, or at the foot of the one you are on; in the terminal it
goes to stderr, and the exit code says of which kind it is.

| refusal | is a kind of | means | web status | exit code |
| --- | --- | --- | --- | --- |
"""

ERRORS_END = """
Exit codes that are not refusals:

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | also: a mistake of ours, with a traceback; please tell us |
| 2 | also: the command was typed wrongly, or a [setting](settings.md) is wrong; the sentence names it |
| 3 | also: the database could not be used; nothing was changed |
| 130 | ended by Ctrl+C |

A command may end with 2 and still have printed something: `afterhello cards read` goes on with the other
photos, and with `--json` prints a line for every one, also for those that could not be read.
"""


def commands_page() -> str:
    """The text of commands.md."""
    context = click.Context(afterhello, info_name="afterhello")
    sections = [section for path, command in walk(context, afterhello) for section in about(path, command)]
    return "\n".join([COMMANDS_BEGIN, NOTE, "", *sections])


def walk(context: click.Context, group: click.Group) -> Iterator[tuple[click.Context, click.Command]]:
    """Every group and command below `group`, each with a context that knows its whole name."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        below = click.Context(command, info_name=name, parent=context)
        yield below, command
        if isinstance(command, click.Group):
            yield from walk(below, command)


def about(context: click.Context, command: click.Command) -> Iterator[str]:
    """The section of one command: how it is called, what it does, its options."""
    depth = "###" if context.parent and context.parent.parent else "##"
    yield f"{depth} {own_path(context)}\n"
    yield f"    {' '.join([own_path(context), *command.collect_usage_pieces(context)])}\n"
    yield f"{inspect.cleandoc(command.help or '')}\n"
    rows = [record for option in options(command) if (record := option.get_help_record(context))]
    if rows:
        yield "| option | |\n| --- | --- |"
        yield "".join(f"| `{names}` | {cell(text)} |\n" for names, text in rows)


def own_path(context: click.Context) -> str:
    """The names down to this command, without what its parents take."""
    names = []
    at: click.Context | None = context
    while at is not None:
        names.append(str(at.info_name))
        at = at.parent
    return " ".join(reversed(names))


def options(command: click.Command) -> Iterator[click.Option]:
    """The options of a command, without those that every command has."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield parameter


def cell(text: str) -> str:
    """`text` as it may stand between the bars of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def errors_page() -> str:
    """The text of errors.md."""
    rows = "".join(map(row, family(errors.AfterhelloError)))
    return f"{ERRORS_BEGIN}{rows}{ERRORS_END}\n{NOTE}\n"


def row(kind: type[errors.AfterhelloError]) -> str:
    """The row of one refusal."""
    means = cell(inspect.getdoc(kind) or "")
    return f"| {name(kind)} | {name(kind.__base__)} | {means} | {kind.status} | {kind.exit_code} |\n"


def family(kind: type[errors.AfterhelloError]) -> Iterator[type[errors.AfterhelloError]]:
    """Every refusal that errors.py names below `kind`, each before those that are kinds of it."""
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield below
            yield from family(below)


def name(kind: Any) -> str:
    """What a class is called, as code; nothing for the root of the family."""
    return "" if kind is errors.AfterhelloError else f"`{kind.__name__}`"


PAGES = {"commands.md": commands_page, "errors.md": errors_page}


def main() -> None:
    """Write every page, and say so."""
    for file, text in PAGES.items():
        (HERE / file).write_text(text(), encoding="utf-8")
        click.echo(f"docs/reference/{file}")


if __name__ == "__main__":
    main()
