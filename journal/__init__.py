"""A recovery journal for the terminal: private, encrypted, kind."""

__version__ = "0.1.0"
