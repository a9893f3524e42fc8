"""One measured process: `python -m benchmarks.child reader|plain PHOTO COUNTRY RUNS` prints JSON.

A process of its own, so that memory is that of the reading alone and the first run pays for the
models.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a photo cost, run by run; the first run loads the models.

    `peak_mb` is the most memory the process held, `decoder_mb` its short-lived decoding child's.
    """

    cpu_s: tuple[float, ...]
    wall_s: tuple[float, ...]
    cards: int
    peak_mb: float
    decoder_mb: float


def cost(what: Literal["reader", "plain"], photo: Path, country: str, runs: int) -> Cost:
    """Read the photo `runs` times in a new process."""
    command = [sys.executable, "-m", "benchmarks.child", what, str(photo), country, str(runs)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return Cost(
        tuple(told["cpu_s"]),
        tuple(told["wall_s"]),
        told["cards"],
        told["peak_mb"],
        told["decoder_mb"],
    )


def main() -> None:
    """Measure, and print what it cost."""
    what, photo, country, runs = (
        sys.argv[1],
        Path(sys.argv[2]).read_bytes(),
        sys.argv[3],
        int(sys.argv[4]),
    )
    read = _reader(photo, country) if what == "reader" else _plain(photo)
    cpu, wall, cards = [], [], 0
    for _ in range(runs):
        started, used = time.perf_counter(), _cpu_s()
        cards = read()
        wall.append(time.perf_counter() - started)
        cpu.append(_cpu_s() - used)
    print(json.dumps({
        "cpu_s": cpu, "wall_s": wall, "cards": cards,
        "peak_mb": _peak_mb(resource.RUSAGE_SELF), "decoder_mb": _peak_mb(resource.RUSAGE_CHILDREN),
    }))  # fmt: skip


def _reader(photo: bytes, country: str) -> Callable[[], int]:
    from afterhello import cardreader

    return lambda: len(cardreader.read(photo, country=country).cards)


def _plain(photo: bytes) -> Callable[[], int]:
    from benchmarks.baseline import pixels, plain_ocr

    engine = plain_ocr()
    return lambda: len(engine(pixels(photo)).txts or ())


def _cpu_s() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _peak_mb(who: int) -> float:
    """Linux counts in KiB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
