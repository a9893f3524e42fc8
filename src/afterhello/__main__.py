"""`python -m afterhello` is `afterhello`."""

from afterhello.config.cli import main

if __name__ == "__main__":
    main()
