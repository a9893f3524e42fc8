from pkgutil import resolve_name
from typing import Any

import pytest

from benchmarks.ablations import PACKAGE, PARTS, Part


def found(part: Part) -> list[Any]:
    return [resolve_name(f"{PACKAGE}.{target}") for target in part.targets]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_is_taken_away_and_put_back(part: Part) -> None:
    before = found(part)

    with part.away():
        assert all(one is part.instead for one in found(part))

    assert found(part) == before
    assert part.instead not in before
