"""Quiet: one key covers everything with an empty page. The same key brings it back."""

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.screens.base import JournalScreen
from journal.wording import day_and_month

LOCKS_AFTER = 60.0
"""Seconds under cover after which the journal locks."""


class QuietScreen(JournalScreen[None]):
    """An empty page called Notes. No shape of the text shows that there is something to hide."""

    CSS_PATH = "quiet.tcss"
    NEEDS_ROOM = False

    def compose(self) -> ComposeResult:
        """Lay out three lines."""
        now = self.journal.time_on_the_wall()
        yield Static(Content("Notes"))
        yield Static(Content(f"{day_and_month(now.date())}, {now:%H:%M}"))
        yield Static(Content("No note selected."))

    def on_mount(self) -> None:
        """Save what is unfinished, after the cover is drawn: covering cannot wait for a disk."""
        self.call_after_refresh(self._save)
        self.set_timer(LOCKS_AFTER, self.journal.action_lock)

    @work(group="quiet", description="saving under cover")
    async def _save(self) -> None:
        await self.journal.save_everything()
