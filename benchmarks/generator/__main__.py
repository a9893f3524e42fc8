"""`python -m benchmarks.generator --out DIR --stacks N`: photos of stacks and their truth."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.generator.stacks import DIFFICULTIES, Stack, stack


def main() -> None:
    """Write the photos and print their names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--stacks", type=int, default=4, help="how many photos  [default: 4]")
    parser.add_argument("--cards", type=int, default=8, help="cards on each  [default: 8]")
    parser.add_argument("--difficulty", choices=DIFFICULTIES, default="normal")
    parser.add_argument("--seed", type=int, default=0, help="of the first photo; the next ones count up")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for seed in range(args.seed, args.seed + args.stacks):
        made = stack(seed, cards=args.cards, difficulty=args.difficulty)
        photo = args.out / f"{args.difficulty}-{seed:03d}.jpg"
        photo.write_bytes(made.image)
        photo.with_suffix(".json").write_text(
            json.dumps(as_data(made), ensure_ascii=False, indent=1), "utf-8"
        )
        print(photo)


def as_data(made: Stack) -> dict[str, object]:
    """The truth of a photo, shaped as a line of `afterhello cards read --json`, values only."""
    cards = [asdict(card) for card in made.truth]
    return {"width": made.width, "height": made.height, "desk": made.desk, "cards": cards}


if __name__ == "__main__":
    main()
