"""Getting back to people: the quick note, drafted from what they said."""
