"""What happened along a counter's way, told newest first: runs, slips, pauses and notes. Values and pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from journal.counting import Standing
from journal.streaks import Counter, Event, home_date
from journal.wording import counted

SLIP = "slip"
QUESTIONS = {
    "do": "One thing to do",
    "person": "One person",
    "away": "Move away from",
    "word": "Your word for it",
    "amount": "How much",
    "before": "Just before",
    "slowed": "What slowed it",
}
"""The questions of the page about a slip, by the key that its answers are kept under."""
_NEXT = ("do", "person", "away")
_A_DAY = timedelta(days=1)
_NUMBERS = ("two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: its day, what happened, a word beside it, and what was written down about it.

    `kind` is that of the event, or `run` where a run begins. `ids` are the events that it tells of, oldest first.
    """

    day: date
    kind: str
    what: str = field(repr=False)
    beside: str = field(default="", repr=False)
    more: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    ids: tuple[str, ...] = ()


def story(counter: Counter, events: Sequence[Event], stand: Standing, *, hidden: bool = False) -> tuple[Told, ...]:
    """Return what happened up to now, newest first; slips of days in a row are one line."""
    dated = [(home_date(counter, one.at, one.precision), one) for one in events]
    past = [(day, one) for day, one in dated if day <= stand.today]
    lines = [*_runs(counter, stand, hidden=hidden), *_slips(counter, past, stand)]
    lines += [_line(day, one) for day, one in past if one.kind in ("pause", "resume", "note")]
    # Of one day the run comes last of all: it begins after what ended the one before.
    return tuple(sorted(lines, key=lambda told: (told.day, told.kind == "run"), reverse=True))


def slip_word(counter: Counter, slips: Iterable[Event] = ()) -> str:
    """Return the person's own word: that of the slip, that of the counter, or ours."""
    for one in slips:
        for question, answer in one.answers:
            if question == "word":
                return answer
    return counter.slip_word or SLIP


def _runs(counter: Counter, stand: Standing, *, hidden: bool) -> Iterator[Told]:
    if stand.starts_in or counter.goal == "since":
        return
    many = len(stand.runs) > 1
    for number, run in enumerate(stand.runs):
        if run.first > stand.today:
            yield Told(run.first, "run", "a new run", "you chose this")
            continue
        is_last = number == len(stand.runs) - 1
        if number and not is_last and not run.on:
            continue  # another slip on its first day: nobody lived in it
        length = "" if hidden or is_last or not run.on else f", {counted(run.on, _unit(stand))}"
        if number:
            yield Told(run.first, "run", f"a new run{length}", "you chose this")
        else:
            yield Told(run.first, "run", f"the first run{length}" if many else "the beginning")


def _slips(counter: Counter, past: Iterable[tuple[date, Event]], stand: Standing) -> Iterator[Told]:
    row: list[tuple[date, Event]] = []
    for day, one in sorted(
        ((day, one) for day, one in past if one.kind == "slip"), key=lambda dated: (dated[0], dated[1].noted_at)
    ):
        if row and day - row[-1][0] > _A_DAY:
            yield _row(counter, row, stand)
            row = []
        row.append((day, one))
    if row:
        yield _row(counter, row, stand)


def _row(counter: Counter, row: list[tuple[date, Event]], stand: Standing) -> Told:
    slips = [one for _, one in row]
    days = (row[-1][0] - row[0][0]).days + 1
    word = slip_word(counter, slips)
    what = f"a {word}" if word == SLIP else word
    if days > 1:
        what = f"{what}, {_spelled(days)} days"
    elif len(row) > 1:
        what = f"{_spelled(len(row))} slips" if word == SLIP else f"{word}, {_spelled(len(row))} times"
    beside = _first_line(one.note for one in slips) or _first_line(_answers(slips, "before"))
    if any(one.id in stand.undecided for one in slips):
        beside = f"{beside} · not decided yet" if beside else "not decided yet"
    more = []
    if slowed := "; ".join(_answers(slips, "slowed")):
        more.append(("What slowed it", slowed))
    if following := ", ".join(answer for key in _NEXT for answer in _answers(slips, key)):
        more.append(("Then", following))
    return Told(row[0][0], "slip", what, beside, tuple(more), tuple(one.id for one in slips))


def _line(day: date, one: Event) -> Told:
    if one.kind == "note":
        return Told(day, "note", _first_line([one.note]) or "a note", ids=(one.id,))
    what = "paused" if one.kind == "pause" else "going on"
    return Told(day, one.kind, what, _first_line([one.note]), ids=(one.id,))


def _answers(slips: Iterable[Event], key: str) -> list[str]:
    return [answer.strip() for one in slips for question, answer in one.answers if question == key]


def _first_line(notes: Iterable[str]) -> str:
    return next((note.strip().split("\n")[0] for note in notes if note.strip()), "")


def _spelled(number: int) -> str:
    return _NUMBERS[number - 2] if number - 2 < len(_NUMBERS) else f"{number:,}"


def _unit(stand: Standing) -> str:
    return "week" if stand.days_a_unit > 1 else "day"
