"""Sign-in, and the user's own profile and settings."""
