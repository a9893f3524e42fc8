"""Telephone numbers, and numbers that are none."""

from __future__ import annotations

import pytest

from cardreader.labelling.printing import read


@pytest.mark.parametrize(
    ("printed", "country", "expected"),
    [
        ("020 5555 0134", "GB", [("020 5555 0134", "+442055550134")]),
        ("+44 (0)20 7946 0123", "DE", [("+44 (0)20 7946 0123", "+442079460123")]),
        ("(212) 555-0134", "US", [("(212) 555-0134", "+12125550134")]),
        ("030/23125 123", "DE", [("030/23125 123", "+493023125123")]),
        ("0171 / 392 00 12", "DE", [("0171 / 392 00 12", "+491713920012")]),
        ("T 01.99.00.12.34", "FR", [("01.99.00.12.34", "+33199001234")]),
        ("M0639981234", "FR", [("0639981234", "+33639981234")]),
        ("Tel: 2077 1234", "GB", [("2077 1234", None)]),
        ("040 66969-029 App. 2416", "DE", [("040 66969-029 App. 2416", "+494066969029")]),
        ("020.9109854", "IE", [("020.9109854", "+353209109854")]),
        ("0055 21 0555-0260", "BR", [("0055 21 0555-0260", "+552105550260")]),
    ],
)  # fmt: skip
def test_numbers_stay_as_printed_and_get_their_country(
    printed: str, country: str, expected: list[tuple[str, str | None]]
) -> None:
    phones = read(printed, country=country).phones

    assert [(phone.value, phone.e164) for phone in phones] == expected


@pytest.mark.parametrize(
    ("printed", "kinds"),
    [
        ("Tel. 020 7946 0123  Fax 020 7946 0124", ["work", "fax"]),
        ("T: 020 7946 0123 | M: 07700 900123", ["work", "mobile"]),
        ("Handy 0171 3920012", ["mobile"]),
        ("Téléphone : 01 99 00 12 34", ["work"]),
        ("Portable 06 39 98 12 34", ["mobile"]),
        ("020 7946 0123 (Fax)", ["fax"]),
        ("702-421-0081 Cell", ["mobile"]),
        ("Home 020 7946 0123", ["home"]),
    ],
)
def test_a_label_in_any_language_tells_the_kind(printed: str, kinds: list[str]) -> None:
    assert [phone.kind for phone in read(printed).phones] == kinds


def test_two_numbers_with_a_stroke_between_them_are_two() -> None:
    phones = read("Tel: 020 7946 0123 / 020 7946 0456").phones

    assert [phone.value for phone in phones] == ["020 7946 0123", "020 7946 0456"]


@pytest.mark.parametrize(
    "printed",
    [
        "VAT GB 123 4567 89",
        "USt-IdNr. DE 123456789",
        "HRB 123456",
        "SIRET 123 456 789 00012",
        "IBAN DE89 3704 0044 0532 0130 00",
        "Company No. 01234567",
        "1998 - 2026",
        "12.05.2026",
        "9.00-17.30",
        "Seattle, WA 98103",
        "Hyderabad - 500 033",
        "4700-949",
        "01384-000",
        "〒100-0031",
        "RBQ 0000-4957-01",
        "0000000083835",
        "Lic. M00001835",
        "CVR-nr. 00 01 79 46",
        "VAT: FR 00 985 572 056",
    ],
)
def test_registry_and_bank_numbers_days_and_postcodes_are_no_phones(printed: str) -> None:
    assert read(printed).phones == ()


def test_pairs_of_digits_are_a_number_though_no_plan_gives_it_away() -> None:
    phones = read("05-55-14-07", country="DK").phones

    assert [phone.value for phone in phones] == ["05-55-14-07"]


def test_the_address_tells_the_country_before_the_setting_does() -> None:
    fields = read("Tel 030 23125 123", "Quittenweg 14", "D-10119 Berlin", country="GB")

    assert [phone.e164 for phone in fields.phones] == ["+493023125123"]


def test_the_domain_tells_the_country_where_no_address_does() -> None:
    fields = read("Tel 01 99 00 12 34", "www.cognassier.fr", country="GB")

    assert [phone.e164 for phone in fields.phones] == ["+33199001234"]


def test_a_number_without_label_that_no_plan_has_room_for_is_none() -> None:
    assert read("1234567 8901234", country="GB").phones == ()


def test_square_brackets_around_an_area_are_round_ones() -> None:
    assert [phone.value for phone in read("[020] 7946 0123").phones] == ["(020) 7946 0123"]


def test_a_japanese_postcode_whose_mark_was_misread_is_of_the_address() -> None:
    fields = read(("鈴木翔太", 40), "T060-0017", "北海道札幌市中央区若葉台77-1", "03-0000-7447", country="JP")

    assert [phone.value for phone in fields.phones] == ["03-0000-7447"]
    assert fields.address is not None
    assert fields.address.value == "〒060-0017, 北海道札幌市中央区若葉台77-1"


def test_a_long_number_alone_on_its_line_is_one_though_its_country_is_not_known() -> None:
    assert [phone.value for phone in read("910 0000 55 12").phones] == ["910 0000 55 12"]


@pytest.mark.parametrize("printed", ["M|910-0000-5512", "携带：910-0000-5512", "Mob= 910-0000-5512"])
def test_a_stroke_or_a_wide_colon_leads_from_a_label_to_its_number(printed: str) -> None:
    (phone,) = read(printed, country=None).phones

    assert (phone.value, phone.kind) == ("910-0000-5512", "mobile")


def test_a_house_and_its_street_in_japan_are_no_phone() -> None:
    assert read("136-22-180 Todaicho", "Naka-ku Nagoya 460-0024", "JAPAN", country="JP").phones == ()
