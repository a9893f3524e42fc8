"""`python -m benchmarks.generator --out DIR --kind KIND --photos N`: photos of cards and their truth."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.generator.scenes import NAMES, scene
from benchmarks.generator.stacks import Stack


def main() -> None:
    """Write the photos and print their names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--kind", choices=NAMES, help="of photo  [default: all of them]")
    parser.add_argument("--photos", type=int, default=1, help="how many of each kind  [default: 1]")
    parser.add_argument("--seed", type=int, default=0, help="of the first photo; the next ones count up")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for kind in [args.kind] if args.kind else NAMES:
        for seed in range(args.seed, args.seed + args.photos):
            made = scene(kind, seed)
            photo = args.out / f"{kind.replace(',', '').replace(' ', '-')}-{seed:03d}.jpg"
            photo.write_bytes(made.image)
            truth = json.dumps(as_data(made), ensure_ascii=False, indent=1)
            photo.with_suffix(".json").write_text(truth, "utf-8")
            print(photo)


def as_data(made: Stack) -> dict[str, object]:
    """The truth of a photo, shaped as a line of `afterhello cards read --json`, values only."""
    cards, beside = ([asdict(card) for card in part] for part in (made.truth, made.beside))
    return {"width": made.width, "height": made.height, "desk": made.desk, "cards": cards, "beside": beside}


if __name__ == "__main__":
    main()
