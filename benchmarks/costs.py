"""What a photo costs: processor, seconds, memory; of eight cards, and of one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.child import cost
from benchmarks.figures import Table, median, ratio
from benchmarks.generator import stack

SEED = 1000


def tables(*, quick: bool) -> Iterable[Table]:
    """Twelve megapixels with eight cards and with one, beside rapidocr as it comes."""
    for cards, reach in ((8, "1.5"), (1, "3")):
        yield table(cards, reach, runs=3 if quick else 4)


def table(cards: int, reach: str, runs: int) -> Table:
    """CPU, seconds and memory for one photo."""
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "cards.jpg"
        photo.write_bytes(stack(SEED, cards=cards).image)
        ours, plain = cost("reader", photo, "GB", runs), cost("plain", photo, "GB", runs)
    rows = (
        _row("CPU-s a card", [s / cards for s in ours.cpu_s], [s / cards for s in plain.cpu_s]),
        _row("seconds for the photo", ours.wall_s, plain.wall_s),
        _figures("seconds, the first run", ours.wall_s[0], plain.wall_s[0], "{:.2f}"),
        _figures("peak memory, MB", ours.peak_mb, plain.peak_mb, "{:.0f}"),
        ("of its decoding child, MB", f"{ours.decoder_mb:.0f}", "–", "–"),
        ("cards found", f"{ours.cards} of {cards}", "–", "–"),
    )
    return Table(
        f"Cost of a photo of {'one card' if cards == 1 else f'{cards} cards'}, 4000 × 3000 px",
        ("", "afterhello", "plain rapidocr", "ratio"),
        rows,
        f"Medians of {runs - 1} runs after the first, which loads the models; one process. To reach: "
        f"{reach} CPU-s a card. Plain rapidocr: its defaults on the whole photo; it finds no cards and "
        "labels nothing.",
    )


def _row(title: str, mine: Iterable[float], theirs: Iterable[float]) -> tuple[str, ...]:
    return _figures(title, median(tuple(mine)[1:]), median(tuple(theirs)[1:]), "{:.2f}")


def _figures(title: str, mine: float, theirs: float, form: str) -> tuple[str, ...]:
    return title, form.format(mine), form.format(theirs), ratio(mine, theirs)
