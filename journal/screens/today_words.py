"""The words of Today: what was asked of the journal, as text in its colours. The screen lays it out."""

from datetime import tzinfo

from rich.cells import cell_len
from textual.content import Content

from journal.cleaning import clean_line
from journal.letters import due_line
from journal.onthisday import years_ago
from journal.prompts import Prompt
from journal.screens.today_view import TodayView
from journal.widgets.feed_items import person, title_of
from journal.wording import MOOD_GLYPHS, NO_MOOD, WEEKDAYS, counted, day_and_month, said_in_line

WELCOME_BACK = "Welcome back. Nothing to catch up on."
GENTLY = "F2 or ! is there if you want it."
PAUSED = "Your journal stays. c still notes a moment, and p in Moods begins again."
_PREVIEW = 160
"""So long the beginning of a text is kept for lists; what is as long was cut."""
_EXCERPT, _SHORT_EXCERPT = 110, 64
"""Of an old page no more than this is shown before somebody opens it."""


def pressable(letter: str, does: str, binding: str) -> Content:
    """Return a key and what it does, which the mouse may press too."""
    line = Content.assemble((letter, "$accent"), (f" {does}", "$muted"))
    return line.stylize(f"@click=app.press_binding('today.{binding}')")


def open_words(view: TodayView) -> Content:
    """Return what waits, without any hurry: a letter, a milestone of today, unfinished pages, the night's sleep."""
    lines = [pressable("l", due_line(view.letters, view.today), "letters")] if view.letters else []
    if not view.daily.choices.numbers_hidden:
        lines += [
            Content.assemble((clean_line(counter.name), "$accent"), (f" · {milestone.name} today", "$ink"))
            for counter, milestone in view.milestones[:1]
        ]
    if view.unfinished:
        pages = counted(view.unfinished, "unfinished page")
        lines.append(pressable("o", f"{pages}, as you left {'it' if view.unfinished == 1 else 'them'}", "unfinished"))
    if view.asks_sleep and not view.is_new and view.questions.paused_since is None:
        lines.append(pressable("c", "last night’s sleep can be noted", "check-in"))
    return Content("\n").join([Content.styled("Open, if you like", "$accent"), *lines]) if lines else Content("")


def prompt_words(prompt: Prompt | None, *, with_keys: bool, bare: bool) -> Content:
    """Return the question of the day; `bare` is the question alone."""
    if prompt is None:
        return Content("")
    if bare:
        return Content(prompt.ask)
    lines = [Content.styled("Prompt of the day", "$accent"), Content(prompt.ask)]
    if with_keys:
        another = pressable("p", "another", "another")
        lines.append(pressable("w", "write about it", "write") + Content("   ") + another)
    return Content("\n").join(lines)


def memory_words(view: TodayView, *, with_keys: bool) -> Content:
    """Return one line of a page of an earlier year."""
    line = view.daily.memory
    if line is None:
        return Content("")
    heading = Content.assemble(
        ("On this day", "$accent"), (f" · {years_ago(line.created_at.date(), view.today)}", "$muted")
    )
    text = clean_line(line.preview) or clean_line(line.title)
    most = _EXCERPT if with_keys else _SHORT_EXCERPT
    excerpt = text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
    lines = [heading + _mood(view, line.mood), Content(f"“{excerpt}”")]
    if with_keys:
        lines.append(pressable("enter", "read it", "latest"))
    return Content("\n").join(lines)


def latest_words(view: TodayView, *, in_short: bool) -> Content:
    """Return the beginning of what was written last; `in_short` is its heading and title."""
    line = view.latest
    if line is None:
        kindly = "Both are fine. A check-in is one key." if view.is_new else "Both are fine."
        lines = [Content.styled("Write one line, or nothing.", "bold $ink"), Content.styled(kindly, "$muted")]
        if view.daily.prompt is None:
            lines += [Content(""), pressable("w", "write", "write")]
        return Content("\n").join(lines)
    heading = Content.assemble(("Latest", "$accent"), (f" · {said_in_line(line.created_at, view.today)}", "$muted"))
    lines = [heading + _mood(view, line.mood)]
    if line.title:
        lines.append(Content.styled(clean_line(line.title), "bold $ink"))
    if line.preview and not (in_short and line.title):
        lines.append(Content(clean_line(line.preview) + ("…" if len(line.preview) >= _PREVIEW else "")))
    if not in_short:
        lines.append(pressable("enter", "read it", "latest"))
    return Content("\n").join(lines)


def circle_words(view: TodayView, zone: tzinfo | None) -> Content:
    """Return the title and the author of the newest page of a peer; nothing of its text."""
    item = view.from_circle
    if item is None:
        return Content("")
    since = item.first_seen.astimezone(zone).date()
    day = WEEKDAYS[since.weekday()] if (view.today - since).days < len(WEEKDAYS) else day_and_month(since)
    said = "new today" if since == view.today else f"new since {day}"
    heading = Content.assemble(("From your circle", "$accent"), (f" · {said}", "$muted"))
    title = Content.styled(title_of(item), "$ink").stylize("@click=app.go_to('6')")
    return Content("\n").join([heading, title, person(item.author, verified=item.verified)])


def week_rows(view: TodayView, label: str, gap: str, *, with_moods: bool) -> Content:
    """Return the days of the week with what was written and how it felt, one row each; a row of nothing is left out."""
    indent = " " * cell_len(label)
    rows = [Content.styled(indent + gap.join(WEEKDAYS[day.date.weekday()][0] for day in view.week), "$muted")]
    if view.written:
        marks = (("■", "$accent") if day.wrote else ("□", "$muted") for day in view.week)
        rows.append(Content.styled(label, "$muted") + Content(gap).join(Content.styled(*mark) for mark in marks))
    if with_moods and any(day.mood for day in view.week):
        felt = (
            (MOOD_GLYPHS[day.mood - 1], f"$mood{day.mood}") if day.mood else (NO_MOOD, "$line") for day in view.week
        )
        name = "mood".ljust(len(label)) if label else ""
        rows.append(Content.styled(name, "$muted") + Content(gap).join(Content.styled(*mark) for mark in felt))
    return Content("\n").join(rows)


def _mood(view: TodayView, mood: int | None) -> Content:
    if mood is None:
        return Content("")
    word = clean_line(view.questions.mood_words[mood - 1])
    return Content.assemble((" · ", "$muted"), (MOOD_GLYPHS[mood - 1], f"$mood{mood}"), (f" {word}", "$ink"))
