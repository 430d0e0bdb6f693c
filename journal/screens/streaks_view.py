"""What the Streaks place shows, asked for in one go."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from journal.counting import standing
from journal.streak_story import story
from journal.streak_words import shown_on_today, slipped_lately
from journal.streaks import History
from journal.widgets.counter_page import CounterView

if TYPE_CHECKING:
    from journal.storage import Storage


@dataclass(frozen=True, slots=True)
class StreaksView:
    """The counters in their order, those with an unfinished page about a slip, and whether numbers are hidden."""

    counters: tuple[CounterView, ...] = field(default=(), repr=False)
    unfinished: frozenset[str] = frozenset()
    hidden: bool = False
    away: int = 0


def look_at(storage: "Storage", now: datetime, *, put_away: bool) -> StreaksView:
    """Ask the journal for the counters, with those that were put away if these are wanted."""
    hidden = storage.preferences.choices().numbers_hidden
    histories = storage.streaks.histories(put_away=True)
    quiet = slipped_lately(histories, now)
    shown = [one for one in histories if put_away or not one.counter.archived]
    views = tuple([counter_view(one, now, hidden=hidden, quiet=quiet) for one in shown])
    away = sum(one.counter.archived for one in histories)
    return StreaksView(views, storage.streaks.drafts(), hidden, away)


def today_counters(histories: tuple[History, ...], now: datetime, *, hidden: bool) -> tuple[CounterView, ...]:
    """Return the counters that Today shows, the first for its card."""
    quiet = slipped_lately(histories, now)
    return tuple([counter_view(one, now, hidden=hidden, quiet=quiet) for one in shown_on_today(histories)])


def counter_view(history: History, now: datetime, *, hidden: bool, quiet: bool) -> CounterView:
    """Return a counter with its numbers and its story."""
    stand = standing(history.counter, history.events, now)
    told = story(history.counter, history.events, stand, hidden=hidden)
    return CounterView(history.counter, stand, told, hidden, quiet)
