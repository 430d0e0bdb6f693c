"""What Today shows, asked for in one go. Values and their words; the screen lays them out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from journal.daily import Daily, daily
from journal.days import days_of
from journal.finding import EntryLine
from journal.insights import FeedItem
from journal.letters import Letter, reached_by
from journal.lookback import level_of
from journal.milestones import Milestone
from journal.moods import Checkin
from journal.questions import Questions
from journal.screens.streaks_view import today_counters
from journal.streak_words import milestone_news
from journal.streaks import Counter
from journal.widgets.counter_page import CounterView

if TYPE_CHECKING:
    from journal.storage import Storage

WEEK = 7
_AWAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One of the last seven days: whether something was written, and how it felt."""

    date: date
    wrote: bool
    mood: int | None


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything that Today shows. `daily` is what this day offers.

    `counters` are those that Today shows, the first for its card; `milestones` those that were reached today. `letters`
    have come and wait. On the day of a slip, and while it is very hard, neither of these two is spoken of.

    `last` is the newest check-in, `away` whether there was nothing for some days before today, `asks_sleep` whether the
    night before could still be noted, `unfinished` how many pages wait to be written on.
    """

    today: date
    week: tuple[WeekDay, ...]
    latest: EntryLine | None
    last: Checkin | None
    unfinished: int
    asks_sleep: bool
    away: bool
    is_new: bool
    questions: Questions = field(repr=False)
    daily: Daily
    counters: tuple[CounterView, ...] = field(default=(), repr=False)
    milestones: tuple[tuple[Counter, Milestone], ...] = field(default=(), repr=False)
    letters: tuple[Letter, ...] = field(default=(), repr=False)
    from_circle: FeedItem | None = None
    """The newest page of a peer that was not looked at yet."""

    @property
    def written(self) -> int:
        """On how many of the seven days something was written."""
        return sum(day.wrote for day in self.week)


def look_at(storage: "Storage", now: datetime, skipped: int = 0) -> TodayView:
    """Ask the journal for what Today shows, after so many questions were passed over."""
    today = now.date()
    since = today - timedelta(days=WEEK - 1)
    written = storage.entries.per_day(since, today)
    days = {day.date: day for day in days_of(storage.moods.points(since, today))}
    week = tuple(
        WeekDay(
            day,
            day in written,
            None if (found := days.get(day)) is None or found.mood is None else level_of(found.mood),
        )
        for day in (since + timedelta(days=number) for number in range(WEEK))
    )
    latest = next(iter(storage.entries.page(limit=1)), None)
    last = next(iter(storage.moods.page(limit=1)), None)
    questions = storage.preferences.questions()
    newest = max((one for one in (latest and latest.created_at.date(), last and last.local_date) if one), default=None)
    slept = days.get(today)
    offered = daily(storage, now, skipped)
    histories = storage.streaks.histories()
    spoken = not offered.gently
    return TodayView(
        today=today,
        week=week,
        latest=latest,
        last=last,
        unfinished=len(storage.drafts.all()),
        asks_sleep=questions.asks("sleep") and (slept is None or slept.sleep is None),
        away=newest is not None and today - newest >= _AWAY,
        is_new=newest is None,
        questions=questions,
        daily=offered,
        counters=today_counters(histories, now, hidden=offered.choices.numbers_hidden),
        milestones=milestone_news(histories, now) if spoken else (),
        letters=storage.letters.due(today, reached_by(storage.streaks.histories(put_away=True), now)) if spoken else (),
        from_circle=storage.insights.newest_unseen(today, storage.preferences.sharing().themes_hidden)
        if spoken
        else None,
    )
