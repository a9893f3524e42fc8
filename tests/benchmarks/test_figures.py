from benchmarks.figures import Table, machine, median


def test_a_table_keeps_its_columns_in_line() -> None:
    table = Table("Cards", ("", "found"), (("easy", "1.00"), ("hard, at night", ".9")), "A note.")

    assert str(table).splitlines() == [
        "Cards",
        "                found",
        "──────────────  ─────",
        "easy             1.00",
        "hard, at night     .9",
        "A note.",
    ]


def test_the_median_of_two_is_their_mean() -> None:
    assert median([4, 1]) == 2.5
    assert median([9, 1, 4]) == 4


def test_the_machine_is_described_with_its_load() -> None:
    assert "cores" in machine()
    assert "load" in machine()
