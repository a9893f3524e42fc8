"""Rules that hold for every table of the domain."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from afterhello.accounts.models import Owned
from afterhello.people.about import AboutPerson, models_about_people
from afterhello.people.models import Person

HOUSE = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("afterhello")]
ROOMS_WITHOUT_OWNER = {"accounts.User", "background.Job", "background.Tick"}
DOMAIN = [m for m in HOUSE if m._meta.label not in ROOMS_WITHOUT_OWNER and not m._meta.auto_created]


PROTOCOL = [word for word in vars(AboutPerson) if not word.startswith("_")]


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", DOMAIN, ids=label)
def test_every_row_belongs_to_somebody(model: type[models.Model]) -> None:
    assert issubclass(model, Owned)
    assert isinstance(model._meta.pk, models.UUIDField)
    made = model._meta.pk.get_default()
    assert isinstance(made, UUID)
    assert made.version == 7


@pytest.mark.parametrize("model", DOMAIN, ids=label)
def test_every_unique_constraint_and_index_begins_with_the_owner(model: type[models.Model]) -> None:
    rules = [r for r in model._meta.total_unique_constraints if r.name] + list(model._meta.indexes)
    for rule in [*rules, *(c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint))]:
        named = list(rule.fields) or [
            str(e.source_expressions[0].name)
            if hasattr(e, "source_expressions") and e.source_expressions
            else e.name
            for e in rule.expressions
        ]
        assert named[0] == "owner", rule.name


@pytest.mark.parametrize("model", DOMAIN, ids=label)
def test_state_is_an_instant_or_a_row_and_never_a_boolean(model: type[models.Model]) -> None:
    assert [f.name for f in model._meta.fields if isinstance(f, models.BooleanField)] == []


@pytest.mark.parametrize("model", DOMAIN, ids=label)
def test_instants_and_days_are_named_as_such(model: type[models.Model]) -> None:
    for field in model._meta.fields:
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith(("_at", "_since", "_until")), field.name
        elif isinstance(field, models.DateField):
            assert field.name.endswith("_on") or field.name == "birthday", field.name


@pytest.mark.parametrize("model", dict.fromkeys(model for model, _field in models_about_people()), ids=label)
def test_whatever_points_at_a_person_can_be_told_moved_and_erased(model: type[models.Model]) -> None:
    missing = [word for word in PROTOCOL if not callable(getattr(model, word, None))]
    assert missing == []


def test_the_protocol_is_the_one_of_the_architecture() -> None:
    assert {"in_plain_words", "as_data", "passages", "move_to", "erase"} == set(PROTOCOL)


def test_a_person_can_be_told_and_searched_too() -> None:
    assert all(callable(getattr(Person, word)) for word in ("in_plain_words", "as_data", "passages", "erase"))
