"""The house's own template tags; built in, so that no template has to load them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID
from zlib import crc32

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import get_template, render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from afterhello.ui import chapters as pages
from afterhello.ui import days, marking, toasting

register = template.Library()

register.filter("as_people_say", days.as_people_say)
register.filter("in_a_sentence", days.in_a_sentence)


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """A symbol of the sprite; silent to a screen reader, unless it has a label of its own."""
    shape, sprite = f"i {classes}".strip(), static("ui/icons.svg")
    if not label:
        quiet = '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>'
        return format_html(quiet, shape, sprite, name)
    spoken = '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>'
    return format_html(spoken, shape, label, sprite, name)


@register.simple_tag
def drawing(name: str) -> SafeString:
    """A line drawing of our own: stack, viewfinder, cups, letter, astray, lamp."""
    return render_to_string(f"ui/drawings/{name}.html")


@register.filter
def ink(pk: object) -> int:
    """Which of the eight inks belongs to an id: 1 … 8, always the same one."""
    number = pk.int if isinstance(pk, UUID) else crc32(str(pk).encode())
    return number % 8 + 1


@register.filter
def initials(full_name: str) -> str:
    """First letters of the first and the last word of a name.

    >>> initials("Nguyễn Thị Lan")
    'NL'
    """
    words = [word for word in full_name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


@register.simple_tag
def face(person: Any, size: str = "") -> SafeString:
    """A person's portrait, or else initials on their ink. `size`: small, large or none."""
    shape = f"face {size}".strip()
    portrait = getattr(person, "portrait_url", "")
    if portrait:
        return format_html('<img class="{}" src="{}" alt="" loading="lazy">', shape, portrait)
    letters = initials(person.full_name or str(person))
    return format_html('<span class="{} ink-{}" aria-hidden="true">{}</span>', shape, ink(person.pk), letters)


def described_by(field: BoundField, why: str) -> str:
    """Ids of what explains a field, in the order in which it should be read out."""
    notes = (("_why", why), ("_error", field.errors), ("_helptext", field.help_text))
    return " ".join(f"{field.auto_id}{ending}" for ending, there in notes if there)


def attributes(field: BoundField, why: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """What a widget is told: our explanations, our errors, and what the template adds."""
    told = {name.replace("_", "-"): value for name, value in more.items() if value is not None}
    if explained := described_by(field, why):
        told["aria-describedby"] = explained
    if field.errors:
        told["aria-invalid"] = "true"
    return told


def kind_of(widget: forms.Widget) -> str:
    """How a widget stands with its label: a tick, a choice of several, or a line."""
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choice"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


@register.simple_tag
def field(bound: BoundField, classes: str = "", why: str = "", strip: str = "", **more: Any) -> SafeString:
    """A field in our markup: label, widget, help and errors, tied together for a screen reader.

    `why` says why a person should look (with the class `check`); `strip` is the address of the
    piece of the card it was read from, `strip_alt` its words. `label` replaces the form's,
    `hide_label` keeps it for screen readers only. Everything else becomes an attribute of the
    widget.
    """
    if bound.is_hidden:
        return bound.as_widget()
    label = more.pop("label", "") or bound.label
    shown = {"hide_label": more.pop("hide_label", False), "strip_alt": more.pop("strip_alt", "")}
    kind = kind_of(bound.field.widget)
    wrong = "wrong" if bound.errors else ""
    return render_to_string(
        "ui/components/field.html",
        {
            "field": bound,
            "kind": kind,
            "label": label,
            "classes": "".join(f" {name}" for name in (classes, wrong) if name),
            "widget": bound.as_widget(attrs=attributes(bound, why, more)),
            "options": list(bound) if kind == "choice" else [],
            "described_by": described_by(bound, why),
            "why": why,
            "strip": strip,
            **shown,
        },
    )


@register.simple_tag
def wrongs(form: forms.BaseForm) -> SafeString:
    """What is wrong with a form as a whole."""
    return render_to_string("ui/components/form_errors.html", {"errors": form.non_field_errors()})


@register.filter
def marked(text: str, quoted: Iterable[str]) -> SafeString:
    """A letter with the quoted words under a honey mark."""
    return SafeString(
        "".join(
            format_html("<mark>{}</mark>" if is_quoted else "{}", piece)
            for piece, is_quoted in marking.pieces(text, quoted)
        )
    )


@register.simple_tag
def letter(bound: BoundField, quoted: Iterable[str] = (), label: str = "") -> SafeString:
    """The sheet of a letter being written; quoted words stay marked while one writes."""
    words = list(quoted)
    return render_to_string(
        "ui/components/letter.html",
        {
            "field": bound,
            "label": label or bound.label,
            "widget": bound.as_widget(attrs=attributes(bound, "", {"spellcheck": "true"})),
            "marked": marked(str(bound.value() or ""), words),
            "quoted_json": json.dumps(words),
        },
    )


@register.inclusion_tag("ui/components/toasts.html", takes_context=True)
def toasts(context: template.Context, oob: bool = False) -> dict[str, Any]:
    """What waits to be said; with `oob` a fragment brings it to the foot of the page."""
    said = toasting.waiting(context.get("messages"))
    return {"toasts": said, "oob": oob and bool(said)}


def drawn(found: Sequence[pages.Drawn], noun: Any, context: template.Context) -> SafeString:
    """Chapters as markup, one after the other.

    Each gets what it gathered, the request and the form guard; the context
    processors of the page ran once for the page, not for each row of a list.
    """
    shared = {name: context.get(name) for name in ("request", "user", "csrf_token")}
    written = []
    for each in found:
        given = context.new({**shared, "noun": noun, "chapter": each.chapter, **each.context})
        words = template_of(each.chapter.template).render(given)
        if each.chapter.title:
            framed = context.new({"chapter": each.chapter, "words": words})
            words = template_of("ui/components/chapter.html").render(framed)
        written.append(words)
    return SafeString("".join(written))


def template_of(name: str) -> Any:
    """A compiled template that takes a context as it is."""
    return get_template(name).template  # type: ignore[attr-defined]  # Django's own engine has it


@register.simple_tag(takes_context=True)
def chapters(
    context: template.Context, page: str, noun: Any, where: str = "main", above: bool | None = None
) -> SafeString:
    """What the apps have to say on this page of a noun, for the signed-in user.

    `above` asks for the chapters that stand above the page's own words (places 0 … 9), or with
    False for those below; without it, all of them.
    """
    found = pages.drawn(page, context["request"].user, noun, where)
    if above is not None:
        found = [each for each in found if (each.chapter.place < 10) is above]
    return drawn(found, noun, context)


@register.simple_tag(takes_context=True)
def row_chapters(
    context: template.Context, rows: Mapping[UUID, Sequence[pages.Drawn]], noun: Any
) -> SafeString:
    """What `chapters.rows` said of one noun of a list."""
    return drawn(rows.get(noun.pk, ()), noun, context)
