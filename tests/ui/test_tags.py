"""Faces, symbols, fields and chapters, as templates write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from afterhello import ui
from afterhello.ui import chapters
from afterhello.ui.chapters import Chapter
from afterhello.ui.templatetags.ui import initials, ink

ROOM = Path(ui.__file__).parent


@dataclass
class Somebody:
    pk: object
    full_name: str
    portrait_url: str = ""


class Card(forms.Form):
    name = forms.CharField()
    phone = forms.CharField(help_text="With its code.")
    told = forms.CharField(widget=forms.Textarea, required=False)
    keep = forms.BooleanField(required=False)
    way = forms.ChoiceField(choices=[("a", "By air"), ("b", "By boat")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@given(st.uuids())
def test_every_id_has_one_of_eight_inks_and_keeps_it(pk: UUID) -> None:
    assert 1 <= ink(pk) <= 8
    assert ink(pk) == ink(UUID(str(pk)))


@given(st.text(max_size=60))
def test_initials_are_never_more_than_two_words_and_never_fail(name: str) -> None:
    assert len(initials(name)) <= 6  # one letter may become three in capitals


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Priya Raghunathan", "PR"),
        ("Nguyễn Thị Lan", "NL"),
        ("Siobhán", "S"),
        ("李 小龙", "李小"),
        ("“Ken”", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_face_without_a_portrait_shows_initials_on_an_ink() -> None:
    drawn = draw("{% face person size='large' %}", person=Somebody(UUID(int=3), "Leila Haddad"))
    assert drawn == '<span class="face large ink-4" aria-hidden="true">LH</span>'


def test_a_face_with_a_portrait_shows_it() -> None:
    somebody = Somebody(uuid4(), "Leila Haddad", "/people/1/portrait")
    assert 'src="/people/1/portrait"' in draw("{% face person %}", person=somebody)


def test_a_name_cannot_break_out_of_its_face() -> None:
    assert "<S" not in draw("{% face person %}", person=Somebody(1, "<Script <Alert"))


def test_a_symbol_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in draw("{% icon 'photo' %}")
    assert 'role="img" aria-label="A photo"' in draw("{% icon 'photo' label='A photo' %}")


def test_every_symbol_that_is_asked_for_is_in_the_sprite() -> None:
    there = set(re.findall(r'<symbol id="([\w-]+)"', (ROOM / "static/ui/icons.svg").read_text()))
    templates = ROOM.parent.rglob("*.html")
    asked = {name for path in templates for name in re.findall(r"\{% icon [\"']([\w-]+)", path.read_text())}
    assert asked - there == set()


def test_every_drawing_that_is_asked_for_is_drawn() -> None:
    there = {path.stem for path in (ROOM / "templates/ui/drawings").glob("*.html")}
    templates = ROOM.parent.rglob("*.html")
    asked = {
        name for path in templates for name in re.findall(r"\{% drawing [\"']([\w-]+)", path.read_text())
    }
    assert asked - there == set()


def test_a_field_ties_its_label_its_errors_and_its_help_together() -> None:
    form = Card({"name": "Leila"})
    drawn = draw("{% field form.phone classes='check' why='Smudged.' %}", form=form)
    assert '<label for="id_phone">Phone</label>' in drawn
    assert 'aria-describedby="id_phone_why id_phone_error id_phone_helptext"' in drawn
    assert 'aria-invalid="true"' in drawn
    for note in ("id_phone_why", "id_phone_error", "id_phone_helptext"):
        assert drawn.count(f'id="{note}"') == 1
    assert 'class="field check wrong"' in drawn


def test_a_field_without_errors_claims_none() -> None:
    drawn = draw("{% field form.name placeholder='Whole name' hx_get='/x' %}", form=Card())
    assert "aria-invalid" not in drawn
    assert "aria-describedby" not in drawn
    assert 'placeholder="Whole name"' in drawn
    assert 'hx-get="/x"' in drawn


def test_a_tick_stands_inside_its_label() -> None:
    drawn = draw("{% field form.keep %}", form=Card())
    assert re.search(r'<label class="tick"><input type="checkbox"[^>]*> Keep</label>', drawn)


def test_a_choice_is_a_group_with_a_legend() -> None:
    drawn = draw("{% field form.way %}", form=Card())
    assert "<legend>Way</legend>" in drawn
    assert drawn.count('type="radio"') == 2


def test_a_hidden_field_is_nothing_but_itself() -> None:
    assert (
        draw("{% field form.secret %}", form=Card()) == '<input type="hidden" name="secret" id="id_secret">'
    )


def test_the_sheet_of_a_letter_marks_what_is_quoted() -> None:
    form = Card({"told": "Do you climb?"})
    drawn = draw("{% letter form.told quoted %}", form=form, quoted=["climb", 'a "quote"'])
    assert "<mark>climb</mark>" in drawn
    assert 'data-quoted="[&quot;climb&quot;, &quot;a \\&quot;quote\\&quot;&quot;]"' in drawn


@pytest.fixture
def two_chapters(monkeypatch: pytest.MonkeyPatch) -> Somebody:
    monkeypatch.setattr(chapters, "_pages", {})
    somebody = Somebody(uuid4(), "Leila Haddad")

    def says(owner: object, nouns: object) -> dict[UUID, dict[str, object]]:
        return {somebody.pk: {"person": somebody, "url": ""}}  # type: ignore[dict-item] # a test double has any key

    template = "ui/components/person_row.html"
    chapters.add("person", Chapter("above", "", 5, template, says))
    chapters.add("person", Chapter("below", "Times together", 60, template, says))
    chapters.add("person", Chapter("silent", "Nothing", 70, template, lambda owner, nouns: {}))
    return somebody


def drawn_for(somebody: Somebody, arguments: str) -> str:
    request = RequestFactory().get("/")
    request.user = "Ada"  # type: ignore[assignment] # a chapter is only handed it on
    context = Context({"person": somebody, "request": request})
    return Template(f"{{% chapters 'person' person {arguments} %}}").render(context)


def test_a_page_draws_the_chapters_that_have_something_to_say(two_chapters: Somebody) -> None:
    drawn = drawn_for(two_chapters, "")
    assert drawn.count("Leila Haddad") == 2
    assert '<h2 id="chapter-below-title">Times together</h2>' in drawn
    assert "Nothing" not in drawn


def test_a_page_can_put_its_own_words_between_chapters(two_chapters: Somebody) -> None:
    assert "Times together" not in drawn_for(two_chapters, "above=True")
    assert drawn_for(two_chapters, "above=False").count("Leila Haddad") == 1
