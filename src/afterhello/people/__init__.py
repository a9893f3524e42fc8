"""The people one knows: names, ways to reach them, where they work, the user's tags."""
