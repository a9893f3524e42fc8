"""Mail accounts, and letters on their way out."""
