"""When one met whom: events, encounters, and the notes written about them."""
