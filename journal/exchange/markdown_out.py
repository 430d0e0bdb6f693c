"""Write entries as Markdown that people can read and that comes back exactly."""

from collections.abc import Iterable

from journal.entries import Entry
from journal.exchange.json_out import Page
from journal.exchange.markdown_form import entry_block


def write_markdown(page: Page, entries: Iterable[Entry]) -> None:
    """Write entries one after the other, in the order in which they come."""
    between = ""
    for entry in entries:
        page.write(f"{between}{entry_block(entry)}\n")
        between = "\n"
