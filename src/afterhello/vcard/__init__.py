"""vCards, read and written again without loss: 2.1, 3.0 and 4.0 come in, 3.0 and 4.0 go out.

    for card in parse(data):
        card.text("FN"), card.components("N"), card.first("TEL")

    card = VCard.new()
    card.add("FN", "Ada Winter")
    card.add("TEL", "+44 20 5555 0134", type=["work"])
    card.serialize()

A card is the ordered list of its lines. What we do not understand stays in its
place, and what nobody changed is written with the value it came with.

Source:
    RFC 6350 (vCard 4.0), RFC 2426 (3.0), vCard 2.1 of the Internet Mail
    Consortium (1996), RFC 6868 (carets in parameter values).
"""

from afterhello.vcard.card import VCard
from afterhello.vcard.property import Property
from afterhello.vcard.reading import parse

__all__ = ["Property", "VCard", "parse"]
