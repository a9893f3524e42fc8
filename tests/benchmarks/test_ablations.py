from unittest.mock import patch

import pytest

from benchmarks.ablations import PACKAGE, PARTS, Part


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_what_is_taken_away_is_there(part: Part) -> None:
    with patch(f"{PACKAGE}.{part.target}", part.instead) as instead:
        assert instead is part.instead
