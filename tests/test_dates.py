import os
import re
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.dates import now_here, parse_day, parse_roughly, parse_when
from journal.errors import UnreadableDate
from journal.moments import Moment, zone_info

ZONE = "Europe/Berlin"


def berlin(text: str) -> Moment:
    """A moment whose wall clock in Berlin shows `text`."""
    return Moment(datetime.fromisoformat(text).replace(tzinfo=zone_info(ZONE)), ZONE)


TUESDAY = berlin("2026-03-10 15:30")


def wall_times(first_year: int, last_year: int) -> st.SearchStrategy[datetime]:
    """Times on a clock, in no zone yet."""
    years = (datetime.fromisoformat(f"{year:04d}-01-01") for year in (first_year, last_year))
    return st.datetimes(*years)


def wall(text: str, here: Moment = TUESDAY) -> str:
    return parse_when(text, here).at.replace(tzinfo=None).isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-08", "2026-03-08T00:00:00+01:00"),
        ("20260308", "2026-03-08T00:00:00+01:00"),
        ("2026-03-08T21:05", "2026-03-08T21:05:00+01:00"),
        ("2026-03-08 21:05", "2026-03-08T21:05:00+01:00"),
        ("  2026-03-08   21:05:09 ", "2026-03-08T21:05:09+01:00"),
        ("2026-03-08T21:05:09.25", "2026-03-08T21:05:09.250000+01:00"),
        ("2026-07-08 21:05", "2026-07-08T21:05:00+02:00"),
        ("2026-03-08T21:05Z", "2026-03-08T21:05:00+00:00"),
        ("2026-03-08 21:05 +0530", "2026-03-08T21:05:00+05:30"),
        ("1660-01-11 20:15", "1660-01-11T20:15:00+00:53:28"),
        ("1660-01-11T20:15:00-00:01:15", "1660-01-11T20:15:00-00:01:15"),
    ],
)
def test_iso_dates_mean_what_they_say(typed: str, meant: str) -> None:
    assert parse_when(typed, TUESDAY).at.isoformat() == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "minute"),
        ("2026-03-08 21:05", "minute"),
        ("yesterday 9pm", "minute"),
        ("monday at noon", "minute"),
        ("2 hours ago", "minute"),
        ("today", "date"),
        ("yesterday", "date"),
        ("2026-03-08", "date"),
        ("18 November", "date"),
        ("3 days ago", "date"),
        ("monday", "date"),
        ("yesterday evening", "date"),
        ("last night", "date"),
    ],
)
def test_a_day_without_a_time_and_a_part_of_a_day_are_no_minute(typed: str, meant: str) -> None:
    assert parse_roughly(typed, TUESDAY) == (parse_when(typed, TUESDAY), meant)


def test_an_offset_that_was_typed_becomes_the_zone_and_none_means_here() -> None:
    assert parse_when("2026-03-08 21:05", TUESDAY).zone == ZONE
    assert parse_when("2026-03-08T21:05Z", TUESDAY).zone == "+00:00"
    assert parse_when("2026-03-08T21:05-03:30", TUESDAY).zone == "-03:30"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "2026-03-10 15:30"),
        ("Today", "2026-03-10 15:30"),
        ("yesterday", "2026-03-09 15:30"),
        ("yesterday 8am", "2026-03-09 08:00"),
        ("3 days ago", "2026-03-07 15:30"),
        ("two weeks ago", "2026-02-24 15:30"),
        ("2 hours ago", "2026-03-10 13:30"),
        ("monday 9pm", "2026-03-09 21:00"),
        ("wednesday 9pm", "2026-03-04 21:00"),
        ("tuesday 9pm", "2026-03-03 21:00"),
        ("tuesday 9am", "2026-03-10 09:00"),
        ("on Tuesday at noon", "2026-03-10 12:00"),
        ("tuesday 3 march", "2026-03-03 00:00"),
        ("tuesday 5 march 2024", "2024-03-05 00:00"),
        ("last tuesday", "2026-03-03 00:00"),
        ("9pm", "2026-03-09 21:00"),
        ("9:15", "2026-03-10 09:15"),
        ("5 march 2020", "2020-03-05 00:00"),
        ("10.03.2025", "2025-03-10 00:00"),
        ("dec 24", "2025-12-24 00:00"),
        ("march", "2026-03-01 00:00"),
        ("2024", "2024-01-01 00:00"),
        ("a year ago", "2025-03-10 15:30"),
        ("2026-3-1 9pm", "2026-03-01 21:00"),
    ],
)
def test_words_mean_the_last_time_that_has_passed(typed: str, meant: str) -> None:
    assert wall(typed) == meant


def test_a_zone_in_words_is_kept_as_its_offset() -> None:
    found = parse_when("monday 9pm UTC", TUESDAY)
    assert (found.at.isoformat(), found.zone) == ("2026-03-09T21:00:00+00:00", "+00:00")


def test_words_about_days_give_days() -> None:
    assert parse_day("3 days ago", TUESDAY) == date(2026, 3, 7)
    assert parse_day("today", TUESDAY) == date(2026, 3, 10)
    assert parse_day("yesterday", TUESDAY) == date(2026, 3, 9)
    assert parse_day("monday", TUESDAY) == date(2026, 3, 9)
    assert parse_day("2026-03-08T23:30-05:00", TUESDAY) == date(2026, 3, 8)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "soon-ish",
        "12",
        "1700000000",
        "monday 9",
        "2026-02-30",
        "2026-13-01",
        "2026-03-10 24:00",
        "2026-03-10T10:00+24:00",
        "25:00",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000 years ago",
        "\x00",
        "\x1b]0;title\x07",
        "\ud800",
        "x" * 100_000,
    ],
)
def test_what_nobody_can_read_is_said_plainly(typed: str) -> None:
    with pytest.raises(UnreadableDate, match="could not be read as a date") as refusal:
        parse_when(typed, TUESDAY)
    assert len(str(refusal.value)) < 250
    assert "\x1b" not in str(refusal.value)
    with pytest.raises(UnreadableDate):
        parse_day(typed, TUESDAY)


