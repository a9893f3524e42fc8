"""Lines as people write them, what a note takes from them, and what it must never say."""

from __future__ import annotations

from datetime import date

import pytest

from afterhello.notereader import Draft, Question, draft

TUESDAY = date(2026, 11, 17)
THURSDAY = date(2026, 11, 19)


def note(said: str, greeting: str = "Priya", **changes: object) -> Draft:
    setting: dict[str, object] = {"met_on": TUESDAY, "today": THURSDAY, "place_or_event": None}
    made = draft(said, greeting=greeting, **{**setting, **changes})  # type: ignore[arg-type]  # (of the right kinds)
    assert isinstance(made, Draft)
    return made


def beside(said: str, made: Draft) -> list[str]:
    return [said[span.start : span.end] for span in made.beside]


def quotes(made: Draft) -> list[str]:
    return [made.text[span.start : span.end] for span in made.quoted]


TURNED = [
    # what somebody looks for, needs, struggles with
    (
        "struggles to find cold storage near Leeds, loves climbing",
        ["cold storage near Leeds", "climbing"],
    ),
    ("is looking for a second-hand oven", ["a second-hand oven"]),
    ("She's looking for a miller who still stone grinds", ["a miller who still stone grinds"]),
    ("Priya looks for investors", ["investors"]),
    ("Priya Shah is looking for a printer in Hull", ["a printer in Hull"]),
    ("can't find a good sourdough course", ["a good sourdough course"]),
    ("can't find anyone who can weld", ["someone who can weld"]),
    ("has been looking for a tutor for months", ["a tutor"]),
    ("Talked about rivers. She is restoring a barge and needs oak", ["rivers", "a barge", "oak"]),
    ("has trouble finding a school for her son", ["a school for your son"]),
    ("told me she's looking for a cottage near the sea", ["a cottage near the sea"]),
    ("says she needs a translator for Polish", ["a translator for Polish"]),
    ("needs help with her website", ["help with your website"]),
    ("needs a bigger van before Christmas", ["a bigger van before Christmas"]),
    ("looks for St. Albans suppliers", ["St. Albans suppliers"]),
    ("needs 3.5 tonnes of rye by May", ["3.5 tonnes of rye by May"]),
    ("struggles with late payments", ["late payments"]),
    ("challenge: late deliveries", ["late deliveries"]),
    ("struggles to hire drivers", ["hire drivers"]),
    ("wonders how to price her bread", ["how to price your bread"]),
    ("he’s looking for somebody he can trust with his hens", ["you can trust with your hens"]),
    # what the user promised, owes, offered
    ("promised Tom's number", ["Tom's number"]),
    ("promised to look at Priya's website", ["look at your website"]),
    ("promised to send Priya the link", ["send you the link"]),
    ("promised to send her the deck by Friday", ["send you the deck by Friday"]),
    ("I promised to introduce her to Tom", ["introduce you to Tom"]),
    ("I said I'd send him the recipe", ["send you the recipe"]),
    ("promised him a copy of the report", ["a copy of the report"]),
    ("promised her Tom's number", ["Tom's number"]),
    ("promised to look at her website", ["look at your website"]),
    ("I'll send them my slides", ["send you my slides"]),
    ("owe her a coffee", ["a coffee"]),
    ("I offered to look at her website", ["look at your website"]),
    # moves, plans, beginnings
    ("moves to Bath", ["Bath"]),
    ("has moved to Leeds from Nantes", ["Leeds from Nantes"]),
    ("Loves climbing and is moving to Bristol in January", ["Bristol in January", "climbing"]),
    ("wants to open a second bakery in York", ["open a second bakery in York"]),
    ("plans to walk the Pennine Way with her sister", ["walk the Pennine Way with your sister"]),
    ("is planning a trip to Japan", ["a trip to Japan"]),
    ("opened a café in Otley", ["opened a café in Otley"]),
    ("has just launched her own label", ["launched your own label"]),
    ("is writing a book on beekeeping", ["writing a book on beekeeping"]),
    ("building a boat", ["building a boat"]),
    # what somebody loves and makes
    ("likes his garden and old maps", ["like your garden and old maps"]),
    ("is into sea swimming", ["are into sea swimming"]),
    ("keen on rowing", ["are keen on rowing"]),
    ("enjoys cooking for friends", ["enjoy cooking for friends"]),
    ("restores old radios", ["restore old radios"]),
    ("restores old radios from his grandfather", ["restore old radios from your grandfather"]),
    ("designs her own fonts", ["design your own fonts"]),
    ("collects stamps, keeps bees", ["collect stamps", "keep bees"]),
    ("plays the cello", ["play the cello"]),
    # what happened between the two
    ("asked good questions about my talk", ["my talk"]),
    ("asked me about my book", ["my book"]),
    ("we laughed about the badges", ["the badges"]),
    ("had a great chat with Priya about sourdough", ["sourdough"]),
    ("told me a funny story about her cat", ["your cat"]),
    ("gave me a lift to the station", ["giving me a lift to the station"]),
    ("met briefly at the bar, laughed about the badges", ["at the bar", "the badges"]),
    ("Met Priya at the bar; she's looking for X", ["at the bar", "X"]),
]


