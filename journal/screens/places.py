"""The places of an open journal: which screen a digit leads to. Each is imported when somebody goes there."""

from typing import Any

from textual.screen import Screen

TODAY, JOURNAL, MOODS, STREAKS, REFLECT, CIRCLE = "1", "2", "3", "4", "5", "6"
"""The places, by the digit that leads to each. `widgets.frame.PLACES` draws them."""


def new_place(digit: str, *, writing: bool = False) -> Screen[Any]:
    """Return the screen of a place; with `writing` the journal begins with a page to write on."""
    match digit:
        case "1":
            from journal.screens.today import TodayScreen

            return TodayScreen()
        case "3":
            from journal.screens.moods import MoodsScreen

            return MoodsScreen()
        case "4":
            from journal.screens.streaks import StreaksScreen

            return StreaksScreen()
        case "5":
            from journal.screens.reflect import ReflectScreen

            return ReflectScreen()
        case "6":
            from journal.screens.feed import FeedScreen

            return FeedScreen()
    from journal.screens.timeline import TimelineScreen

    return TimelineScreen(write_now=writing)
