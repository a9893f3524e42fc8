"""Business cards of invented people, photos of stacks of them, and the truth of what is printed.

    card(seed, locale, layout)   → one card, flat, with its fields and printed lines
    stack(seed)                  → a photo of several on a desk, with each one's corners and fields

**A card.** `card(seed, locale, layout, unusual=False, fonts=None)` gives a `RenderedCard`. It is set at once
and drawn when its `image` is first asked for, so lines and truth of very many cards are cheap:

    for seed in range(20_000):
        one = card(seed, choice(TRAINING_LOCALES), choice(TRAINING_LAYOUTS), fonts=training_fonts())
        one.lines, one.fields, one.others, one.size        # nothing was drawn

- `fields` is the truth of the first person, shaped as the fields of `afterhello cards read --json`. On cards
  that name nobody (layouts "shop", "back") its name is None. `others`: the truth of further people ("pair").
- `lines` are in the order of printing. A `PrintedLine` has `text`, `box` (left, top, right, bottom; px of the
  flat card, of which the card's `size` is the whole), `size` (of its type, px), `turned` (0, 90 or 270
  degrees clockwise), `spans`, and `kinds`.
- A `Span` says of what kind the characters `start` to `end` are, and `whose`: 0 the first person or the firm,
  1 the second. Spans of a line are in order and never overlap; what none covers separates. Kinds:
  name, honorific, degree, pronouns, title, organisation, department, slogan, phone, fax, email, url, social,
  address, number (registry, tax, bank), hours, label, logo (initials), other.
- The name of the truth runs from the first honorific, name or degree to the last, as printed; pronouns are no
  part of it. A value over several lines (name, title, organisation, address) is one span on each; in the
  truth they are joined by a space, an address by ", ".
- `unusual` asks for words that no list is likely to hold.

**Held out.** What no training may see: `HELD_OUT_LAYOUTS`, `HELD_OUT_LOCALES`, `HELD_OUT_FONTS` (families,
installed here or not). `TRAINING_LAYOUTS` and `TRAINING_LOCALES` are the rest; `training_fonts()` and
`held_out_fonts()` are the families of either sort that the machine has, `families()` all. Greek, Japanese and
Chinese letters need typefaces that have them: a card takes another family where none of `fonts` does, and is
set in Latin letters where the machine has none.

The same seed gives the same pixels on machines with the same fonts; `benchmarks/setup` installs a good set.
"""

from benchmarks.generator.cards import RenderedCard, card
from benchmarks.generator.fonts import HELD_OUT_FONTS, families, held_out_fonts, training_fonts
from benchmarks.generator.layouts import HELD_OUT_LAYOUTS, LAYOUTS, TRAINING_LAYOUTS, Layout
from benchmarks.generator.marked import Kind, Span
from benchmarks.generator.people import Truth, as_truth, invent
from benchmarks.generator.sheet import PrintedLine
from benchmarks.generator.stacks import DIFFICULTIES, Difficulty, Stack, TrueCard, stack
from benchmarks.generator.words import HELD_OUT_LOCALES, LOCALES, TRAINING_LOCALES, Locale

__all__ = [
    "DIFFICULTIES",
    "HELD_OUT_FONTS",
    "HELD_OUT_LAYOUTS",
    "HELD_OUT_LOCALES",
    "LAYOUTS",
    "LOCALES",
    "TRAINING_LAYOUTS",
    "TRAINING_LOCALES",
    "Difficulty",
    "Kind",
    "Layout",
    "Locale",
    "PrintedLine",
    "RenderedCard",
    "Span",
    "Stack",
    "TrueCard",
    "Truth",
    "as_truth",
    "card",
    "families",
    "held_out_fonts",
    "invent",
    "stack",
    "training_fonts",
]
