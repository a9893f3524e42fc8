from pathlib import Path

import pytest

from benchmarks.scans import Tagged, tables, tagged, within

TAGS = """id\ttext\ttag
1.jpeg\tEmail:\tB-EMAIL
1.jpeg\tleila@quince.example.org\tI-EMAIL
1.jpeg\tQuince\tB-ORG
1.jpeg\t"&"\tI-ORG
1.jpeg\tCompany\tI-ORG
1.jpeg\tsince\tO
1.jpeg\tLeila\tB-NAME
1.jpeg\tHaddad\tI-NAME
2.jpeg\tJan\tI-NAME
2.jpeg\t-\tB-PHONE
"""


def test_tagged_words_are_joined_and_labels_stripped(tmp_path: Path) -> None:
    (tmp_path / "tags.tsv").write_text(TAGS, "utf-8")

    assert tagged(tmp_path / "tags.tsv") == [
        Tagged("1.jpeg", "emails", "leila@quince.example.org"),
        Tagged("1.jpeg", "organisation", "Quince & Company"),
        Tagged("1.jpeg", "name", "Leila Haddad"),
        Tagged("2.jpeg", "name", "Jan"),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("phones", "98100 00000", "+91-9810000000"),
        ("urls", "www quince.example.org", "https://quince.example.org"),
        ("name", "LEILA HADDAD", "Ms. Leila Haddad"),
        ("organisation", "Quince and Company", "Quince and Companv"),
    ],
)
def test_a_noisy_tag_is_found_in_what_was_read(kind: str, value: str, read: str) -> None:
    assert within(Tagged("1.jpeg", kind, value), ["something else", read])


def test_another_name_is_not_found() -> None:
    assert not within(Tagged("1.jpeg", "name", "Leila Haddad"), ["Priya Nair", "L"])


def test_no_data_gives_no_table(tmp_path: Path) -> None:
    assert tables(tmp_path) == []
