"""Forms about the user."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

import phonenumbers
from allauth.account.forms import ChangePasswordForm
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _
from phonenumbers.geodata.locale import LOCALE_DATA

from afterhello.accounts.models import User


@cache
def countries() -> list[tuple[str, str]]:
    """Countries that have telephone numbers: ISO 3166-1 code and English name, by name."""
    found = []
    for code in phonenumbers.SUPPORTED_REGIONS:
        names = LOCALE_DATA.get(code, {})
        name = names.get("en", code)
        # phonenumbers writes "*xx" for "the same as in language xx".
        found.append((code, names[name[1:]] if name.startswith("*") else name))
    return sorted(found, key=lambda pair: pair[1])


class FirstAccountForm(forms.Form):
    """The first account: an address to sign in with, and a password."""

    full_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
        help_text=_("It signs your notes."),
    )
    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ten characters or more. Three or four words are easy to keep in mind."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password:
            person = User(email=cleaned.get("email", ""), full_name=cleaned.get("full_name", ""))
            try:
                password_validation.validate_password(password, person)
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return cleaned

    def save(self) -> User:
        """The new user."""
        return User.objects.create_user(
            self.cleaned_data["email"],
            self.cleaned_data["password"],
            full_name=self.cleaned_data["full_name"],
        )


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """Another password, by whoever knows the one that holds now."""

    WORDS = (
        ("oldpassword", _("Your password now"), ""),
        ("password1", _("A new one"), _("Ten characters or more.")),
        ("password2", _("The new one again"), ""),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, help_text in self.WORDS:
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            # allauth says the label in the box too, where it goes as soon as something is typed.
            field.widget.attrs.pop("placeholder", None)


class ProfileForm(forms.ModelForm[User]):
    """How the user is called, writes, and tells the time."""

    class Meta:
        model = User
        fields = ("full_name", "signature", "language", "time_zone", "country")
        widgets = {"signature": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "full_name": _("It signs your notes, unless you write a signature."),
            "signature": _("Ends every note you send."),
            "country": _("Tells how a telephone number without +code is meant."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and zone[:3] != "Etc")
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=[(z, z.replace("_", " ")) for z in ["UTC", *zones]]
        )
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"),
            choices=countries(),
            help_text=self.Meta.help_texts["country"],
        )
