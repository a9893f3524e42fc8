"""People in the terminal."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from afterhello.accounts.models import User
from afterhello.errors import RuleBroken
from afterhello.people.cli import people
from afterhello.people.models import Person


@pytest.fixture
def priya(ada: User) -> Person:
    person = Person.objects.make(
        ada,
        full_name="Priya Raghunathan",
        title="Supply planner",
        organisation="Brightwater Foods",
        contact_points=[("email", "priya@brightwater.example.org", ""), ("phone", "020 5555 0161", "mobile")],
    )
    person.tag("climbing")
    Person.objects.make(ada, full_name="Ánna Berg")
    return person


def run(*arguments: str) -> Result:
    return CliRunner().invoke(people, arguments, catch_exceptions=False)


def test_the_only_user_s_people_are_listed_in_order(priya: Person) -> None:
    assert run("list").output.splitlines() == [
        "Ánna Berg",
        "Priya Raghunathan, Supply planner, Brightwater Foods  priya@brightwater.example.org",
    ]


def test_a_list_as_json_is_one_object_a_line_and_nothing_else(priya: Person) -> None:
    found = [json.loads(line) for line in run("list", "bright", "PRÍYA", "--json").output.splitlines()]

    assert found == [
        {
            "id": str(priya.pk),
            "full_name": "Priya Raghunathan",
            "greeting": "Priya",
            "title": "Supply planner",
            "organisation": "Brightwater Foods",
            "emails": ["priya@brightwater.example.org"],
            "phones": ["020 5555 0161"],
            "tags": ["climbing"],
        }
    ]


def test_one_person_is_shown_with_everything_that_is_kept(priya: Person) -> None:
    words = run("show", "priya").output
    data = json.loads(run("show", str(priya.pk), "--json").output)

    assert "  Mobile: 020 5555 0161" in words.splitlines()
    assert data["full_name"] == "Priya Raghunathan"
    assert data["about"]["people.Tagging"] == [{"tag": "climbing"}]


def test_people_are_exported_as_cards(priya: Person) -> None:
    assert run("export").stdout_bytes.count(b"BEGIN:VCARD\r\n") == 2
    assert b"FN:Priya Raghunathan" in run("export", "priya").stdout_bytes


def test_whoever_cannot_be_told_apart_is_named(priya: Person) -> None:
    with pytest.raises(RuleBroken, match="may be Ánna Berg"):
        run("show", "a")
    with pytest.raises(RuleBroken, match="Nobody you know is called Zoe"):
        run("export", "Zoe")


def test_one_user_never_sees_the_people_of_another(priya: Person, mallory: User) -> None:
    assert run("--user", "mallory@example.org", "list").output == ""
    assert run("--user", "mallory@example.org", "export").output == ""
    with pytest.raises(RuleBroken, match="Nobody you know"):
        run("--user", "mallory@example.org", "show", str(priya.pk))


def test_with_several_users_one_must_be_meant(priya: Person, mallory: User) -> None:
    with pytest.raises(RuleBroken, match="--user EMAIL"):
        run("list")
