"""Forms about mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import User
from afterhello.post.models import MailAccount, Message


class MailAccountForm(forms.ModelForm[MailAccount]):
    """The server that takes the user's letters, and the sender they show."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Some providers want a password made for apps. It is kept sealed."),
    )

    class Meta:
        model = MailAccount
        fields = ("host", "port", "security", "username", "sender_name", "sender_address")
        widgets = {
            "host": forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            ),
            "port": forms.NumberInput(attrs={"min": 1, "max": 65535}),
            "username": forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            ),
            "sender_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "sender_address": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        help_texts = {
            "host": _("Your provider calls it the outgoing or SMTP server."),
            "username": _("Often your whole address. Empty if the server asks for none."),
        }

    def __init__(self, owner: User, data: QueryDict | None = None) -> None:
        kept = MailAccount.objects.of(owner).first()
        fresh = MailAccount(owner=owner, sender_name=owner.full_name, sender_address=owner.email)
        super().__init__(data, instance=kept or fresh)
        self.kept = kept
        if kept and kept.has_password:
            self.fields["password"].help_text = _(
                "One is kept, and never shown. Leave this empty to keep it."
            )

    def clean(self) -> dict[str, Any]:
        """Is there the password that the user name needs, for this server?"""
        cleaned = super().clean() or {}
        if cleaned.get("password") or not cleaned.get("username"):
            return cleaned
        where = (cleaned.get("host", ""), cleaned.get("security", ""))
        if not self.instance.has_password:
            self.add_error("password", _("Enter the password that goes with the user name."))
        elif not self.instance.may_say_password_to(*where):
            self.add_error(
                "password",
                _("Enter the password again: it is said only to the server it was entered for."),
            )
        return cleaned

    def save(self, commit: bool = True) -> MailAccount:
        """The account as it is now kept."""
        self.instance.keep(self.cleaned_data["password"])
        return self.instance


class AnswerForm(forms.Form):
    """What became of a letter that we know nothing sure of."""

    class Answer(models.TextChoices):
        ARRIVED = "arrived", _("It arrived")
        AGAIN = "again", _("Send it again")
        LET_BE = "let-be", _("Let it be")

    answer = forms.ChoiceField(choices=Answer.choices)

    def settle(self, message: Message) -> None:
        """Do as was answered."""
        answers = {"arrived": message.was_sent, "again": message.send_again}
        answers.get(self.cleaned_data["answer"], message.let_be)()
