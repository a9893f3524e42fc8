"""People as vCards, and back."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterhello.accounts.models import User
from afterhello.people.models import Person
from afterhello.people.vcards import as_vcard, as_vcards
from afterhello.vcard import parse

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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXT, title=TEXT, firm=TEXT, street=TEXT)
def test_a_card_says_of_any_person_what_is_known(
    ada: User, name: str, title: str, firm: str, street: str
) -> None:
    if not name.split() or not street.strip():
        return
    ways = [("address", street, "work"), ("phone", "020 5555 0134 ext. 3", "fax"), ("url", "example.org", "")]
    one = Person.objects.make(ada, full_name=name, title=title, organisation=firm, contact_points=ways)

    card = parse(as_vcards([one]))[0]

    assert (card.text("FN"), card.text("TITLE")) == (one.full_name, one.title)
    assert (card.components("ORG") or ("",))[0] == str(one.organisation or "")
    address, _fax, page = one.contact_points.all()
    assert card.components("ADR")[2] == address.value
    assert (card.text("TEL"), card.all("TEL")[0].types) == ("+44 20 5555 0134 x3", frozenset({"fax"}))
    assert card.text("URL") == page.normalised
