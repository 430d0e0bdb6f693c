"""The frame of a page that leaves the journal: one file, no address in it, and nothing on it that runs or loads."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files


def head(title: str, *, script: str | None = None) -> str:
    """Return everything up to `<body>`. Only the style of this project, and this very `script`, are ever obeyed.

    The policy counts for whatever comes after it, so it stands before everything that could be obeyed.
    """
    style = stylesheet()
    allowed = f"; script-src '{fingerprint(script)}'" if script is not None else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_nothing_but(style)}{allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{title}</title>
<style>{style}</style>
</head>
"""


def fingerprint(text: str) -> str:
    """Return how a content security policy names a piece of style or script: by its SHA-256."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def stylesheet() -> str:
    """Return the style of every page."""
    return content("page.css")


def content(name: str) -> str:
    """Return a file of `journal/content`, its lines ending as a browser counts them."""
    return files("journal").joinpath("content", name).read_text("utf-8").replace("\r\n", "\n")


def _nothing_but(style: str) -> str:
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{fingerprint(style)}'"
