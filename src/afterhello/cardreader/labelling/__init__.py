"""Lines of a card → the fields of each person on it, with a belief in each.

    lines → rows → patterns (net, numbers, places) → parts left → clues → scores → choice

Everything up to the clues is patterns and word lists. Only the scores (how
likely each part is the name, the title, the organisation) are a matter of
taste: `roles.Judge` is the seam where a trained model takes the place of
weights set by hand.
"""

from afterhello.cardreader.labelling.card import label

__all__ = ["label"]
