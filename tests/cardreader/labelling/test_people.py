"""Names, titles and organisations where the words alone do not tell: by marks, layout and agreement."""

from __future__ import annotations

import pytest

from afterhello.cardreader.labelling import label
from cardreader.labelling.printing import HEIGHT, WIDTH, Printed, line, read, value, who

ONE_LINE: tuple[tuple[Printed, str, str], ...] = (
    ("Anna Berg, Geschäftsführerin", "Anna Berg", "Geschäftsführerin"),
    ("Tom Whitlock – Head Brewer", "Tom Whitlock", "Head Brewer"),
    ("Étienne Marchand | Directeur commercial", "Étienne Marchand", "Directeur commercial"),
)


@pytest.mark.parametrize(("printed", "name", "title"), ONE_LINE)
def test_a_title_on_the_line_of_the_name_is_told_from_it(printed: Printed, name: str, title: str) -> None:
    fields = read(("Salzwiese Brauhaus GmbH", 30), printed, "Tel. 030 23125 123", country="DE")

    assert who(fields)[:2] == (name, title)


@pytest.mark.parametrize("title", ["Vice President, Sales", "Founder & CEO", "Director / Winemaker"])
def test_marks_inside_a_title_part_nothing(title: str) -> None:
    assert value(read(("Rosalind Wren", 36), title, "r.wren@example.org").title) == title


@pytest.mark.parametrize(
    "name", ["Dr. med. Tom Hale MBA", "Prof. Dr. Ingrid Solheim", "Amina Diallo, PhD", "Rev. Samuel Oduya"]
)
def test_degrees_and_honorifics_stay_with_the_name(name: str) -> None:
    assert value(read((name, 36), "Consultant", "Quince Partners Ltd").name) == name


def test_pronouns_are_no_part_of_a_name() -> None:
    assert value(read(("Priya Nair (she/her)", 36), "Founder", "priya.nair@example.org").name) == "Priya Nair"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ((("株式会社灯台", 40), ("石田 春香", 32), "代表取締役"), "石田 春香"),
        ((("Ελαιώνας Ο.Ε.", 36), ("Διαλεκτή Σαραφίδη", 32), "Αρχιτέκτων Μηχανικός"), "Διαλεκτή Σαραφίδη"),
        ((("Nagy Ildikó", 36), "Ügyvezető igazgató", "nagy.ildiko@quince.example.org"), "Nagy Ildikó"),
    ],
)
def test_names_in_other_scripts_and_orders_are_names(printed: tuple[Printed, ...], name: str) -> None:
    assert value(read(*printed).name) == name


def test_a_title_in_an_unknown_language_is_told_by_its_place() -> None:
    fields = read(
        ("Saarni Oy", 44), "", ("Aino Virta", 34), "Ommelija", "aino.virta@saarni.example.org", country="FI"
    )

    assert who(fields) == ("Aino Virta", "Ommelija", "Saarni Oy")


def test_an_organisation_over_two_lines_is_one() -> None:
    fields = read(("MERIDIAN", 48), ("STUDIO LEGALE", 44), "", ("Carla Bruni Neri", 30), "Avvocato",
                  "c.neri@meridianstudiolegale.example.org")  # fmt: skip

    assert value(fields.organisation) == "MERIDIAN STUDIO LEGALE"


def test_a_department_is_neither_title_nor_organisation() -> None:
    fields = read(("Tern Logistics Ltd", 40), ("Tom Whitlock", 34), "Warehouse Manager",
                  "Department of Operations", "tom.whitlock@tern.example.org")  # fmt: skip

    assert who(fields) == ("Tom Whitlock", "Warehouse Manager", "Tern Logistics Ltd")


def test_an_initial_on_a_line_of_its_own_is_of_the_name_below() -> None:
    fields = read(("A.", 44), ("Whitlock", 44), "Saddler", "tom@example.org")

    assert who(fields)[:2] == ("A. Whitlock", "Saddler")


def test_two_titles_with_a_stroke_between_them_are_one_title() -> None:
    assert (
        value(read(("Priya Nair", 44), "Translator | Editor", "priya@example.org").title)
        == "Translator | Editor"
    )


def test_two_people_side_by_side_each_have_their_title_though_no_firm_is_printed() -> None:
    lines = [
        line("Priya Nair", 60, 120, 40),
        line("Tom Whitlock", 560, 120, 40),
        line("Lead Developer", 60, 180),
        line("Banker", 560, 180),
        line("priya.nair@example.org", 60, 240),
        line("tom.whitlock@example.org", 560, 240),
    ]

    people = label(lines, WIDTH, HEIGHT, "GB", None)

    assert [who(fields) for fields in people] == [
        ("Priya Nair", "Lead Developer", None),
        ("Tom Whitlock", "Banker", None),
    ]


def test_two_names_with_a_mailbox_each_are_two_people() -> None:
    lines = [
        line("Quince & Company Ltd", 300, 30, 40),
        line("Priya Nair", 60, 200, 32),
        line("priya@quince.example.org", 60, 250),
        line("Tom Whitlock", 60, 330, 32),
        line("tom@quince.example.org", 60, 380),
    ]

    people = label(lines, WIDTH, HEIGHT, "GB", None)

    assert [value(fields.name) for fields in people] == ["Priya Nair", "Tom Whitlock"]
    assert [[mail.value for mail in fields.emails] for fields in people] == [
        ["priya@quince.example.org"],
        ["tom@quince.example.org"],
    ]


def test_a_name_in_letters_that_the_engine_does_not_know_is_never_sure() -> None:
    fields = read(("Trần Văn Minh", 40), "Founder", "tran.minh@example.org", country="GB")

    assert value(fields.name) == "Trần Văn Minh"
    assert fields.name is not None
    assert not fields.name.sure


def test_a_mailbox_that_spells_the_name_makes_it_surer() -> None:
    spelt = read(("Priya Nair", 44), "Founder", "priya.nair@example.org").name
    another = read(("Priya Nair", 44), "Founder", "jan.novak@example.org").name

    assert spelt is not None
    assert another is not None
    assert spelt.confidence > another.confidence


def test_a_firm_above_a_name_is_not_joined_to_it_where_the_addresses_tell_them_apart() -> None:
    fields = read(
        ("VERTEX", 40), ("MUSA", 40), ("BANTWINI", 40), "", "DIRECTOR", "musa.bantwini@vertex.example.net"
    )

    assert who(fields) == ("MUSA BANTWINI", "DIRECTOR", "VERTEX")
