"""A person: made, known again, tagged, removed, erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from PIL import Image

from afterhello.accounts.models import User
from afterhello.errors import RuleBroken, Unreadable
from afterhello.people.about import everything_about, kept, models_about_people
from afterhello.people.models import ContactPoint, Organisation, Person, Tag, Tagging, Tombstone
from afterhello.people.portraits import square
from afterhello.people.schedule import purge_the_forgotten

PROTOCOL = ("in_plain_words", "as_data", "passages", "move_to", "erase")
PRIYA = "priya@brightwater.example.org"


@pytest.fixture
def priya(ada: User) -> Person:
    person = Person.objects.make(
        ada,
        full_name="Priya Raghunathan",
        title="Supply planner",
        organisation="Brightwater Foods",
        contact_points=[
            ("email", PRIYA, "work"),
            ("phone", "020 5555 0161", "mobile"),
            ("address", "1 Wharf Road, Leeds LS1 4XX", ""),
        ],
    )
    person.tag("climbing")
    return person


def test_a_person_is_made_with_all_that_a_card_says(ada: User, priya: Person) -> None:
    assert (priya.given_name, priya.family_name, priya.greeting) == ("Priya", "Raghunathan", "Priya")
    assert str(priya.organisation) == "Brightwater Foods"
    assert [way.normalised for way in priya.contact_points.all()] == [
        PRIYA,
        "+442055550161",
        "1 wharf road leeds ls1 4xx",
    ]
    assert priya.email == PRIYA
    assert priya.phone is not None
    assert priya.phone.e164 == "+442055550161"


def test_somebody_with_a_wrong_way_is_not_made_at_all(ada: User) -> None:
    with pytest.raises(Unreadable, match="is not an email address yet"):
        Person.objects.make(
            ada, full_name="Tom", organisation="Quince", contact_points=[("email", "tom@", "")]
        )

    assert not Person.objects.of(ada).exists()
    assert not Organisation.objects.of(ada).exists()


@pytest.mark.parametrize("name", ["", "   ", "\x00"])
def test_somebody_without_a_name_is_refused(ada: User, name: str) -> None:
    with pytest.raises(RuleBroken, match="needs a name"):
        Person.objects.make(ada, full_name=name)


def test_the_database_knows_that_a_person_has_a_name(priya: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=priya.pk).update(full_name="")


def test_a_way_said_twice_is_kept_once_but_a_fax_is_no_telephone(ada: User) -> None:
    ways = [
        ("phone", "020 5555 0161", "work"),
        ("phone", "+44 (0)20 5555 0161", ""),
        ("phone", "020 5555 0161", "fax"),
        ("email", PRIYA.upper(), ""),
        ("email", PRIYA, ""),
    ]
    person = Person.objects.make(ada, full_name="Priya", contact_points=ways)

    assert [(way.kind, way.label) for way in person.contact_points.all()] == [
        ("phone", "work"),
        ("phone", "fax"),
        ("email", ""),
    ]


def test_two_spellings_of_a_firm_are_one_organisation(ada: User, mallory: User, priya: Person) -> None:
    Person.objects.make(ada, full_name="Tom Keller", organisation="BRIGHTWATER  foods.")
    Person.objects.make(mallory, full_name="Eve Stone", organisation="Brightwater Foods")

    assert Organisation.objects.of(ada).count() == 1
    assert Organisation.objects.of(mallory).count() == 1


def test_a_greeting_kept_survives_another_name(priya: Person) -> None:
    priya.keep_greeting("Pri")
    priya.full_name = "Priya Sharma"
    priya.forget_parts()
    priya.save()

    assert (priya.greeting, priya.family_name) == ("Pri", "Sharma")


def test_a_person_is_found_by_the_tags_of_their_owner_only(ada: User, mallory: User, priya: Person) -> None:
    eve = Person.objects.make(mallory, full_name="Eve Stone")
    eve.tag("Climbing")

    assert Person.objects.of(ada).tagged("CLIMBING").get() == priya
    assert Person.objects.of(mallory).tagged("climbing").get() == eve


def test_what_a_stranger_ties_to_a_tag_or_a_firm_does_not_keep_it(
    ada: User, mallory: User, priya: Person
) -> None:
    eve = Person.objects.make(mallory, full_name="Eve Stone")
    tag, firm = Tag.objects.of(ada).get(), Organisation.objects.of(ada).get()
    Tagging.objects.create(owner=mallory, person=eve, tag=tag)
    Person.objects.filter(pk=eve.pk).update(organisation=firm)

    priya.untag("climbing")
    priya.work_at("")

    assert not Tag.objects.of(ada).exists()
    assert not Organisation.objects.of(ada).exists()


def test_a_removed_person_is_seen_by_nobody_and_can_be_brought_back(ada: User, priya: Person) -> None:
    priya.remove()
    hidden = not Person.objects.of(ada).exists()
    priya.bring_back()

    assert hidden
    assert Person.objects.of(ada).get() == priya


def test_thirty_days_after_a_removal_nothing_is_left_and_nothing_bars_a_return(
    ada: User, priya: Person, django_capture_on_commit_callbacks: object
) -> None:
    priya.remove()
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        purge_the_forgotten.call()
        kept_until_then = Person.objects.of(ada, removed=True).exists()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        purge_the_forgotten.call()

    assert kept_until_then
    assert not Person.objects.of(ada, removed=True).exists()
    assert not Tombstone.objects.of(ada).exists()


def texts_of_the_database() -> Iterator[tuple[str, str]]:
    """Every text in every table, with the table's name; JSON and bytes as text too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                yield from (
                    (table, value if isinstance(value, str) else repr(value)) for value in row if value
                )


