"""Postal addresses of several countries, over one line or more."""

from __future__ import annotations

import pytest

from cardreader.labelling.printing import Printed, read, value


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("14 Quince Lane", "Leeds LS1 4XX"), "14 Quince Lane, Leeds LS1 4XX"),
        (("1420 Juniper Creek Rd", "Portland, OR 97205"), "1420 Juniper Creek Rd, Portland, OR 97205"),
        (("Salzwiesenstr. 52", "04109 Leipzig"), "Salzwiesenstr. 52, 04109 Leipzig"),
        (("9 bis avenue du Hêtre", "69002 Lyon"), "9 bis avenue du Hêtre, 69002 Lyon"),
        (("Zinnstraße40", "70173Stuttgart"), "Zinnstraße40, 70173Stuttgart"),
        (("Calle del Olivo 12", "28013 Madrid", "España"), "Calle del Olivo 12, 28013 Madrid, España"),
        (("3rd Floor, Lotus Complex", "Bridge Road", "Hyderabad - 500 016"),
         "3rd Floor, Lotus Complex, Bridge Road, Hyderabad - 500 016"),
        (("Zvonařská 22", "702 00 Ostrava", "Česká republika"),
         "Zvonařská 22, 702 00 Ostrava, Česká republika"),
        (("Address: 2-4 Wharf Road, Bristol BS1 6XQ",), "2-4 Wharf Road, Bristol BS1 6XQ"),
    ],
)  # fmt: skip
def test_an_address_is_joined_to_one_line(printed: tuple[str, ...], expected: str) -> None:
    above: tuple[Printed, ...] = (("Priya Nair", 44), "Founder", "")

    assert value(read(*above, *printed).address) == expected


def test_numbers_on_the_line_of_an_address_stay_outside_it() -> None:
    fields = read("14 Quince Lane, Leeds LS1 4XX  Tel: 020 5555 0134")

    assert value(fields.address) == "14 Quince Lane, Leeds LS1 4XX"
    assert [phone.value for phone in fields.phones] == ["020 5555 0134"]


def test_a_firm_named_like_a_place_is_no_address() -> None:
    fields = read(("Lantern Yard Books", 30), "27 Tanner's Row", "York YO1 8XD", "www.lantern.example.org")

    assert value(fields.organisation) == "Lantern Yard Books"
    assert value(fields.address) == "27 Tanner's Row, York YO1 8XD"


def test_a_founding_year_is_no_address() -> None:
    assert read(("Priya Nair", 40), "Listening since 1987").address is None
