"""`python -m benchmarks [--data DIR] [--quick] [--report DIR]`: every table."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Table, load, machine


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: more data in `data`, less of everything if `quick`, every loss named, and
    a page of the worst cards in the folder `report`."""

    data: Path | None
    quick: bool
    losses: bool
    report: Path | None


def costs(options: Options) -> Iterable[Table]:
    """A photo of cards: processor, seconds, memory. First, while nothing else runs."""
    from benchmarks.costs import tables

    return tables(quick=options.quick)


def cards(options: Options) -> Iterable[Table]:
    """Photos of cards: found, labelled, sure."""
    from benchmarks.cards import tables

    return tables(quick=options.quick, losses=options.losses, report=options.report)


def scans(options: Options) -> Iterable[Table]:
    """Scanned cards, where there is data."""
    from benchmarks.scans import tables

    return tables(options.data, losses=options.losses) if options.data else []


def pages(options: Options) -> Iterable[Table]:
    """Server time of the pages that grow with the address book."""
    from benchmarks.pages import tables

    return tables(quick=options.quick)


def ablations(options: Options) -> Iterable[Table]:
    """The reader without each of its parts in turn."""
    from benchmarks.ablations import tables

    return tables(quick=options.quick)


MEASUREMENTS: dict[str, Callable[[Options], Iterable[Table]]] = {
    "costs": costs,
    "cards": cards,
    "scans": scans,
    "pages": pages,
    "ablations": ablations,
}
"""Every measurement, in the order printed. A new one is a function here and a module beside."""

WHEN_ASKED = {"ablations"}
"""Those that take long and are only measured when they are asked for."""


def main() -> None:
    """Print the tables, each as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with more data, such as cards/scans")
    parser.add_argument("--quick", action="store_true", help="fewer photos and runs")
    parser.add_argument("--losses", action="store_true", help="name every value missed or invented")
    parser.add_argument("--report", type=Path, help="folder for a page of the twenty worst cards")
    parser.add_argument("--only", choices=MEASUREMENTS, help="one measurement of them")
    args = parser.parse_args()
    options = Options(args.data, args.quick, args.losses, args.report)
    print(machine(), flush=True)
    for name, measure in MEASUREMENTS.items():
        if args.only == name or (args.only is None and name not in WHEN_ASKED):
            for table in measure(options):
                print(f"\n{table}\n[{load()}]", flush=True)


if __name__ == "__main__":
    main()
