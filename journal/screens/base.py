"""What screens promise to the app."""

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual import events, on
from textual.screen import Screen

from journal.widgets.frame import PlacesBar
from journal.widgets.words import Words

if TYPE_CHECKING:
    from journal.app import JournalApp

Result = TypeVar("Result")


class JournalScreen(Screen[Result], Generic[Result]):
    """A screen that knows the app it is in, and asks for room where there is too little."""

    NEEDS_ROOM = True
    OFFERS_CHECK_IN = True
    """Whether `c` begins a check-in here; not where one is being made."""

    @on(events.Mount)
    def _ask_for_room(self) -> None:
        """Lay a sentence over everything that shows only in a terminal smaller than 40 by 12."""
        if self.NEEDS_ROOM:
            self.mount(Words("A little more room, please: 40 by 12 is enough.", classes="cramped"))

    @on(events.ScreenResume)
    def _mark_places(self) -> None:
        """Show at which places something is new, as it stands now."""
        for bar in self.query(PlacesBar):
            bar.news = self.journal.news_at

    @property
    def journal(self) -> "JournalApp":
        """The app, with the open storage, the settings and the clock."""
        return cast("JournalApp", self.app)


class Unfinished:
    """A screen that may hold unsaved words."""

    async def save_unfinished(self) -> bool:
        """Save them now, before locking, quitting and covering the screen; return whether they are safe."""
        raise NotImplementedError


class Refreshable:
    """A screen that shows what another program may have changed."""

    def refresh_from_storage(self) -> None:
        """Look again; called within seconds after another program wrote."""
        raise NotImplementedError