@pytest.mark.parametrize(("said", "inside"), TURNED, ids=[said for said, _ in TURNED])
def test_sure_rules_speak_of_it_in_the_second_person(said: str, inside: list[str]) -> None:
    made = note(said)

    spoken = " | ".join(quotes(made))
    for part in inside:
        assert part in spoken
    assert beside(said, made) == []


BESIDE = [
    # not so
    "not looking for anything",
    "isn't looking for investors",
    "no longer looking for an oven",
    "doesn't need a van any more",
    "needs no help",
    "loves climbing (not really)",
    "used to collect stamps",
    # solved
    "was looking for an oven, found one last week",
    "Looks for a flat. Sorted now",
    # perhaps
    "might move to Spain",
    "maybe she needs a van",
    "would love a bigger kitchen",
    "moves to Lyon if the visa comes through",
    "needs a van? not sure",
    "dreams of opening a café",
    # a joke
    "joked that she needs a bigger phone",
    "loves rain, just kidding",
    # somebody else
    "her sister looks for a flat",
    "Her bakery is looking for drivers",
    "Tom looks for investors",
    "Met Tom, who is looking for a van",
    "Priya and Tom look for a flat",
    "has a daughter, loves chess",
    "her husband loves chess. He needs a board",
    "loves him",
    "loves his grandson",
    "laughed about Tom's shoes",
    "laughed at her husband's jokes",
    # sensitive
    "struggles with her weight",
    "has diabetes and needs a new kitchen",
    "going through a divorce. Looking for a flat in York",
    "loves church music",
    "voted for Brexit, loves cricket",
    "is gay, loves musicals",
    "needs a loan",
    "looks for a new job",
    "wants to leave her job",
    "hates her landlord, looks for a flat",
    "talked about her divorce",
    # private
    "a new job she has not told anyone about: private",
    "moving to Lyon, but it's a secret",
    "looking for a co-founder (don't tell anyone)",
    # the user's own, or what no rule knows
    "I love climbing",
    "I need a van",
    "need a van",
    "Look for smaller outfits",
    "Writing is hard",
    "needs professional help",
    "we should meet again",
    "lives in York; works for the council",
    "she promised to send me the figures",
    "I promised her report",
    "promised her to ask Tom about his barn",
    "opened a can of worms",
    "needs a drink",
    "loves climbing has two children",
    "suche Lagerraum",
]


@pytest.mark.parametrize("said", BESIDE)
def test_what_no_rule_is_sure_of_stands_beside_and_never_inside(said: str) -> None:
    made = note(said)

    assert quotes(made) == []
    assert "".join(beside(said, made)).rstrip(")") == said.rstrip(")")


PARTLY = [
    ("moving to Lyon in March, nervous about schools", "Lyon in March", "nervous about schools"),
    ("needs a van and has two kids", "a van", "has two kids"),
    ("Priya looks for flour. Her brother needs a flat.", "flour", "Her brother needs a flat"),
    ("promised Tom's number; Tom is a crook", "Tom's number", "Tom is a crook"),
    ("runs a bakery, restores old ovens", "restore old ovens", "runs a bakery"),
    ("bakes rye bread and sells it at the market", "bake rye bread", "sells it at the market"),
]