def test_erasing_leaves_nothing_of_somebody_in_any_table(ada: User, priya: Person) -> None:
    pk = str(priya.pk)
    words = ("priya", "raghunathan", "brightwater", "5555", "wharf", "climbing", pk, priya.pk.hex)

    priya.erase()

    found = [
        (table, text) for table, text in texts_of_the_database() for word in words if word in text.casefold()
    ]
    assert found == []


@pytest.mark.django_db(transaction=True)
def test_erasing_takes_the_picture_from_the_disk(ada: User) -> None:
    answer = BytesIO()
    Image.new("RGB", (40, 60), "teal").save(answer, "PNG")
    priya = Person.objects.make(ada, full_name="Priya")
    priya.show_as(square(answer.getvalue()))
    priya.show_as(square(answer.getvalue()))
    pictures = list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))

    priya.erase()

    assert len(pictures) == 1
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))


def test_erasing_leaves_others_alone(ada: User, mallory: User, priya: Person) -> None:
    tom = Person.objects.make(ada, full_name="Tom Keller", organisation="Brightwater Foods")
    tom.tag("climbing")
    eve = Person.objects.make(mallory, full_name="Priya Raghunathan", contact_points=[("email", PRIYA, "")])

    priya.erase()

    assert Person.objects.of(ada).get() == tom
    assert str(Person.objects.of(ada).get().organisation) == "Brightwater Foods"
    assert Tag.objects.of(ada).get().people.get() == tom
    assert Person.objects.of(mallory).get() == eve
    assert ContactPoint.objects.of(mallory).count() == 1


def test_somebody_erased_twice_leaves_the_marks_of_one(ada: User) -> None:
    ways = [("email", PRIYA, ""), ("phone", "020 5555 0161", "")]
    marks = []
    for _time in range(2):
        Person.objects.make(ada, full_name="Priya Raghunathan", contact_points=ways).erase()
        marks.append(set(Tombstone.objects.of(ada).values_list("digest", flat=True)))

    assert marks[0] == marks[1] != set()


def test_the_marks_of_one_person_differ_from_owner_to_owner(ada: User, mallory: User) -> None:
    for owner in (ada, mallory):
        Person.objects.make(owner, full_name="Ken Ito").erase()

    assert Tombstone.objects.of(ada).get().digest != Tombstone.objects.of(mallory).get().digest


