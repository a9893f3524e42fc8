"""What every language's tables must hold, ours and a translator's."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import afterhello.notereader
from afterhello.notereader.language import Language, language_named

FOLDER = Path(afterhello.notereader.__file__).parent / "languages"
CODES = sorted(path.stem for path in FOLDER.glob("*.toml") if "-sensitive" not in path.name)
FIELDS = {"x", "thing", "one", "where", "day", "Object"}


@pytest.fixture(params=CODES)
def language(request: pytest.FixtureRequest) -> Language:
    return language_named(request.param)


def sentences(language: Language) -> list[str]:
    found = [*language.words["opening"]["sentences"], *language.words["neutral"]["sentences"]]
    for saying in language.sayings.values():
        found += [*saying.alone, *saying.open, *saying.further]
    return found


def test_every_kind_of_rule_has_its_sentences(language: Language) -> None:
    kinds = {rule.kind.removesuffix("_alone").removesuffix("_contracted") for rule in language.rules}

    assert kinds - {"met"} <= set(language.sayings)


def test_sentences_are_short_and_calm_and_use_known_fields(language: Language) -> None:
    for sentence in sentences(language):
        assert set(re.findall(r"\{(\w+)\}", sentence)) <= FIELDS, sentence
        assert len(sentence.split()) <= 26, sentence
        assert "!" not in sentence
        assert sentence.endswith((".", "?")), sentence


def test_what_opens_a_note_follows_a_comma(language: Language) -> None:
    for saying in language.sayings.values():
        for sentence in saying.open:
            assert sentence[0].islower() or sentence.startswith(("I ", "I'")), sentence


def test_a_verb_in_the_sentences_is_quoted_with_its_thing(language: Language) -> None:
    for kind, saying in language.sayings.items():
        for sentence in (*saying.alone, *saying.open, *saying.further):
            assert "{x}" in sentence or "{thing}" in sentence, kind


def test_sensitive_words_are_found_in_their_forms(language: Language) -> None:
    words = tomllib.loads((FOLDER / "en-sensitive.toml").read_text("utf-8"))

    assert len(words) >= 6
    for word in ("depressed", "pregnant", "a Catholic", "her divorce", "in debt", "heart attack"):
        assert language.sensitive.search(word), word
    for word in ("warehouse", "translator", "hives", "jewellery", "nursery", "electric", "monkey"):
        assert not language.sensitive.search(word), word
