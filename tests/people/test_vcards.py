"""People as vCards, and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterhello.accounts.models import User
from afterhello.errors import RuleBroken
from afterhello.people.models import Person
from afterhello.people.vcards import as_vcard, as_vcards, take_up
from afterhello.vcard import parse

RICH = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:5f0c3b1e-0000-4000-8000-000000000001
FN:Dr. Anna Berg
N:Berg;Anna;Maria;Dr.;PhD
TITLE:Keeper of Maps
TITLE:Treasurer
ORG:Quince\\, Pear & Co.;Second Floor
BDAY:1980-04-12
EMAIL;TYPE=work;PREF=1;X-SERVICE=post:Anna@Quince.example.org
TEL;TYPE="work,voice";VALUE=uri:tel:+44-20-5555-0134;ext=5
TEL;TYPE=cell:020 5555 0161
ADR;TYPE=work;LABEL="The Old Maltings\\nWharf Road, Leeds":;;Wharf Road;Leeds;;LS1 4XX;GB
URL:quince.example.org
item1.URL:https://maps.example.org/anna
item1.X-ABLabel:Her maps
CATEGORIES:climbing,maps
NOTE:Met by the coats\\, twice.
GEO:geo:53.8,-1.5
X-FAVOURITE;X-WHY=pears:quince
END:VCARD
""".replace("\n", "\r\n").encode()

TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30
)


def lines(data: bytes) -> set[str]:
    return set(data.decode().replace("\r\n ", "").split("\r\n")) - {""}


def test_a_number_stays_the_same_when_the_owner_moves_to_another_country(ada: User) -> None:
    ways = [("phone", "020 5555 0161", "mobile")]
    priya = Person.objects.make(ada, full_name="Priya Raghunathan", contact_points=ways)
    ada.country = "US"
    ada.save()

    moved = Person.objects.of(ada).whole().get(pk=priya.pk)

    assert "TEL;TYPE=cell:+44 20 5555 0161" in lines(as_vcard(moved).serialize())


def test_a_person_becomes_a_card_that_others_read(ada: User) -> None:
    priya = Person.objects.make(
        ada,
        full_name="Priya Raghunathan",
        title="Supply planner, chilled",
        organisation="Brightwater; Foods",
        contact_points=[
            ("email", "priya@brightwater.example.org", "work"),
            ("phone", "020 5555 0161", "mobile"),
            ("address", "1 Wharf Road\nLeeds", "home"),
            ("social", "@priya", ""),
        ],
    )
    priya.birthday = date(1980, 4, 12)
    priya.tag("climbing")

    card = parse(as_vcard(priya).serialize())[0]

    assert card.version == "4.0"
    assert (card.text("FN"), card.components("N")[:2]) == ("Priya Raghunathan", ("Raghunathan", "Priya"))
    assert card.components("ORG") == ("Brightwater; Foods",)
    assert card.text("TITLE") == "Supply planner, chilled"
    assert card.text("TEL") == "+44 20 5555 0161"
    assert card.all("TEL")[0].types == {"cell"}
    assert card.all("ADR")[0].param("LABEL") == ("1 Wharf Road\nLeeds",)
    assert card.text("BDAY") == "19800412"
    assert card.all("CATEGORIES")[0].texts == ("climbing",)
    assert card.text("UID") == f"urn:uuid:{priya.pk}"


def test_a_rich_card_comes_out_line_for_line_as_it_came(ada: User) -> None:
    anna = take_up(ada, parse(RICH)[0])

    anna = Person.objects.of(ada).get(pk=anna.pk)
    assert lines(as_vcards([anna])) == lines(RICH)


def test_what_a_card_tells_is_known_of_the_person(ada: User) -> None:
    anna = take_up(ada, parse(RICH)[0])

    assert (anna.given_name, anna.family_name, anna.suffix) == ("Anna", "Berg", "PhD")
    assert (anna.greeting, anna.title, str(anna.organisation)) == (
        "Anna",
        "Keeper of Maps",
        "Quince, Pear & Co.",
    )
    assert anna.birthday == date(1980, 4, 12)
    assert [tag.name for tag in anna.tags.all()] == ["climbing", "maps"]
    assert [(way.kind, way.label, way.normalised) for way in anna.contact_points.all()] == [
        ("email", "work", "anna@quince.example.org"),
        ("phone", "work", "+442055550134;ext=5"),
        ("phone", "mobile", "+442055550161"),
        ("address", "work", "the old maltings wharf road leeds"),
        ("url", "", "https://quince.example.org"),
        ("url", "", "https://maps.example.org/anna"),
    ]


def test_what_the_user_changes_wins_over_what_the_card_said(ada: User) -> None:
    anna = take_up(ada, parse(RICH)[0])
    anna.title = "Keeper of Globes"
    anna.save()
    anna.contact_points.filter(kind="email").delete()

    written = as_vcards([Person.objects.of(ada).get(pk=anna.pk)]).decode()

    assert "Keeper of Globes" in written
    assert "Keeper of Maps" not in written
    assert "Anna@Quince" not in written
    assert "TITLE:Treasurer" in written
    assert "X-FAVOURITE;X-WHY=pears:quince" in written


def test_old_cards_and_ways_that_lead_nowhere_lose_nothing(ada: User) -> None:
    old = (
        b"BEGIN:VCARD\nVERSION:2.1\nN:Weiss;J=F6rg\n"
        b"EMAIL;INTERNET:not an address\nBDAY:--0412\nX-A:b\nEND:VCARD"
    )

    person = take_up(ada, parse(old)[0])
    written = as_vcards([Person.objects.of(ada).get(pk=person.pk)]).decode()

    assert "not an address" in written
    assert "BDAY:--0412" in written
    assert "X-A:b" in written


def test_a_card_without_any_name_is_refused(ada: User) -> None:
    with pytest.raises(RuleBroken, match="needs a name"):
        take_up(ada, parse(b"BEGIN:VCARD\nVERSION:4.0\nNOTE:x\nEND:VCARD")[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, title=TEXT, firm=TEXT, street=TEXT)
def test_any_person_comes_back_the_same(ada: User, name: str, title: str, firm: str, street: str) -> None:
    if not name.split() or not street.strip():
        return
    ways = [("address", street, "work"), ("phone", "020 5555 0134 ext. 3", "fax"), ("url", "example.org", "")]
    one = Person.objects.make(ada, full_name=name, title=title, organisation=firm, contact_points=ways)

    two = take_up(ada, parse(as_vcards([one]))[0])

    assert (one.full_name, one.title, one.greeting) == (two.full_name, two.title, two.greeting)
    assert one.organisation == two.organisation
    assert [(way.kind, way.label, way.normalised) for way in one.contact_points.all()] == [
        (way.kind, way.label, way.normalised) for way in two.contact_points.all()
    ]