def test_erasing_two_who_share_a_number_is_no_quarrel(ada: User) -> None:
    for name in ("Tom Keller", "Anna Keller"):
        Person.objects.make(ada, full_name=name, contact_points=[("phone", "020 5555 0161", "")]).erase()

    assert Tombstone.objects.of(ada).values("salt").distinct().count() == 1


def test_every_model_that_points_at_a_person_says_what_it_is(db: None) -> None:
    def speaks(model: type[models.Model]) -> bool:
        return all(callable(getattr(model, name, None)) for name in PROTOCOL)

    found = [model for model, _field in models_about_people()]

    assert {ContactPoint, Tagging} <= set(found)
    assert [model.__name__ for model in found if not speaks(model)] == []


def test_all_that_is_kept_of_somebody_is_data(priya: Person) -> None:
    found = kept(priya)

    assert found["people.Person"][0]["full_name"] == "Priya Raghunathan"
    assert found["people.Tagging"] == [{"tag": "climbing"}]
    assert [way["e164"] for way in found["people.ContactPoint"]] == [None, "+442055550161", None]


def test_everything_about_somebody_can_be_read_out_and_searched(priya: Person) -> None:
    rows = list(everything_about(priya))

    assert {row.in_plain_words() for row in rows} >= {"Mobile: 020 5555 0161", "Tagged climbing"}
    assert "1 Wharf Road, Leeds LS1 4XX" in [text for row in rows for text in row.passages()]
    assert list(priya.passages()) == ["Priya Raghunathan", "Supply planner", "Brightwater Foods"]


def test_what_is_about_one_person_moves_to_another_once(ada: User, priya: Person) -> None:
    other = Person.objects.make(ada, full_name="Priya R.", contact_points=[("email", PRIYA, "")])
    other.tag("climbing")

    for row in everything_about(priya):
        row.move_to(other)

    assert list(everything_about(priya)) == []
    assert sorted(way.kind for way in other.contact_points.all()) == ["address", "email", "phone"]
    assert Tagging.objects.of(ada).get().person == other


def test_every_index_and_unique_key_of_people_begins_with_the_owner() -> None:
    for model in apps.get_app_config("people").get_models():
        keys = [index.fields for index in model._meta.indexes]
        keys += [rule.fields for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
        assert all(key[0] == "owner" for key in keys), model


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("url", "Example.org/Anna/", "https://example.org/Anna"),
        ("url", "http://example.org?a=1", "http://example.org?a=1"),
        ("social", "@anna", ""),
        ("social", "social.example.org/@anna", "https://social.example.org/@anna"),
        ("phone", "0800 FLOWERS 1", ""),
        ("phone", "+49 30 555 0134", "tel:+49305550134"),
        ("email", "Anna@Example.ORG", "mailto:anna@example.org"),
    ],
)
def test_a_way_leads_where_it_says(ada: User, kind: str, value: str, href: str) -> None:
    person = Person.objects.make(ada, full_name="Anna", contact_points=[(kind, value, "")])

    way = person.contact_points.get()
    assert (way.value, way.href) == (value, href)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "anna"),
        ("email", "anna@@example.org"),
        ("phone", "none"),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://example.org"),
        ("url", "http://[::1"),
        ("url", "example"),
        ("social", " … "),
        ("social", "javascript://example.org/%0aalert(1)"),
        ("address", "x" * 501),
    ],
)
def test_what_leads_nowhere_is_refused_with_a_sentence(ada: User, kind: str, value: str) -> None:
    with pytest.raises(Unreadable):
        Person.objects.make(ada, full_name="Anna", contact_points=[(kind, value, "")])


def test_the_example_can_be_told_from_the_rest(ada: User, priya: Person) -> None:
    now: datetime = timezone.now()
    extra = Person.objects.make(ada, full_name="Leila Haddad", example_at=now)

    assert Person.objects.of(ada).filter(example_at__isnull=False).get() == extra
