"""The form of reviewing a card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from afterhello.captures.models import Card
from afterhello.errors import Unreadable
from afterhello.people.greeting import proposed
from afterhello.people.models import ContactPoint, Person

KINDS = {"emails": "email", "phones": "phone", "urls": "url", "social": "social"}
LABELS = {
    "email": _("Email"),
    "phone": _("Phone"),
    "url": _("Web"),
    "social": _("Profile"),
    "address": _("Address"),
}
TYPES = {
    "email": forms.EmailInput,
    "phone": forms.TextInput,
    "url": forms.TextInput,
    "social": forms.TextInput,
}


class ReviewForm(forms.Form):
    """A card's fields as they were read, to be corrected, and what its person told the user.

    Ways to reach them are `email-0`, `phone-0`, `phone-1` … : as many as were
    read, and one empty one of each kind.
    """

    full_name = forms.CharField(label=_("Name"), max_length=200)
    greeting = forms.CharField(
        label=_("You greet them as"),
        max_length=200,
        required=False,
        help_text=_("Begins your notes."),
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    said = forms.CharField(
        label=_("What did they tell you?"),
        max_length=20_000,
        required=False,
        help_text=_("Your note may use it."),
        widget=forms.Textarea(attrs={"rows": 2, "data-autosize": "", "class": "written"}),
    )
    private = forms.CharField(
        label=_("Only for me"),
        max_length=20_000,
        required=False,
        help_text=_("Stays here, and never enters a note."),
        widget=forms.Textarea(attrs={"rows": 2, "data-autosize": "", "class": "written"}),
    )
    remembered_by = forms.CharField(
        label=_("What may they remember you by?"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("One line, if you like"), "class": "written"}),
    )

    def __init__(self, card: Card, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card
        self.unsure: set[str] = set()
        for name, key in (
            ("full_name", "name"),
            ("title", "title"),
            ("organisation", "organisation"),
        ):
            self.propose(name, card.fields.get(key))
        self.initial["greeting"] = proposed(card.proposed_name) if card.proposed_name else ""
        for kind, read in self.ways_read():
            self.add_way(kind, read)

    def ways_read(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """kind, what was read of it; nothing where the card is typed by hand."""
        for key, kind in KINDS.items():
            yield kind, self.card.fields.get(key) or []
        address = self.card.fields.get("address")
        yield "address", [address] if address else []

    def add_way(self, kind: str, read: list[dict[str, Any]]) -> None:
        """Fields for the ways of one kind: those read, and an empty one."""
        for number, value in enumerate([*read, None]):
            name = f"{kind}-{number}"
            widget = TYPES.get(kind, forms.TextInput)()
            self.fields[name] = forms.CharField(
                label=LABELS[kind], max_length=500, required=False, widget=widget
            )
            self.propose(name, value)

    def propose(self, name: str, value: dict[str, Any] | None) -> None:
        """Fill a field with what was read, and remember whether to ask."""
        if value:
            self.initial[name] = value["value"]
            if not value["sure"]:
                self.unsure.add(name)

    def label_of(self, kind: str, number: int) -> str:
        """The label of a way: a telephone's kind, where it was printed."""
        read = self.card.fields.get("phones") or []
        if kind != "phone" or number >= len(read):
            return ""
        return read[number].get("kind") or ""

    def ways(self) -> list[tuple[str, str, str]]:
        """kind, value, label of each way that is filled in."""
        found = []
        for name, value in self.cleaned_data.items():
            kind, _dash, number = name.rpartition("-")
            if kind in LABELS and value.strip():
                found.append((kind, value.strip(), self.label_of(kind, int(number))))
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a way that is none of its kind, beside its own field."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            kind = name.rpartition("-")[0]
            if kind in LABELS and value and value.strip():
                way = ContactPoint(owner=self.card.owner, kind=kind, value=value.strip())
                try:
                    way.person = Person(owner=self.card.owner)
                    way.read()
                except Unreadable as refusal:
                    self.add_error(name, str(refusal))
        return cleaned

    def save(self) -> Person:
        """The person on the card, with the greeting that the user kept."""
        cleaned = self.cleaned_data
        person = self.card.accept(
            {
                "full_name": cleaned["full_name"],
                "title": cleaned["title"],
                "organisation": cleaned["organisation"],
                "contact_points": self.ways(),
            },
            said=cleaned["said"],
            private=cleaned["private"],
            remembered_by=cleaned["remembered_by"],
        )
        if cleaned["greeting"].strip() not in {"", person.greeting}:
            person.keep_greeting(cleaned["greeting"])
        return person

    # What the page draws

    def shown(self) -> list[dict[str, Any]]:
        """The fields of ways that were read, in order; `why` where a person should look."""
        names = [n for n in self.fields if n.rpartition("-")[0] in LABELS and self.initial.get(n)]
        return [{"field": self[n], "why": self.why(n)} for n in names]

    def further(self) -> list[forms.BoundField]:
        """The empty fields, for a way that was not read."""
        names = [n for n in self.fields if n.rpartition("-")[0] in LABELS and not self.initial.get(n)]
        return [self[n] for n in names]

    def why(self, name: str) -> str:
        """Why a person should look at the field; empty where there is no need."""
        return str(_("Was this read correctly?")) if name in self.unsure else ""

    def printed(self) -> list[dict[str, Any]]:
        """Name, title and organisation, each with why one should look."""
        return [{"field": self[n], "why": self.why(n)} for n in ("full_name", "title", "organisation")]