@pytest.mark.parametrize(("said", "inside", "aside"), PARTLY, ids=[row[0] for row in PARTLY])
def test_each_clause_is_judged_by_itself(said: str, inside: str, aside: str) -> None:
    made = note(said)

    assert quotes(made) == [inside]
    assert beside(said, made) == [aside]


@pytest.mark.parametrize("said", ["", "  \n", "…", "?!", "-"])
def test_without_a_line_the_user_is_asked_for_one(said: str) -> None:
    asked = draft(said, greeting="Ken", met_on=None, today=THURSDAY, place_or_event=None)

    assert asked == Question("What did Ken tell you? One line is enough.")


def test_a_quote_names_its_place_in_draft_and_line() -> None:
    said = "Met her at the fair. Restores old radios"

    made = note(said, greeting="Zoë 😀")
    (_, radios) = made.quoted

    assert made.text[radios.start : radios.end] == "restore old radios"
    assert said[radios.source_start : radios.source_end] == "Restores old radios"


def test_a_promise_comes_first_and_interest_last() -> None:
    made = note("loves climbing, needs a van, promised Tom's number")

    assert quotes(made) == ["Tom's number", "a van", "climbing"]


def test_a_note_says_where_and_when() -> None:
    text = note("likes jazz", place_or_event="Leeds Food Fair").text

    assert "at Leeds Food Fair on Tuesday" in text
    assert "in Leeds on Tuesday" in note("likes jazz", place_or_event="In Leeds").text


def test_without_day_and_place_the_sentences_are_still_whole() -> None:
    for said in ("likes jazz", "needs a van", "her sister", "met at the bar", "moves to Bath"):
        text = note(said, met_on=None).text
        assert "  " not in text
        assert " ." not in text
        assert " ," not in text


def test_where_only_private_things_were_noted_the_note_is_kind_and_says_nothing() -> None:
    made = note("", more_was_noted=True)

    assert made.quoted == made.beside == ()
    assert made.text.startswith("Hello Priya, ")


def test_what_was_true_only_that_week_is_not_said_later() -> None:
    said = "I promised to call her this week"

    assert quotes(note(said)) == ["call you this week"]
    assert quotes(note(said, today=date(2026, 11, 24))) == []


def test_a_promise_by_friday_is_not_repeated_after_friday() -> None:
    said = "promised to send the deck by Friday"

    assert quotes(note(said, today=date(2026, 11, 20))) == ["send the deck by Friday"]
    assert quotes(note(said, today=date(2026, 11, 21))) == []


def test_a_move_in_march_is_not_asked_after_in_april() -> None:
    said = "moving to Lyon in March"

    assert quotes(note(said, today=date(2027, 3, 31))) == ["Lyon in March"]
    assert quotes(note(said, today=date(2027, 4, 1))) == []


def test_eight_notes_of_one_evening_do_not_begin_alike() -> None:
    things = ("a van", "rye", "jars", "tiles", "a loom", "oak", "ink", "hops")
    lines = [f"is looking for {thing}" for thing in things]

    beginnings = {note(line, greeting="").text[:28] for line in lines}

    assert len(beginnings) >= 4


@pytest.mark.parametrize("name", ["Will", "May", "Rose", "Anne-Marie", "Dr Shah", "van Dijk", "李"])
def test_a_name_that_is_also_a_word_does_no_harm(name: str) -> None:
    assert note("needs a van, loves jazz", greeting=name).beside == ()
    assert quotes(note("will move to Bath in March", greeting=name)) == ["Bath in March"]
    assert quotes(note(f"{name} needs rye", greeting=name)) == ["rye"]


def test_the_same_line_gives_the_same_note() -> None:
    assert note("needs a van") == note("needs a van")


def test_a_language_that_we_do_not_have_is_english() -> None:
    assert note("needs a van", language="xx") == note("needs a van", language="en-GB")
    assert note("needs a van", language="../../etc") == note("needs a van")


def test_no_pronoun_of_a_third_person_is_in_our_own_sentences() -> None:
    for said in (*BESIDE, *(line for line, _ in TURNED)):
        made = note(said)
        words = {word.strip(".,:?").lower() for word in made.text.split()}
        assert not words & {"she", "he", "her", "him", "his", "hers", "herself", "himself"}
