import pytest
from PIL import Image

from afterhello import cardreader
from benchmarks.cards import EVENING, measure_evening
from benchmarks.figures import share


def test_the_picture_is_light_enough_to_ship() -> None:
    with Image.open(EVENING) as picture:
        assert picture.size == (3000, 2250)

    assert EVENING.stat().st_size <= 900_000


@pytest.mark.ocr
def test_a_new_user_sees_all_seven_people_read_rightly() -> None:
    one = measure_evening()

    assert (one.cards.found, one.cards.upright, one.cards.false) == (7, 7, 0)
    for kind in ("name", "emails", "phones"):
        read = share(one.whole.right[kind], one.whole.true[kind])
        assert read == "1.00", one.whole.losses
    assert one.whole.sure == one.whole.sure_right


@pytest.mark.ocr
def test_the_code_on_the_architects_card_is_read() -> None:
    codes = [card.qr for card in cardreader.read(EVENING.read_bytes(), country="GB").cards if card.qr]

    assert [code.kind for code in codes] == ["mecard"]
