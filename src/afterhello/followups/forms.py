"""Forms of the quick note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from afterhello.followups.models import QuickNote


class QuickNoteForm(forms.Form):
    """The words of a note, and where it goes."""

    to = forms.EmailField(label=_("To"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Your note"),
        max_length=10_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "class": "letter", "data-autosize": ""}),
    )

    def __init__(self, note: QuickNote, *args: Any, **kwargs: Any) -> None:
        read = {"to": note.person.email, "subject": note.proposed_subject, "body": note.words}
        kwargs["initial"] = read
        super().__init__(*args, **kwargs)
        self.note = note

    def keep(self) -> QuickNote:
        """Keep the words."""
        self.note.keep(self.cleaned_data["subject"], self.cleaned_data["body"])
        return self.note


class DispatchForm(QuickNoteForm):
    """The same, to be sent: it needs an address."""

    def __init__(self, note: QuickNote, *args: Any, **kwargs: Any) -> None:
        super().__init__(note, *args, **kwargs)
        self.fields["to"].required = True
        self.fields["to"].error_messages["required"] = _(
            "Where to? No address is known yet. Write one here, or copy the note and send it your own way."
        )
