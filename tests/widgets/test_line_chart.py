"""The line chart as rows of text."""

from datetime import date, timedelta

from journal.days import Day
from journal.widgets.line_chart import Level, Picture, column_of, draw

MONDAY = date(2026, 3, 2)
LEVELS = tuple(Level(number, f"mood {number}", "█") for number in range(5, 0, -1))


def rows(
    moods: dict[int, float], dates: int, width: int = 60, *, per_level: int = 2, grounds: bool = True
) -> list[str]:
    days = tuple(Day(MONDAY + timedelta(days=number), mood, checkins=1) for number, mood in moods.items())
    picture = Picture(days, MONDAY, MONDAY + timedelta(days=dates - 1), LEVELS)
    return [line.plain for line in draw(picture, width, per_level, grounds=grounds)]


def test_the_line_goes_round_its_corners_and_marks_stand_where_the_days_were() -> None:
    moods = {number: 2.0 if number < 10 else 4.0 for number in range(20)}
    drawn = [row[9:] for row in rows(moods, 20, 29)]
    assert drawn[2] == "·      ·  ▪▪▪╭──────"
    assert drawn[3] == "             │      "
    assert drawn[6] == "▪▪───────────╯·     "
    assert all(len(row) <= 29 for row in rows(moods, 20, 29))


def test_there_is_no_line_where_fewer_than_three_of_seven_days_are_known() -> None:
    drawn = "\n".join(rows({0: 3, 1: 3, 20: 3}, 28)[:-2])
    assert "─" not in drawn
    assert drawn.count("▪") == 3


def test_the_line_stops_at_a_gap_and_begins_again_after_it() -> None:
    moods = dict.fromkeys((*range(5), *range(20, 28)), 3.0)
    assert rows(moods, 28, 37)[4][9:] == "▪▪───────     ·     ▪▪──────"


def test_a_half_lies_between_two_levels() -> None:
    drawn = rows(dict.fromkeys(range(8), 3.5), 8)
    assert drawn[3] == " " * 9 + " ▪   ▪  " + "─" * 24


def test_ten_years_fit_the_width_and_show_no_single_days() -> None:
    moods = {number: 1.0 + number % 5 for number in range(3650)}
    drawn = rows(moods, 3650, 94)
    assert max(map(len, drawn)) <= 94
    assert "▪" not in "".join(drawn)
    assert "middle of every 4" in drawn[-1]
    assert drawn[-2].split()[:3] == ["Mar", "2026", "2028"]
    assert "2035" in drawn[-2]


def test_without_grounds_the_spread_is_dots_and_said_so() -> None:
    moods = {number: float(1 + number % 5) for number in range(40)}
    with_dots, with_grounds = rows(moods, 40, 80, grounds=False), rows(moods, 40, 80)
    assert "··· half of the days" in with_dots[-1]
    assert "···" not in with_grounds[-1]
    assert "half of the days" in with_grounds[-1]
    assert sum(row.count("·") for row in with_dots[:-2]) > sum(row.count("·") for row in with_grounds[:-2])


def test_every_date_has_its_column() -> None:
    for dates in (7, 30, 90, 365, 3650):
        for width in (1, 20, 84, min(dates, 110)):
            if width <= dates:
                columns = [column_of(dates, number, width) for number in range(dates)]
                assert columns == sorted(columns)
                assert set(columns) == set(range(width))


def test_a_short_terminal_has_one_row_a_level() -> None:
    assert len(rows({0: 3, 1: 3, 2: 3}, 7, per_level=1)) == 5 + 2


def test_names_that_were_made_up_keep_the_chart_in_its_place() -> None:
    days = tuple(Day(MONDAY + timedelta(days=number), 3.0, checkins=1) for number in range(7))
    levels = tuple(
        Level(number, name, "█")
        for number, name in zip((5, 4, 3, 2, 1), ("ウキウキ", "[b]", "a\nb", "x", "y"), strict=True)
    )
    drawn = draw(Picture(days, MONDAY, MONDAY + timedelta(days=6), levels), 60)
    glyphs = [line.truncate(10).cell_length for line in drawn[:9:2]]
    assert len(set(glyphs)) == 1
    assert "[b]" in drawn[2].plain
