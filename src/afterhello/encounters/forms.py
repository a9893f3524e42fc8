"""Forms about encounters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from afterhello.encounters.models import Encounter, Note
from afterhello.people.models import Person

EARLIEST_YEAR = 1900
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")  # as browsers want it, whatever is read


def a_day_gone_by(day: date | None) -> date | None:
    """The day, if one can have met somebody on it; it may be tomorrow already where the user is.

    Raises:
        ValidationError: it is still to come, or before anybody's time.
    """
    if day and day > timezone.localdate() + timedelta(days=1):
        raise forms.ValidationError(_("That day is still to come."))
    if day and day.year < EARLIEST_YEAR:
        raise forms.ValidationError(_("That day is too long ago. Leave it empty if nobody knows it."))
    return day


class OccasionForm(forms.Form):
    """Where and when people were met."""

    event = forms.CharField(
        label=_("Where did you meet?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("An event, or nothing"), "list": "events"}),
    )
    held_on = forms.DateField(label=_("On which day?"), required=False, widget=DAY)

    def clean_held_on(self) -> date | None:
        return a_day_gone_by(self.cleaned_data["held_on"])


class EncounterForm(forms.ModelForm[Encounter]):
    """How and when one met somebody: all that is known of it, and nothing that has to be."""

    event_name = forms.CharField(
        label=_("At which event?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "events"}),
    )

    class Meta:
        model = Encounter
        fields = ("met_on", "place", "through", "remembered_by")
        labels = {
            "met_on": _("On which day?"),
            "place": _("Or at which place?"),
            "through": _("Who introduced you?"),
            "remembered_by": _("What may they remember you by?"),
        }
        widgets = {
            "met_on": DAY,
            "remembered_by": forms.TextInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["event_name"] = self.instance.event.name if self.instance.event else ""
        self.order_fields(["met_on", "event_name", "place", "through", "remembered_by"])

    def clean_met_on(self) -> date | None:
        return a_day_gone_by(self.cleaned_data["met_on"])

    def keep(self) -> Encounter:
        """The encounter, with its event: the one there is of that name and day, or a new one."""
        self.instance.take_place_at(self.cleaned_data["event_name"])
        return self.save()


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
