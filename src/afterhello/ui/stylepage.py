"""What the style page shows: people who do not exist, saying what they could have said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Somebody:
    """As much of a person as a face and a row ask for."""

    pk: int
    full_name: str
    role: str


class Example(forms.Form):
    """Every kind of field there is, one of them unsure and one of them wrong."""

    full_name = forms.CharField(label=_("Name"), initial="Leila Haddad")
    title = forms.CharField(label=_("Title"), initial="Head of Pressing")
    organisation = forms.CharField(label=_("Organisation"), initial="Quince & Company")
    phone = forms.CharField(label=_("Phone"), initial="020 5555 0176")
    email = forms.EmailField(label=_("Email"), help_text=_("Where a note would go."))
    country = forms.ChoiceField(
        label=_("Country"), choices=[("GB", _("United Kingdom")), ("FR", _("France"))]
    )
    told = forms.CharField(
        label=_("What did Leila tell you?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        initial="Presses whatever comes, “it’s the bottle that has to be pretty, not the fruit”.",
    )
    security = forms.ChoiceField(
        label=_("How the line is kept private"),
        widget=forms.RadioSelect,
        choices=[("tls", "TLS"), ("starttls", "STARTTLS")],
        initial="tls",
    )
    keep = forms.BooleanField(
        label=_("Keep the photograph"),
        required=False,
        help_text=_("Otherwise only the cards stay."),
    )
    body = forms.CharField(label=_("The note"), widget=forms.Textarea)


NOTE = (
    "Hello Priya, it was good to meet you on Tuesday. You were looking for cold storage near "
    "Leeds: have you found any? If it helps I’ll ask around. And I hope the weather lets you "
    "climb this weekend."
)
QUOTED = ("cold storage near Leeds", "climb")
PEOPLE = (
    Somebody(1, "Priya Raghunathan", "Supply planner, Brightwater Foods"),
    Somebody(2, "Amina Diallo", "Translator"),
    Somebody(3, "Chidi Okonkwo", "Orchard End"),
    Somebody(4, "Nguyễn Thị Lan", "Weaver"),
    Somebody(5, "Tomás Herrera", "Badges, among other things"),
    Somebody(6, "Siobhán", ""),
    Somebody(7, "Leila Haddad", "Head of Pressing, Quince & Company"),
    Somebody(8, "Jan Dvořák", "Restores radios"),
)
SYMBOLS = """
photo people person capture card cards search mail phone web place organisation pencil check x turn
undo copy eye lock gear out arrow back down plus tag trash download share clock warning fresh
"""


def everything(request: HttpRequest) -> dict[str, Any]:
    """The context of the style page."""
    today = timezone.localdate()
    answered = {
        **{name: field.initial for name, field in Example.base_fields.items()},
        "body": NOTE,
    }
    form = Example({**answered, "email": "leila at quince", "country": "GB"})
    return {
        "form": form,
        "somebodies": PEOPLE,
        "quoted": QUOTED,
        "note": NOTE,
        "symbols": SYMBOLS.split(),
        "days": [today - timedelta(days=away) for away in (0, 1, 3, 9, 30, 300, 900)],
        "unsure": _("The last digits are smudged. Is it 0176?"),
        "tuesday": today - timedelta(days=5),
    }
