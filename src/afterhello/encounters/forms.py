"""Forms about encounters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from afterhello.encounters.models import Encounter, Note
from afterhello.people.models import Person


class LineForm(forms.ModelForm[Note]):
    """One line about somebody: the words, and whether a quick note may use them."""

    may_be_said = forms.BooleanField(
        label=_("My note may use it"),
        required=False,
        initial=True,
        help_text=_("Without the tick it is for you alone, and never leaves this machine by itself."),
    )

    class Meta:
        model = Note
        fields = ("text",)
        labels = {"text": _("What did they tell you?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "class": "serif", "autofocus": True})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["may_be_said"] = self.instance.sayable_at is not None

    def write_about(self, person: Person) -> None:
        """Keep the line with the last encounter with `person`; without one, with a first."""
        met = Encounter.objects.of(person.owner).last_with(person)
        met.write(self.cleaned_data["text"], sayable=self.cleaned_data["may_be_said"])

    def correct(self) -> None:
        """Keep the corrected words, and the mark."""
        said = self.cleaned_data["may_be_said"]
        self.instance.sayable_at = (self.instance.sayable_at or timezone.now()) if said else None
        self.instance.save()
