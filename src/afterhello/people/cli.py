"""People in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from afterhello.accounts.models import User
from afterhello.people.about import by_label
from afterhello.people.models import ContactPoint, Person
from afterhello.people.vcards import as_vcards


@click.group()
@click.option("--user", metavar="EMAIL", help="Whose people  [default: the only account's]")
@click.pass_context
def people(context: click.Context, user: str | None) -> None:
    """The people you know."""
    context.obj = User.objects.meant_by(user)


@people.command(name="list")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")
@click.pass_obj
def list_people(owner: User, words: tuple[str, ...], as_json: bool) -> None:
    """List people as in an address book; with WORDS, those whose name or organisation has all."""
    found = Person.objects.of(owner).named(" ".join(words)).in_order().whole()
    for person in found.iterator(chunk_size=500):
        click.echo(_line(_shortly(person)) if as_json else _told(person))


@people.command()
@click.argument("who")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line.")
@click.pass_obj
def show(owner: User, who: str, as_json: bool) -> None:
    """Show everything that is kept about one person. WHO is words of the name, or the id."""
    person = Person.objects.of(owner).whole().meant_by(who)
    if as_json:
        about = {label: [row.as_data() for row in rows] for label, rows in by_label(person)}
        click.echo(_line({**person.as_data(), "about": about}))
        return
    click.echo(person.in_plain_words())
    for _label, rows in by_label(person):
        for row in rows:
            click.echo(f"  {row.in_plain_words()}")


@people.command()
@click.argument("who", nargs=-1)
@click.pass_obj
def export(owner: User, who: tuple[str, ...]) -> None:
    """Write people as vCard 4.0 to standard output; without WHO, all of them."""
    known = Person.objects.of(owner).whole()
    found: Iterable[Person] = (known.meant_by(each) for each in who) if who else known.in_order()
    click.echo(as_vcards(found), nl=False)


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _shortly(person: Person) -> dict[str, Any]:
    """What a list says of a person; docs/reference/people-commands.md explains it."""
    data = person.as_data()
    names = ("id", "full_name", "greeting", "title", "organisation")
    return {name: data[name] for name in names} | {
        "emails": [way.value for way in person.ways(ContactPoint.Kind.EMAIL)],
        "phones": [way.value for way in person.ways(ContactPoint.Kind.PHONE)],
        "tags": [tag.name for tag in person.tags.all()],
    }


def _told(person: Person) -> str:
    reach = [way.value for way in person.contact_points.all()][:1]
    return "  ".join([person.in_plain_words(), *reach])
