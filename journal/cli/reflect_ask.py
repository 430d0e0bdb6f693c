"""Asking the questions of a form on a plain terminal: a line at a time, with nothing on the screen that moves.

Enter skips a question. Ctrl+d stops anywhere, and so does ctrl+c: what was answered is kept in either case.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from journal.cli.output import clean_text, say
from journal.cli.reflect_answers import answer_of, chosen, number_of
from journal.cli.write import text_of
from journal.reflections import Filled, Form, Question, items_text, pair, ratings_in, ratings_text

HOW = "enter skips, ctrl+d stops and keeps what is there."
_GOES_ON = ("text", "choices", "pairs")
"""Kinds of questions to which what is typed is added; for the others it takes the place of what was there."""

Read = Callable[[], str | None]
"""Gives the next line without its end, or nothing where the person stopped."""


class Stopped(Exception):
    """The person has had enough. What was typed for the question that was open is in `text`."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered, and whether the person stopped it with ctrl+c."""

    filled: Filled
    interrupted: bool = False


def read_line() -> str | None:
    """Return the next line of the terminal; nothing at its end."""
    data = sys.stdin.buffer.readline()
    return text_of(data).rstrip("\r\n") if data else None


def ask(form: Form, filled: Filled, read: Read = read_line) -> Asked:
    """Ask every question, and return the answers."""
    say(f"{form.name}\n{form.intro}".rstrip())
    if form.care:
        say(form.care)
    say(HOW)
    questions = (*form.asked, *([form.last] if form.last else []))
    interrupted = False

    def line() -> str | None:
        nonlocal interrupted
        try:
            return read()
        except KeyboardInterrupt:
            interrupted = True
            return None

    for number, question in enumerate(questions, 1):
        before = filled.answers.get(question.id, "")
        say(f"\n{number} of {len(questions)}. {question.heading}")
        if question.ask:
            say(question.ask)
        if before:
            say(f"So far:\n{clean_text(before)}")
        try:
            typed = _asked(question, line)
        except Stopped as stopped:
            say("")
            return Asked(filled.with_answer(question.id, _joined(question, before, stopped.text)), interrupted)
        filled = filled.with_answer(question.id, _joined(question, before, typed))
    return Asked(filled)


def _joined(question: Question, before: str, typed: str) -> str:
    if before and typed and question.kind in _GOES_ON:
        return f"{before}\n{typed}"
    return typed or before


def _asked(question: Question, read: Read) -> str:
    match question.kind:
        case "number":
            low, high = (f" {word}" if word else "" for word in (question.low_word, question.high_word))
            say(f"{question.lowest}{low} to {question.highest}{high}; a word may follow.")
            return number_of(question, _line(read))
        case "ratings":
            return _ratings(question, read)
        case "choice":
            _offer(question.options, "A number, or your own words.")
            return chosen(question.options, _line(read))
        case "choices":
            _offer(question.options, "Numbers or words, with commas between them.")
            return answer_of(question, [_line(read)])
        case "pairs":
            return _pairs(question, read)
        case "timer":
            say("How many minutes did you wait?")
            minutes = _line(read)
            return f"{minutes} minutes" if minutes.isascii() and minutes.isdecimal() else minutes
        case "line" | "date":
            return _line(read)
    say("As many lines as you like; an empty one goes on.")
    return _text(read)


def _line(read: Read, before: str = "") -> str:
    line = read()
    if line is None:
        raise Stopped(before)
    return line.strip()


def _text(read: Read) -> str:
    lines = list[str]()
    while True:
        line = read()
        if line is None:
            raise Stopped("\n".join(lines))
        if not line.strip():
            return "\n".join(lines)
        lines.append(line)


def _ratings(question: Question, read: Read) -> str:
    low, high = (f" {word}" if word else "" for word in (question.low_word, question.high_word))
    say(f"For each: {question.lowest}{low} to {question.highest}{high}.")
    ratings, rest = dict[str, int](), list[str]()
    for item in question.items:
        say(f"{item}:")
        typed = _line(read, ratings_text(question, ratings, "\n".join(rest)))
        found, _ = ratings_in(question, f"- {item}: {typed}")
        if typed and not found:
            rest.append(f"{item}: {typed}")
        ratings |= found
    return ratings_text(question, ratings, "\n".join(rest))


def _pairs(question: Question, read: Read) -> str:
    made = list[str]()
    while True:
        _offer(question.items, "What may come? A number, or your own words; enter ends.")
        situation = chosen(question.items, _line(read, items_text(made)))
        if not situation:
            return items_text(made)
        _offer(question.options, "And then? A number, or your own words.")
        response = chosen(question.options, _line(read, items_text([*made, situation])))
        made.append(pair(situation, response) if response else situation)


def _offer(options: tuple[str, ...], how: str) -> None:
    for number, option in enumerate(options, 1):
        say(f"  {number}  {option}")
    say(how)
