"""Looking people up, and changing what is known of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import User
from afterhello.errors import Unreadable
from afterhello.people.models import ContactPoint, Person, PersonQuerySet
from afterhello.people.models.person import Page
from afterhello.people.portraits import square

PARTS = ("prefix", "given_name", "additional_name", "family_name", "suffix")
WAYS = (
    ("email/", _("Email")),
    ("email/work", _("Work email")),
    ("email/home", _("Home email")),
    ("phone/", _("Phone")),
    ("phone/mobile", _("Mobile")),
    ("phone/work", _("Work phone")),
    ("phone/home", _("Home phone")),
    ("phone/fax", _("Fax")),
    ("url/", _("Web page")),
    ("address/", _("Address")),
    ("address/work", _("Work address")),
    ("address/home", _("Home address")),
    ("social/", _("Profile")),
)
BLANK_ROWS = ("email/", "phone/mobile", "url/")


class LookUp(forms.Form):
    """What one looks for in the address book, and behind whom to go on."""

    words = forms.CharField(label=_("Name or organisation"), required=False, max_length=200)
    tag = forms.CharField(required=False, max_length=40)
    after = forms.UUIDField(required=False)

    def asked(self) -> dict[str, Any]:
        """What makes sense of it; the rest is as if it had not been asked."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    def page(self, owner: User, after: Person | None) -> Page:
        """The people found, behind `after`."""
        asked = self.asked()
        found = Person.objects.of(owner).named(asked["words"])
        found = found.tagged(asked["tag"]) if asked["tag"] else found
        return found.page(after)

    def after_whom(self, owner: User) -> Person | None:
        """The last one that was shown, even if removed since: the place in the book is kept."""
        after = self.asked()["after"]
        return known_or_removed(owner).filter(pk=after).first() if after else None


def known_or_removed(owner: User) -> PersonQuerySet:
    """The owner's people with those who can still be brought back."""
    return Person.objects.of(owner) | Person.objects.of(owner, removed=True)


class PersonForm(forms.ModelForm[Person]):
    """Names, title, organisation, birthday and picture of a person."""

    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=200)
    picture = forms.FileField(
        label=_("A picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    no_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    class Meta:
        model = Person
        fields = ("full_name", "greeting", "title", "birthday", *PARTS)
        widgets = {"birthday": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"full_name": _("Name"), "greeting": _("You greet them as"), "title": _("Title")}
        help_texts = {
            "greeting": _("Your notes begin with it. Leave it empty, and it is proposed from the name.")
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].initial = str(self.instance.organisation or "")
        self.fields["full_name"].widget.attrs |= {
            "autocomplete": "off",
            "autofocus": self.instance._state.adding,
        }
        if not self.instance.portrait:
            del self.fields["no_picture"]

    def clean_picture(self) -> bytes | None:
        """The picture cut square."""
        from afterhello.cardreader.photo import MAX_BYTES  # with numpy, for which only a picture waits

        upload: UploadedFile[bytes] | None = self.cleaned_data["picture"]
        try:
            return square(upload.read(MAX_BYTES + 1)) if upload else None
        except Unreadable as problem:
            raise forms.ValidationError(problem.sentence) from problem

    def save(self, commit: bool = True) -> Person:
        """Save the person; a greeting that was written is kept, one that was left is proposed."""
        person, changed = self.instance, set(self.changed_data)
        if "full_name" in changed and not changed & set(PARTS):
            person.forget_parts()
        person.work_at(self.cleaned_data["organisation"])
        if "greeting" in changed:
            person.keep_greeting(self.cleaned_data["greeting"])
        if self.cleaned_data["picture"]:
            person.show_as(self.cleaned_data["picture"])
        elif self.cleaned_data.get("no_picture"):
            person.take_picture_down()
        return person


class WayForm(forms.ModelForm[ContactPoint]):
    """One way to reach somebody: its kind with its label, and the value."""

    what = forms.ChoiceField(label=_("Kind"), choices=WAYS)

    class Meta:
        model = ContactPoint
        fields = ("value",)

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        way = self.instance
        way.owner = owner
        if way.kind:
            self._choose(f"{way.kind}/{way.label}", f"{way.get_kind_display()} ({way.get_label_display()})")
        if way.kind == ContactPoint.Kind.ADDRESS:
            self.fields["value"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["value"].label = _("Value")
        self.fields["value"].widget.attrs["autocomplete"] = "off"

    def _choose(self, what: str, spoken: str) -> None:
        """Begin with `what`, which is offered here even if it is rare."""
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        if what not in dict(WAYS):
            field.choices = [*WAYS, (what, spoken)]
        self.initial.setdefault("what", what)

    @property
    def is_known(self) -> bool:
        """Whether its line was there before."""
        return not self.instance._state.adding

    def says_nothing(self) -> bool:
        """Whether its line was left, or made, empty."""
        return not str(self.data.get(self.add_prefix("value"), "")).strip()

    def has_changed(self) -> bool:
        """A blank row is no change, whatever its kind says."""
        return super().has_changed() and (self.is_known or not self.says_nothing())

    def clean(self) -> dict[str, Any] | None:
        """Tell the row its kind and label, so that it can read its value."""
        cleaned = super().clean()
        kind, _slash, label = self.cleaned_data.get("what", "/").partition("/")
        self.instance.kind, self.instance.label = kind, label
        return cleaned


class TakeAway(forms.CheckboxInput):
    """The tick that takes a line away; a line that was made empty is taken away without it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        value = data.get(f"{name.removesuffix('DELETE')}value", "")
        return bool(super().value_from_datadict(data, files, name)) or not value.strip()


class WaysFormSet(BaseInlineFormSet[ContactPoint, Person, WayForm]):
    """All ways to reach one person."""

    deletion_widget = TakeAway

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Whose ways they are: a number is read as one of the owner's country."""
        return super().get_form_kwargs(index) | {"owner": self.instance.owner}

    def clean(self) -> None:
        """Say it when a line is there no more: the field that tells is one that nobody sees."""
        super().clean()
        if any("id" in form.errors for form in self.forms):
            raise forms.ValidationError(
                _(
                    "A line was taken away meanwhile, perhaps in another tab. Nothing was saved: "
                    "open this page again, and change what you wanted to change."
                )
            )

    def save_new(self, form: WayForm, commit: bool = True) -> ContactPoint:
        """Put a new one behind those that are there."""
        form.instance.position = self.forms.index(form)
        return super().save_new(form, commit)


Ways = inlineformset_factory(
    Person, ContactPoint, form=WayForm, formset=WaysFormSet, extra=len(BLANK_ROWS), max_num=60
)


class Details:
    """All that can be changed about a person as one form: the person, and the ways to reach them."""

    def __init__(
        self,
        person: Person,
        data: Any = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        blank = [{"what": what} for what in BLANK_ROWS]
        self.kept_name = person.full_name  # a form that is wrong has changed the person already
        self.person = PersonForm(data, files, instance=person, initial=initial)
        self.ways = Ways(data, instance=person, initial=blank, prefix="ways")

    @property
    def has_wrong_parts(self) -> bool:
        """Whether a part of the name is wrong, so that its fold must stand open."""
        return any(name in self.person.errors for name in PARTS)

    def is_valid(self) -> bool:
        """Whether both make sense; both say what does not."""
        return all([self.person.is_valid(), self.ways.is_valid()])

    @transaction.atomic
    def save(self) -> Person:
        """Save the person and the ways, or neither."""
        person = self.person.save()
        self.ways.instance = person
        self.ways.save()
        return person
