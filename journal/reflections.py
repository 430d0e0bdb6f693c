"""Guided forms: what they ask, and answers as the text of an ordinary entry. Values and pure functions.

A filled form is Markdown with a heading for each answered question, so that it is searched, edited, exported and thrown
away like anything else. It comes back exactly: `answers_from_body(form, answers_to_body(form, filled)) == filled`, for
any text. A line of an answer that would read as one of the form's headings is written with a backslash before it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from journal.cleaning import clean_line
from journal.entries import Entry, normal_tag, normal_tags
from journal.wording import MONTHS

Kind = Literal["text", "line", "number", "ratings", "choice", "choices", "pairs", "timer", "date", "today"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Answers = Mapping[str, str]
"""What was answered, by the id of the question. A question that is not there was skipped; an answer is never empty."""

ARROW: Final = " → "
"""Between the two halves of a pair: `- an evening alone → ring Jo`."""
LONGEST_TITLE = 60
_DAY = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})")
_NUMBER = re.compile(r"(?P<number>\d{1,4})(?: of \d{1,4})?(?:, (?P<words>.+))?", re.DOTALL)
_RATING = re.compile(r"- (?P<item>[^:\n]+): (?P<number>\d{1,4})(?: of \d{1,4})?")
_ITEM = "- "


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `heading` names it in the entry, `ask` says more while it is asked, `was` holds headings it had before. Numbers go
    from `lowest` to `highest`. `items` are what ratings rate, or the situations of pairs; `options` the responses of
    pairs, or what is chosen from. `own` says which words of the person's are offered, too: `triggers` or `coping`.
    """

    id: str
    heading: str
    kind: Kind = "text"
    ask: str = ""
    hint: str = ""
    was: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 10
    low_word: str = ""
    high_word: str = ""
    items: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    own: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that means this question."""
        return (self.heading, *self.was)


@dataclass(frozen=True, slots=True)
class Form:
    """A guided form, as a file of `content/forms/` or of the person's own describes it.

    `takes` is said in the list: `5 min`. `stays`: there is one entry of it, which is opened again. `title_from` names a
    question whose first words go into the title. `facts` asks for lines above the questions. `box` is a time in minutes
    after which it offers to end; `soft`: it ends on a quiet page. `care` is a gentle line before the first question.
    """

    id: str
    name: str
    group: str
    questions: tuple[Question, ...]
    takes: str = ""
    intro: str = ""
    care: str = ""
    tag: str = ""
    stays: bool = False
    title_from: str = ""
    facts: str = ""
    box: int = 0
    soft: bool = False
    order: int = 100
    is_own: bool = False

    @property
    def own_tag(self) -> str:
        """The tag that names the form on its entries."""
        return normal_tag(self.tag or self.id)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked one by one: a soft ending asks the last one itself, the day answers itself."""
        asked = tuple(question for question in self.questions if question.kind != "today")
        return asked[:-1] if self.soft and len(asked) > 1 else asked

    @property
    def last(self) -> Question | None:
        """The question that a soft ending asks."""
        asked = [question for question in self.questions if question.kind != "today"]
        return asked[-1] if self.soft and len(asked) > 1 else None

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id."""
        return next((one for one in self.questions if one.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers, and what stood in the entry before the first of them: it belongs to no question and is kept."""

    answers: Answers = field(default_factory=dict, repr=False)
    before: str = field(default="", repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it that anybody wrote."""
        return not (self.before.strip() or any(text.strip() for text in self.answers.values()))

    def with_answer(self, question_id: str, text: str) -> "Filled":
        """Return the same with another answer; an empty one is none."""
        others = {name: answer for name, answer in self.answers.items() if name != question_id}
        return Filled({**others, question_id: text} if text else others, self.before)


# --- as the text of an entry -----------------------------------------------------------------------------------------


def answers_to_body(form: Form, filled: Filled) -> str:
    """Return the answers as the text of an entry, in the order of the form."""
    protect = _line_pattern(form, escaped=True)
    parts = [_protected(protect, filled.before)] if filled.before else []
    for question in form.questions:
        if text := filled.answers.get(question.id, ""):
            parts.append(f"## {question.heading}\n\n{_protected(protect, text)}")
    return "\n\n".join(parts)


def answers_from_body(form: Form, body: str) -> Filled:
    """Return the answers that the text of an entry holds; nothing of the text is lost, however it was edited.

    A heading that is there twice counts once: the second one stays in the answer it stands in.
    """
    by_heading = {heading: question.id for question in form.questions for heading in question.headings}
    found: list[tuple[str, int, int]] = []
    for match in _line_pattern(form).finditer(body):
        question_id = by_heading[match["heading"]]
        if all(question_id != known for known, _, _ in found):
            found.append((question_id, match.start(), match.end()))
    unprotect = _line_pattern(form, escaped=True)
    if not found:
        return Filled({}, _unprotected(unprotect, body))
    answers: dict[str, str] = {}
    for (question_id, _, after), end in zip(found, [*(start for _, start, _ in found[1:]), len(body)], strict=True):
        text = _without_breaks(body[after:end], at_the_end=end == len(body))
        if text:
            answers[question_id] = _unprotected(unprotect, text)
    return Filled(answers, _unprotected(unprotect, _cut_end(body[: found[0][1]])))


def holds_answers(form: Form, body: str) -> bool:
    """Return whether at least one of the form's headings is in a text."""
    return _line_pattern(form).search(body) is not None


def form_of(forms: Iterable[Form], tags: Iterable[str], body: str) -> Form | None:
    """Return the form that an entry or a draft with these tags was filled in with, if any."""
    known = set(tags)
    return next((form for form in forms if form.own_tag in known and holds_answers(form, body)), None)


def _line_pattern(form: Form, *, escaped: bool = False) -> re.Pattern[str]:
    """Return what finds the form's headings; with `escaped`, also those behind backslashes."""
    headings = sorted({heading for question in form.questions for heading in question.headings}, key=len, reverse=True)
    names = "|".join(map(re.escape, headings)) or r"(?!)"
    return re.compile(rf"(?m)^(?P<slashes>{chr(92) * 2}{'*' if escaped else '{0}'})## (?P<heading>{names})[ \t]*\r?$")


def _protected(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda line: "\\" + line[0], text)


def _unprotected(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda line: line[0].removeprefix("\\"), text)


def _without_breaks(text: str, *, at_the_end: bool) -> str:
    """Return what stands below a heading without the breaks that part it from its neighbours."""
    text = _cut_start(_cut_start(text))
    return text if at_the_end else _cut_end(text)


def _cut_start(text: str) -> str:
    return text[2:] if text.startswith("\r\n") else text.removeprefix("\n")


def _cut_end(text: str) -> str:
    for breaks in ("\n\n", "\r\n\r\n", "\r\n", "\n"):
        if text.endswith(breaks):
            return text.removesuffix(breaks)
    return text


# --- as an entry -----------------------------------------------------------------------------------------------------


def title_of(form: Form, filled: Filled) -> str:
    """Return the title of the entry: the form's name, and the beginning of the answer that names this one."""
    words = clean_line(filled.answers.get(form.title_from, "").removeprefix(_ITEM), LONGEST_TITLE)
    return f"{form.name}: {words}" if words else form.name


def title_after(form: Form, before: Filled, title: str, now: Filled) -> str:
    """Return the title after other answers; one that the person gave it themselves stays."""
    return title_of(form, now) if title in ("", title_of(form, before)) else title


def tags_with(form: Form, tags: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags with the one that names the form."""
    return normal_tags([*tags, form.own_tag])


def filled_from(form: Form, entry: Entry | None) -> Filled:
    """Return the answers of an entry; of none, none."""
    return Filled() if entry is None else answers_from_body(form, entry.body)


def kept_on(form: Form, filled: Filled, today: date) -> Filled:
    """Return the answers as they are kept today: questions for the day answer themselves, if anything else is there."""
    for question in form.questions:
        if question.kind == "today" and not filled.is_empty:
            filled = filled.with_answer(question.id, day_text(today))
    return filled


# --- answers of a certain kind ---------------------------------------------------------------------------------------


def number_text(question: Question, number: int | None, words: str = "") -> str:
    """Return a number as an answer: `7 of 10, since the move`. Words alone stay words."""
    if number is None:
        return words
    return f"{number} of {question.highest}" + (f", {words}" if words else "")


def number_in(question: Question, text: str) -> tuple[int | None, str]:
    """Return the number of an answer and its words; an answer that was written differently is all words."""
    match = _NUMBER.fullmatch(text)
    if match is None or not question.lowest <= int(match["number"]) <= question.highest:
        return None, text
    return int(match["number"]), match["words"] or ""


def ratings_text(question: Question, ratings: Mapping[str, int], rest: str = "") -> str:
    """Return ratings as an answer, an item a line: `- hungry: 2 of 3`."""
    lines = [f"{_ITEM}{item}: {ratings[item]} of {question.highest}" for item in question.items if item in ratings]
    return "\n".join([*lines, *([rest] if rest else [])])


def ratings_in(question: Question, text: str) -> tuple[dict[str, int], str]:
    """Return the ratings of an answer, and the lines that are none."""
    ratings, rest = dict[str, int](), list[str]()
    for line in text.split("\n") if text else ():
        match = _RATING.fullmatch(line)
        item = match["item"] if match else ""
        if match and item in question.items and item not in ratings and _fits(question, int(match["number"])):
            ratings[item] = int(match["number"])
        else:
            rest.append(line)
    return ratings, "\n".join(rest)


def items_text(items: Iterable[str]) -> str:
    """Return several words as an answer, one a line behind a dash."""
    return "\n".join(f"{_ITEM}{item}" for item in items)


def items_in(text: str) -> tuple[str, ...]:
    """Return the words of an answer, one a line, with or without a dash."""
    return tuple(item for line in text.split("\n") if (item := line.removeprefix(_ITEM).strip()))


def pair(situation: str, response: str) -> str:
    """Return a situation and what to do then as one line."""
    return f"{situation}{ARROW}{response}"


def day_text(day: date) -> str:
    """Return a day as an answer: `10 March 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_in(text: str) -> date | None:
    """Return the day of an answer that is one, as `day_text` writes it or as `2026-03-10`."""
    try:
        if match := _DAY.fullmatch(text.strip()):
            return date(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def next_open(form: Form, answers: Answers, after: int = -1) -> int | None:
    """Return the number, among those asked, of the first one behind `after` that is open; none where none is."""
    return next((n for n, one in enumerate(form.asked) if n > after and one.id not in answers), None)


def _fits(question: Question, number: int) -> bool:
    return question.lowest <= number <= question.highest
