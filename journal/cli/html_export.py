"""Entries as a page for reading and printing, open or sealed, for `journal export --format html`."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from journal.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

    from journal.cli.delivery import Page
    from journal.entries import Entry
    from journal.finding import Selection
    from journal.storage import Storage

CHARTS = {"line": 30, "year": 365, "counts": 365}
"""How many days each chart shows, unless days were given."""
EXACTNESS = ("day", "month", "none")
WHEN_SEALED, WHEN_PLAIN = "month", "day"


class NothingToSeal(JournalError):
    """No entry is in the selection, and an empty page would need words all the same."""

    def __init__(self) -> None:
        super().__init__("No entry was chosen, so there is nothing to seal. Nothing was written.")


@dataclass(frozen=True, slots=True)
class PageWanted:
    """What was asked for besides the selection. `dates` is one of `EXACTNESS`, or nothing was said."""

    sealed: bool = False
    charts: tuple[str, ...] = ()
    moods: bool = False
    dates: str | None = None

    @property
    def exactness(self) -> str:
        """How exactly the page says when something was written."""
        return self.dates or (WHEN_SEALED if self.sealed else WHEN_PLAIN)

    @property
    def left_out(self) -> str:
        """A sentence about what is not on the page, although the journal knows it."""
        from journal.redaction import Part, left_out

        added = [
            *([Part.MOOD] if self.moods or self.charts else []),
            *([Part.EXACT_DATE] if self.exactness == "day" or self.charts else []),
        ]
        return f"Left out by itself: {', '.join(left_out(added))}."

    def checked_for(self, kind: str, output: "Path | None") -> None:
        """Refuse what does not go together, before a passphrase is asked for.

        Raises:
            UsageError: something of a page was asked of another format, or a sealed page without a file for it.
        """
        if kind != "html":
            for asked, option in (
                (self.sealed, "--sealed"), (self.charts, "--chart"), (self.moods, "--moods"), (self.dates, "--dates"),
            ):  # fmt: skip
                if asked:
                    raise click.UsageError(f"{option} is for pages, and goes with --format html alone.")
        elif self.sealed and output is None:
            raise click.UsageError("a sealed page goes into a file, because its words are printed here. Add -o FILE.")


def page_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a page."""
    for option in (
        click.option(
            "--dates",
            type=click.Choice(EXACTNESS),
            help="How exactly a page says when: day, or, where it is sealed, month.",
        ),
        click.option("--moods", is_flag=True, help="Show the mood of each entry on a page."),
        click.option(
            "--chart", "charts", type=click.Choice(list(CHARTS)), multiple=True,
            help="Put a chart of the moods on a page; may be given several times.",
        ),
        click.option("--sealed", is_flag=True, help="Seal a page: it opens with six words, printed once."),
    ):  # fmt: skip
        function = option(function)
    return function


def write_page(
    storage: "Storage", chosen: "Selection", entries: "Iterable[Entry]", wanted: PageWanted, page: "Page"
) -> str:
    """Write a page, and return the words that open it where it is sealed.

    Raises:
        NothingToSeal: no entry was chosen for a sealed page.
        TooMuchForAPage: more was chosen than a sealed page can hold.
    """
    from journal.exchange.html_out import Days, Shown, pieces, write_html

    mood_words = storage.preferences.questions().mood_words
    shown = Shown(Days(wanted.exactness), wanted.moods, mood_words)
    charts = _charts(storage, chosen, wanted.charts, mood_words)
    if not wanted.sealed:
        write_html(page, entries, shown, charts)
        return ""
    from journal.sharing.sealed_page import RANDOM_BYTES, gathered, sealed_page
    from journal.sharing.words import BYTES_FOR_WORDS, make_words

    words = make_words(secrets.token_bytes(BYTES_FOR_WORDS))
    page.write(sealed_page(gathered(pieces(entries, shown, charts)), words, secrets.token_bytes(RANDOM_BYTES)))
    return " ".join(words)


def _charts(
    storage: "Storage", chosen: "Selection", kinds: Iterable[str], mood_words: tuple[str, ...]
) -> Iterator[str]:
    """Yield the charts that were asked for, of the days of the selection, whatever else it chooses by."""
    from journal.dates import now_here
    from journal.days import days_of
    from journal.exchange.charts_svg import Span, chart
    from journal.lookback import WINDOW

    today = now_here().at.date()
    for kind in dict.fromkeys(kinds):
        until = min(chosen.until or today, today)
        since = chosen.since or date.fromordinal(max(1, until.toordinal() - CHARTS[kind] + 1))
        since = min(since, until)
        before = since - timedelta(days=min(WINDOW - 1, since.toordinal() - 1))
        days = days_of(storage.moods.points(before, until))
        yield chart(kind, Span(days, since, until, mood_words))