def test_a_time_that_the_clocks_skipped_is_moved_behind_the_gap() -> None:
    assert parse_when("2026-03-29 02:30", TUESDAY).at.isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_time_that_came_twice_is_the_first_one() -> None:
    assert parse_when("2026-10-25 02:30", TUESDAY).at.isoformat() == "2026-10-25T02:30:00+02:00"


def test_hours_ago_count_hours_that_passed_across_a_change_of_clocks() -> None:
    assert wall("3 hours ago", berlin("2026-03-29 04:00")) == "2026-03-29 00:00"


def test_yesterday_keeps_the_time_on_the_clock_across_a_change_of_clocks() -> None:
    assert wall("yesterday", berlin("2026-03-29 12:00")) == "2026-03-28 12:00"


def test_words_are_seen_from_here_and_not_from_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    auckland = Moment.of(datetime(2026, 3, 10, 14, 30, tzinfo=UTC), "Pacific/Auckland")
    assert parse_day("today", auckland) == date(2026, 3, 11)
    assert parse_day("monday 9pm", auckland) == date(2026, 3, 9)
    assert parse_when("3 days ago", auckland).zone == "Pacific/Auckland"


@given(wall_times(1600, 2200))
def test_every_iso_time_comes_back_as_a_real_moment_in_the_zone(moment: datetime) -> None:
    found = parse_when(moment.isoformat(), TUESDAY)
    assert found.at.astimezone(UTC).astimezone(zone_info(ZONE)) == found.at
    shift = found.at.replace(tzinfo=None) - moment
    assert timedelta() <= shift <= timedelta(hours=1)


@given(wall_times(2, 9998), st.integers(-86399, 86399))
def test_every_iso_time_with_an_offset_comes_back_exactly(moment: datetime, seconds: int) -> None:
    sign, size = ("-", -seconds) if seconds < 0 else ("+", seconds)
    offset = f"{sign}{size // 3600:02d}:{size // 60 % 60:02d}:{size % 60:02d}"
    found = parse_when(f"{moment.isoformat()}{offset}", TUESDAY)
    assert found.at.replace(tzinfo=None) == moment
    assert found.at.utcoffset() == timedelta(seconds=seconds)
    assert zone_info(found.zone).utcoffset(None) == timedelta(seconds=seconds)


@settings(max_examples=60, deadline=None)
@given(
    wall_times(1990, 2060),
    st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    st.integers(0, 23),
)
def test_a_weekday_with_a_time_is_the_last_one_that_has_passed(now: datetime, weekday: str, hour: int) -> None:
    here = Moment(now.replace(tzinfo=UTC), "UTC")
    found = parse_when(f"{weekday} {hour:02d}:00", here).at
    assert found.strftime("%A").lower() == weekday
    assert found.hour == hour
    assert timedelta() <= here.at - found < timedelta(days=7)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_refused_and_nothing_else(text: str) -> None:
    try:
        found = parse_when(text, TUESDAY)
    except UnreadableDate:
        return
    assert found.at.utcoffset() is not None


def test_words_bring_no_warnings_to_the_terminal() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parse_when("5 march", TUESDAY)


def test_plain_dates_do_not_load_the_library_for_words() -> None:
    script = (
        "import sys; from datetime import *; from journal.dates import *; from journal.moments import Moment\n"
        "here = Moment(datetime(2026, 3, 10, tzinfo=timezone.utc), 'UTC')\n"
        "for text in ('2026-03-08', '2026-03-08 21:05', 'today', 'now', 'yesterday'): parse_when(text, here)\n"
        "assert 'dateparser' not in sys.modules\n"
        "parse_when('3 days ago', here); assert 'dateparser' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("language", ["de_DE", "en_GB", "xx_YY", "C", None])
def test_english_is_understood_in_every_locale(language: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda *_: (language, "UTF-8"))
    assert wall("monday 9pm") == "2026-03-09 21:00"


def test_the_persons_own_language_is_understood_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda *_: ("de_DE", "UTF-8"))
    assert parse_day("vor 3 Tagen", TUESDAY) == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("setting", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), ("XYZ-3", "+03:00"), ("ABC4:30", "-04:30")]
)
def test_here_is_the_zone_of_the_machine_by_name_or_else_by_offset(setting: str, zone: str) -> None:
    script = (
        "from datetime import *; from journal.dates import now_here; from journal.moments import zone_of\n"
        "here = now_here(); assert zone_of(here.at) == here.zone\n"
        "assert abs(here.at - datetime.now(timezone.utc)) < timedelta(minutes=1)\n"
        "print(here.zone)"
    )
    environment = {**os.environ, "TZ": setting}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == (zone, "")


def test_here_has_a_zone_that_can_be_stored() -> None:
    here = now_here()
    assert here.at.utcoffset() == zone_info(here.zone).utcoffset(here.at.replace(tzinfo=None))
    assert re.fullmatch(r"[A-Za-z_+\-0-9/:]+", here.zone)
