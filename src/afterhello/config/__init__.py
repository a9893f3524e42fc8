"""Mounts the faces: settings, addresses, the terminal. Nothing else lives here."""
