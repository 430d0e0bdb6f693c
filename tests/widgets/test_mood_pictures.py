"""Bars, tables, the year and a check-in in words, as rows of text."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.ids import new_id
from journal.lookback import Bar
from journal.moments import Moment
from journal.moods import Checkin, Coped, Scale, new_checkin
from journal.widgets import bars, heat_grid
from journal.widgets.bars import BarList
from journal.widgets.checkin_lines import checkin_lines
from journal.widgets.heat_grid import HeatPicture
from journal.widgets.plain_table import Table, laid_out
from journal.widgets.year_grid import days_in

AT = datetime(2026, 3, 10, 18, 20, tzinfo=ZoneInfo("Europe/London"))
SCALE = Scale("s1", "pain [/]")


def checkin(**answers: object) -> Checkin:
    return replace(new_checkin(new_id(AT), Moment(AT, "Europe/London"), AT), **answers)  # type: ignore[arg-type]


def words_of(one: Checkin, width: int = 90) -> str:
    return "\n".join(line.plain for line in checkin_lines(one, width, scales={"s1": SCALE}))


# --- bars -------------------------------------------------------------------------------------------------------------


def test_bars_begin_at_one_and_say_their_number_and_how_many() -> None:
    drawn = [line.plain for line in bars.draw(BarList("By weekday", "", (Bar("Mon", 5, 11), Bar("Tue", 1, 2))), 44)]
    assert drawn[0] == "By weekday"
    assert drawn[1] == "Mon       " + "━" * 22 + " 5.0 n 11"
    assert drawn[2] == "Tue       ━" + " " * 21 + " 1.0 n 2"


def test_nothing_in_a_part_of_the_day_is_no_bar() -> None:
    assert "━" not in bars.draw(BarList("", "", (Bar("night", None, 0),)), 44)[1].plain


# --- a table ----------------------------------------------------------------------------------------------------------


def test_a_table_stands_in_columns_where_there_is_room() -> None:
    head, lines = laid_out(Table(("Day", "Mood"), (("Tue", "4 good"), ("Monday", "3"))), 40)
    assert head == 0
    assert [text for text, _ in lines] == ["Day     Mood", "Tue     4 good", "Monday  3"]


def test_columns_without_room_follow_below_with_their_names() -> None:
    table = Table(("Day", "Mood", "Middle of the seven days", "Check-ins"), (("Tue 10 Mar", "4 good", "3.5", "2"),))
    _, lines = laid_out(table, 30)
    assert [text for text, _ in lines][1:] == [
        "Tue 10 Mar  4 good", "  middle of the seven days 3.5", "  · check-ins 2",
    ]  # fmt: skip


def test_a_long_last_cell_is_folded_and_no_word_is_lost() -> None:
    sentence = "Sleep and next-day craving showed no clear pattern in so many nights"
    _, lines = laid_out(Table(("?", "What"), (("no", sentence),)), 30)
    assert " ".join(" ".join(text.split()) for text, _ in lines[1:]) == f"no {sentence}"
    assert max(len(text) for text, _ in lines) <= 30


# --- the year ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "month", "days"), [(2026, 2, 28), (2024, 2, 29), (2026, 4, 30), (9999, 12, 31)])
def test_months_have_their_days(year: int, month: int, days: int) -> None:
    assert days_in(year, month) == days


@pytest.mark.parametrize("year", [1, 2012, 2024, 2026])
def test_the_calendar_has_every_day_of_a_year_once(year: int) -> None:
    every = frozenset(date(year, 1, 1) + timedelta(days=number) for number in range(366 if year % 4 == 0 else 365))
    drawn = heat_grid.draw(HeatPicture(year, every, every, date(year, 12, 31)), 70)
    assert sum(line.plain.count("■") for line in drawn[2:]) == len(every)


def test_the_calendar_tells_both_from_one_and_from_neither() -> None:
    first = date(2026, 1, 1)  # a Thursday
    picture = HeatPicture(
        2026, frozenset({first}), frozenset({first, date(2026, 1, 2)}), date(2026, 1, 4), chosen=date(2026, 1, 4)
    )
    drawn = [line.plain for line in heat_grid.draw(picture, 70)][2:]
    assert [row[4:] for row in drawn] == [" ", " ", " ", "■", "▪", "·", "·"]


def test_a_narrow_calendar_shows_the_weeks_around_the_chosen_day() -> None:
    picture = HeatPicture(2026, frozenset(), frozenset({date(2026, 2, 2)}), date(2026, 12, 31), date(2026, 2, 2))
    assert "▪" in "".join(line.plain for line in heat_grid.draw(picture, 24)[2:])
    late = replace(picture, chosen=date(2026, 11, 30))
    assert "▪" not in "".join(line.plain for line in heat_grid.draw(late, 24)[2:])


# --- a check-in -------------------------------------------------------------------------------------------------------


def test_a_mood_alone_is_one_line() -> None:
    assert words_of(checkin(mood=4)) == "18:20  ▆ good"


def test_what_was_not_said_is_not_mentioned() -> None:
    assert words_of(checkin(sleep=6.5)) == "18:20  ·          slept 6.5 h"


def test_everything_that_was_said_is_there() -> None:
    whole = checkin(
        mood=2, energy=1, craving=4, strongest=6, halt=("hungry", "in-pain"), sleep=6.0, quality=2, emotions=("calm",),
        triggers=("payday",), coping=(Coped("a walk", 3), Coped("music")), together=True, medication="partly",
        note="First line.\nSecond [b]line[/b].", tags=("river",), scales=(("s1", 3), ("gone", 1)),
    )  # fmt: skip
    said = " ".join(words_of(whole).split())
    for words in (
        "▂ low", "energy flat", "craving 4, strongest 6", "slept 6 h, quality 2", "hungry", "in pain", "calm", "payday",
        "a walk (helped a lot)", "music", "together", "medication partly as planned", "pain [/] 3", "#river",
        "First line.", "Second [b]line[/b].",
    ):  # fmt: skip
        assert words in said
    assert "gone" not in said


def test_a_check_in_noted_afterwards_says_so() -> None:
    assert "noted later" in words_of(checkin(mood=3, noted_at=AT + timedelta(hours=3)))
    assert "noted later" not in words_of(checkin(mood=3))


@pytest.mark.parametrize("width", [30, 60, 100])
def test_lines_of_a_check_in_keep_to_their_width(width: int) -> None:
    long = checkin(mood=3, note="a word " * 60, emotions=("glad", "calm", "hopeful", "restless", "lonely"))
    assert max(line.cell_length for line in checkin_lines(long, width)) <= width
