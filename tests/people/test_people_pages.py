"""People in the browser: found, shown, changed, removed, brought back, erased."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from afterhello.accounts.models import User
from afterhello.people.forms import PersonForm
from afterhello.people.models import ContactPoint, Person, Tag, Tombstone

As = Callable[[User], Client]


@pytest.fixture
def grace(ada: User) -> Person:
    return Person.objects.make(
        ada,
        full_name="Dr. Grace Okonkwo",
        title="Orchard keeper",
        organisation="Orchard End",
        contact_points=[
            ("email", "grace@orchard.example.org", ""),
            ("phone", "020 5555 0134", "mobile"),
        ],
    )


def many(ada: User, number: int) -> None:
    for count in range(number):
        Person.objects.make(ada, full_name=f"Anna Berg{count:04}", organisation=f"Firm {count % 7}")


def ways_form(*lines: tuple[str, str, str], initial: int = 0) -> dict[str, str]:
    """A filled-in form of ways: (id, what, value) a line."""
    form = {"ways-TOTAL_FORMS": str(len(lines)), "ways-INITIAL_FORMS": str(initial)}
    for count, (pk, what, value) in enumerate(lines):
        form |= {f"ways-{count}-id": pk, f"ways-{count}-what": what, f"ways-{count}-value": value}
    return form


def photo(width: int = 900, height: int = 600) -> SimpleUploadedFile:
    answer = BytesIO()
    Image.new("RGB", (width, height), "olive").save(answer, "JPEG")
    return SimpleUploadedFile("me.jpg", answer.getvalue(), "image/jpeg")


def test_a_book_without_people_invites_to_photograph_cards(ada: User, client_of: As) -> None:
    page = client_of(ada).get("/people").content.decode()

    assert "Photograph your cards" in page
    assert 'type="search"' not in page


def test_people_are_found_by_parts_of_name_and_organisation(ada: User, grace: Person, client_of: As) -> None:
    Person.objects.make(ada, full_name="Tom Keller")

    page = client_of(ada).get("/people", {"words": "ORCHARD okon"}).content.decode()

    assert grace.full_name in page
    assert "Tom Keller" not in page


def test_a_search_that_finds_nobody_says_so_and_offers_to_write_them_down(
    ada: User, grace: Person, client_of: As
) -> None:
    page = client_of(ada).get("/people", {"words": "Zoë"}).content.decode()

    assert "Nobody here is called “Zoë”" in page
    assert "/people/new?name=Zo%C3%AB" in page


def test_the_live_search_is_answered_with_what_was_found_alone(
    ada: User, grace: Person, client_of: As
) -> None:
    page = client_of(ada).get("/people", {"words": "grace"}, headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()
    assert '<div id="found">' in page.content.decode()
    assert "1 person fits." in page.content.decode()
    assert "HX-Request" in page["Vary"]


def test_a_long_book_goes_on_behind_the_last_one_shown(ada: User, client_of: As) -> None:
    many(ada, 103)
    client = client_of(ada)

    first = client.get("/people").content.decode()
    last = Person.objects.of(ada).in_order()[99]
    more = client.get("/people", {"after": str(last.pk)}, headers={"HX-Request": "true"})
    plain = client.get("/people", {"after": str(last.pk)}).content.decode()

    assert first.count('<li class="person">') == 100
    assert f"after={last.pk}" in first
    assert more.content.decode().count('<li class="person">') == 3
    assert "<html" not in more.content.decode()
    assert "<html" in plain
    assert plain.count('<li class="person">') == 3


def test_the_place_in_the_book_is_kept_when_the_last_one_was_removed(ada: User, client_of: As) -> None:
    many(ada, 103)
    last = Person.objects.of(ada).in_order()[99]
    last.remove()

    more = client_of(ada).get("/people", {"after": str(last.pk)}).content.decode()

    assert more.count('<li class="person">') == 3


@pytest.mark.parametrize("query", ["after=nonsense", "after=", "words=%00", "tag=" + "x" * 500])
def test_a_search_that_makes_no_sense_shows_people_all_the_same(
    ada: User, grace: Person, client_of: As, query: str
) -> None:
    page = client_of(ada).get(f"/people?{query}")

    assert page.status_code == 200
    assert grace.full_name in page.content.decode()


def test_a_list_of_a_hundred_asks_no_more_than_a_list_of_one(
    ada: User, grace: Person, client_of: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(ada)
    with django_assert_max_num_queries(8) as one:
        client.get("/people")
    many(ada, 99)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get("/people")


def test_the_page_of_a_person_shows_how_to_reach_them(ada: User, grace: Person, client_of: As) -> None:
    page = client_of(ada).get(f"/people/{grace.pk}").content.decode()

    assert "Orchard keeper" in page
    assert 'href="tel:+442055550134"' in page
    assert "020 5555 0134" in page
    assert 'href="mailto:grace@orchard.example.org"' in page


def test_the_page_of_a_person_asks_a_pinned_number_of_queries(
    ada: User, grace: Person, client_of: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(ada)
    with django_assert_max_num_queries(20) as few:
        client.get(f"/people/{grace.pk}")
    for count in range(9):
        grace.tag(f"tag {count}")
        grace.add_way("phone", f"020 5555 02{count}0")

    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"/people/{grace.pk}")


def test_somebody_new_is_written_down_with_ways_to_reach_them(ada: User, client_of: As) -> None:
    ways = ways_form(
        ("", "email/work", "priya@brightwater.example.org"), ("", "phone/mobile", ""), ("", "url/", "")
    )

    answer = client_of(ada).post(
        "/people/new", {"full_name": "Priya Raghunathan", "organisation": "Brightwater", **ways}
    )

    priya = Person.objects.of(ada).get()
    assert answer["Location"] == f"/people/{priya.pk}"
    assert (priya.greeting, str(priya.organisation)) == ("Priya", "Brightwater")
    assert [(way.kind, way.label) for way in priya.contact_points.all()] == [("email", "work")]
    assert priya.greeting_kept_at is None


def test_the_form_of_somebody_known_is_filled_in(ada: User, grace: Person, client_of: As) -> None:
    page = client_of(ada).get(f"/people/{grace.pk}/details").content.decode()

    assert 'value="Dr. Grace Okonkwo"' in page
    assert 'value="Orchard End"' in page
    assert 'value="020 5555 0134"' in page
    assert "This field is required" not in page
    assert page.count('type="checkbox" name="ways-') == 2


def test_a_name_that_was_searched_for_in_vain_is_filled_in(ada: User, client_of: As) -> None:
    page = client_of(ada).get("/people/new", {"name": "Zoë Adler"}).content.decode()

    assert 'value="Zoë Adler"' in page


def test_nothing_is_saved_while_something_is_wrong(ada: User, client_of: As) -> None:
    ways = ways_form(("", "email/", "priya at brightwater"))

    answer = client_of(ada).post("/people/new", {"full_name": "Priya", **ways})

    assert answer.status_code == 422
    assert "is not an email address yet" in answer.content.decode()
    assert not Person.objects.of(ada).exists()


def test_lines_are_changed_added_and_taken_away(ada: User, grace: Person, client_of: As) -> None:
    email, phone = grace.contact_points.all()
    ways = ways_form(
        (str(email.pk), "email/home", "grace@home.example.org"),
        (str(phone.pk), "phone/mobile", ""),
        ("", "url/", "orchard.example.org"),
        initial=2,
    )

    client_of(ada).post(
        f"/people/{grace.pk}/details", {"full_name": grace.full_name, "greeting": "Grace", **ways}
    )

    assert [(way.label, way.href) for way in grace.contact_points.all()] == [
        ("home", "mailto:grace@home.example.org"),
        ("", "https://orchard.example.org"),
    ]


def test_a_line_that_another_tab_took_away_is_spoken_of(ada: User, grace: Person, client_of: As) -> None:
    known = grace.contact_points.all()[0]
    stale = ways_form((str(known.pk), "email/", known.value), initial=1)
    known.delete()

    answer = client_of(ada).post(f"/people/{grace.pk}/details", {"full_name": "Grace H.", **stale})

    assert answer.status_code == 422
    assert "perhaps in another tab" in answer.content.decode()
    assert Person.objects.get(pk=grace.pk).full_name == grace.full_name


def test_a_line_is_taken_away_by_its_tick(ada: User, grace: Person, client_of: As) -> None:
    email, phone = grace.contact_points.all()
    ways = ways_form(
        (str(email.pk), "email/", email.value), (str(phone.pk), "phone/mobile", phone.value), initial=2
    )

    client_of(ada).post(
        f"/people/{grace.pk}/details",
        {"full_name": grace.full_name, **ways, "ways-1-DELETE": "on"},
    )

    assert list(grace.contact_points.all()) == [email]


def test_a_new_name_is_taken_apart_anew(ada: User, grace: Person, client_of: As) -> None:
    form = {
        "full_name": "Grace Abara",
        "greeting": "Grace",
        "prefix": "Dr.",
        "given_name": "Grace",
        "family_name": "Okonkwo",
    }

    client_of(ada).post(f"/people/{grace.pk}/details", {**form, **ways_form()})

    grace.refresh_from_db()
    assert (grace.prefix, grace.family_name, grace.sort_key) == ("", "Abara", "abara grace")


def test_a_greeting_that_was_written_is_kept(ada: User, grace: Person, client_of: As) -> None:
    client = client_of(ada)
    client.post(
        f"/people/{grace.pk}/details",
        {"full_name": grace.full_name, "greeting": "Gracie", **ways_form()},
    )
    grace.refresh_from_db()
    kept = (grace.greeting, grace.greeting_kept_at is not None)
    client.post(f"/people/{grace.pk}/details", {"full_name": grace.full_name, "greeting": "", **ways_form()})
    grace.refresh_from_db()

    assert kept == ("Gracie", True)
    assert (grace.greeting, grace.greeting_kept_at) == ("Grace", None)


def test_a_proposed_greeting_is_kept_by_a_word(ada: User, grace: Person, client_of: As) -> None:
    answer = client_of(ada).post(
        f"/people/{grace.pk}/greeting", {"greeting": "Grace"}, headers={"HX-Request": "true"}
    )

    grace.refresh_from_db()
    assert grace.greeting_kept_at
    assert "<html" not in answer.content.decode()
    assert "Yes, “Hello" not in answer.content.decode()


def test_a_tag_is_put_beside_somebody_and_taken_away(ada: User, grace: Person, client_of: As) -> None:
    client = client_of(ada)

    fragment = client.post(
        f"/people/{grace.pk}/tags", {"name": " Climbing "}, headers={"HX-Request": "true"}
    ).content.decode()
    plain = client.post(f"/people/{grace.pk}/tags", {"name": "climbing"})
    found = client.get("/people", {"tag": "CLIMBING"}).content.decode()
    client.post(f"/people/{grace.pk}/tags", {"drop": "climbing"})

    assert "Climbing" in fragment
    assert "<html" not in fragment
    assert plain["Location"] == f"/people/{grace.pk}"
    assert grace.full_name in found
    assert not Tag.objects.of(ada).exists()


def test_a_tag_without_a_word_is_refused_with_a_sentence(ada: User, grace: Person, client_of: As) -> None:
    answer = client_of(ada).post(f"/people/{grace.pk}/tags", {"name": "…"})

    assert answer.status_code == 422
    assert "A tag is a word or a few" in answer.content.decode()


def test_somebody_removed_is_brought_back_by_the_toast(ada: User, grace: Person, client_of: As) -> None:
    client = client_of(ada)

    book = client.post(f"/people/{grace.pk}/removal", follow=True).content.decode()
    page = client.get(f"/people/{grace.pk}").content.decode()
    back = client.post(f"/people/{grace.pk}/return", follow=True).content.decode()

    assert f'action="/people/{grace.pk}/return"' in book
    assert '<li class="person">' not in book
    assert "Removed" in page
    assert "Erase now" in page
    assert "is back among your people" in back
    assert Person.objects.of(ada).get() == grace


def test_somebody_erased_is_gone_and_no_toast_names_them(ada: User, grace: Person, client_of: As) -> None:
    client = client_of(ada)
    client.post(f"/people/{grace.pk}/removal")
    client.get("/people")

    book = client.post(f"/people/{grace.pk}/erasure", follow=True).content.decode()

    assert "Grace" not in book
    assert not Person.objects.of(ada).exists()
    assert Tombstone.objects.of(ada).exists()
    assert client.get(f"/people/{grace.pk}").status_code == 404


def test_a_picture_is_cut_square_and_served_to_its_owner_only(
    ada: User, mallory: User, grace: Person, client_of: As
) -> None:
    client = client_of(ada)

    client.post(
        f"/people/{grace.pk}/details",
        {"full_name": grace.full_name, "picture": photo(), **ways_form()},
    )
    served = client.get(f"/people/{grace.pk}/portrait")

    image = Image.open(BytesIO(served.getvalue()))
    assert image.size == (512, 512)
    assert served["Cache-Control"] == "private, max-age=3600"
    assert f"/people/{grace.pk}/portrait" in client.get("/people").content.decode()
    assert client_of(mallory).get(f"/people/{grace.pk}/portrait").status_code == 404


def test_a_picture_that_is_none_is_refused_beside_its_field(ada: User, grace: Person, client_of: As) -> None:
    text = SimpleUploadedFile("me.jpg", b"not a photo", "image/jpeg")

    answer = client_of(ada).post(
        f"/people/{grace.pk}/details", {"full_name": grace.full_name, "picture": text, **ways_form()}
    )

    assert answer.status_code == 422
    assert "is not a JPEG, PNG or WebP photo" in answer.content.decode()


def test_of_a_film_chosen_by_mistake_no_more_is_read_than_of_a_picture(ada: User) -> None:
    class Film(BytesIO):
        """Goes on for ever."""

        def read(self, size: int | None = None, /) -> bytes:
            assert size is not None, "all of it was asked for"
            assert 0 <= size <= 25_000_001
            return bytes(size)

    form = PersonForm(instance=Person(owner=ada))
    form.cleaned_data = {"picture": File(Film(), name="film.mov")}

    with pytest.raises(ValidationError, match="larger than 25 MB"):
        form.clean_picture()


def test_a_new_picture_is_not_hidden_by_the_old_one_that_a_browser_kept(ada: User, grace: Person) -> None:
    grace.show_as(b"one")
    before = grace.portrait_url
    grace.show_as(b"another")

    assert grace.portrait_url != before


def test_without_a_picture_there_is_none_to_serve(ada: User, grace: Person, client_of: As) -> None:
    assert client_of(ada).get(f"/people/{grace.pk}/portrait").status_code == 404


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", ""),
        ("get", ".vcf"),
        ("get", "/details"),
        ("get", "/portrait"),
        ("post", "/details"),
        ("post", "/greeting"),
        ("post", "/tags"),
        ("post", "/removal"),
        ("post", "/return"),
        ("post", "/erasure"),
    ],
)
def test_a_stranger_finds_nobody(
    grace: Person, mallory: User, client_of: As, method: str, address: str
) -> None:
    answer = getattr(client_of(mallory), method)(f"/people/{grace.pk}{address}")

    assert answer.status_code == 404
    assert Person.objects.of(grace.owner).get() == grace


def test_a_stranger_sees_an_empty_book(grace: Person, mallory: User, client_of: As) -> None:
    client = client_of(mallory)

    assert "Grace" not in client.get("/people").content.decode()
    assert "Nobody here is called" in client.get("/people", {"words": "grace"}).content.decode()
    assert client.get("/people.vcf").content == b""


def test_a_stranger_cannot_take_over_a_line(grace: Person, mallory: User, client_of: As) -> None:
    eve = Person.objects.make(mallory, full_name="Eve Stone")
    theirs = ContactPoint.objects.of(grace.owner).of_kind("email")[0]
    ways = ways_form((str(theirs.pk), "email/", "eve@example.org"), initial=1)

    client_of(mallory).post(f"/people/{eve.pk}/details", {"full_name": eve.full_name, **ways})

    theirs.refresh_from_db()
    assert (theirs.owner, theirs.person) == (grace.owner, grace)
    assert theirs.value == "grace@orchard.example.org"


@pytest.mark.parametrize("address", ["/people", "/people/new", "/people.vcf"])
def test_whoever_has_not_signed_in_is_asked_to(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


def test_one_person_is_a_file_with_a_safe_name(ada: User, client_of: As) -> None:
    zoe = Person.objects.make(ada, full_name='../Zoë "Z" Ångström\r\nX: y')

    answer = client_of(ada).get(f"/people/{zoe.pk}.vcf")

    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in answer["Content-Disposition"].partition("''")[2]
    assert answer.content.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")


def test_all_people_are_one_file(ada: User, grace: Person, client_of: As) -> None:
    many(ada, 3)

    answer = client_of(ada).get("/people.vcf")

    assert answer.content.count(b"BEGIN:VCARD") == 4
