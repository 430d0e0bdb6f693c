"""The guided forms there are: those of `content/forms/`, and the person's own in the folder `forms` of their journal.

Nothing here fails: what cannot be used is named with file and line, and the rest works. A form of one's own with the id
of one that comes with the program stands in its place. How to write one: docs/reflect.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from journal.cleaning import clean_line
from journal.entries import normal_tag
from journal.reflections import KINDS, Form, Kind, Question
from journal.small_files import read_small
from journal.toml_parts import NotUsable, Part, parts_of

FOLDER: Final = "forms"
"""The folder of one's own forms, inside the journal's. It is plain text, as the settings are."""
GROUPS: Final = ("Looking back", "In the moment", "Sorting a thought", "Planning", "For yourself")
OWN_GROUP: Final = "Your own"
FACTS: Final = ("", "week", "month")
OWN_WORDS: Final = ("", "triggers", "coping")

_SHIPPED = Path(__file__).parent / "content" / "forms"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_FORMS = 100
_MOST_QUESTIONS = 60
_LONGEST_NAME = 40
_LONGEST_HEADING = 80
_MOST_STEPS = 100
_FORM_KEYS = {
    "id", "name", "group", "minutes", "takes", "intro", "care", "tag", "stays", "title_from", "facts", "box", "soft",
    "order", "leave_out",
}  # fmt: skip
_QUESTION_KEYS = {
    "id", "heading", "kind", "ask", "hint", "was", "lowest", "highest", "low_word", "high_word", "items", "options",
    "own",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms by group and order, and a sentence for each part of a file that could not be used."""

    forms: tuple[Form, ...] = ()
    problems: tuple[str, ...] = ()

    def get(self, form_id: str) -> Form | None:
        """Return the form with this id."""
        return next((form for form in self.forms if form.id == form_id), None)

    def named(self, words: str) -> tuple[Form, ...]:
        """Return the forms that are meant: the one with this id or name, else all whose id or name begins like it."""
        plain = " ".join(words.split()).casefold()
        dashed = plain.replace(" ", "-")
        exact = tuple(form for form in self.forms if plain in (form.id, form.name.casefold()) or dashed == form.id)
        if exact or not plain:
            return exact
        return tuple(
            form for form in self.forms if form.name.casefold().startswith(plain) or form.id.startswith(dashed)
        )

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that have a form, in order."""
        return tuple(dict.fromkeys(form.group for form in self.forms))


def load_forms(home: Path | None = None, *, shipped: Path = _SHIPPED) -> Forms:
    """Return the forms that come with the program, with the person's own added or in their place."""
    ours = _Found()
    ours.read(shipped, own=False)
    if home is None:
        return ours.as_forms()
    theirs = _Found()
    try:
        theirs.read(home / FOLDER, own=True)
    except Exception:  # a mistake in this program, met by a file nobody thought of, takes no form of ours away
        theirs.problems.append(f"The folder {FOLDER} could not be read. The forms that come with the journal work.")
    ours.forms = [form for form in ours.forms if form.id not in {*theirs.left_out, *(own.id for own in theirs.forms)}]
    tags = {form.own_tag: form.name for form in ours.forms}
    for form in theirs.forms:
        if form.own_tag in tags:
            theirs.problems.append(f"{FOLDER}: the tag of “{form.name}” is that of “{tags[form.own_tag]}” already.")
        else:
            ours.forms.append(form)
    ours.problems += theirs.problems
    return ours.as_forms()


class _Found:
    """What a folder holds."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.left_out: list[str] = []
        self.problems: list[str] = []

    def as_forms(self) -> Forms:
        """Return it in the order in which it is shown; own groups stand behind the others."""
        places = {group: number for number, group in enumerate(GROUPS)}
        own = dict.fromkeys(form.group for form in self.forms if form.group not in places)
        places |= {group: len(GROUPS) + number for number, group in enumerate(own)}
        ordered = sorted(self.forms, key=lambda form: (places[form.group], form.order, form.name.casefold()))
        return Forms(tuple(ordered), tuple(self.problems))

    def read(self, folder: Path, *, own: bool) -> None:
        """Take every file of a folder."""
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and path.is_file())
        except (FileNotFoundError, NotADirectoryError):
            if not own:
                self.problems.append("The forms of this program are not there. Installing the journal anew helps.")
            return
        except OSError:
            self.problems.append(f"The folder {folder.name} could not be read.")
            return
        if len(paths) > _MOST_FORMS:
            self.problems.append(f"{FOLDER}: there are {len(paths)} files; the first {_MOST_FORMS} are used.")
        for path in paths[:_MOST_FORMS]:
            self._file(path, own=own)

    def _file(self, path: Path, *, own: bool) -> None:
        name = f"{FOLDER}/{clean_line(path.name)}"
        read = read_small(path)
        if read.text is None:
            self.problems.append(f"{FOLDER}/{read.problem}" if read.problem else f"{name} could not be read.")
            return
        head: Part | None = None
        questions: list[Question] = []
        for part in parts_of(read.text):
            try:
                if part.name == "question":
                    questions.append(_question(part.table(), questions))
                elif part.name:
                    raise NotUsable("a question begins with [[question]], and what is above them has no heading")
                else:
                    head = part
            except NotUsable as why:
                self.problems.append(f"{name}, line {part.line_of(why)}: {why}. The rest works.")
        head = head or Part("", 1, ())
        try:
            self._form(head.table(), path.stem, tuple(questions), own=own)
        except NotUsable as why:
            self.problems.append(f"{name}, line {head.line_of(why)}: {why}. The other forms work.")

    def _form(self, table: dict[str, Any], stem: str, questions: tuple[Question, ...], *, own: bool) -> None:
        _only_known(table, _FORM_KEYS, "a form")
        form_id = _text(table, "id") or normal_tag(stem)
        if not _ID.fullmatch(form_id):
            raise NotUsable("id is made of small letters, digits and dashes", key="id")
        if _flag(table, "leave_out"):
            self.left_out.append(form_id)
            return
        form = _form(table, form_id, questions, own=own)
        for other in self.forms:
            if form.id == other.id:
                raise NotUsable(f"another file has the form “{form.id}” already", key="id")
            if form.own_tag == other.own_tag:
                raise NotUsable(f"“{other.name}” has this tag already", key="tag")
        self.forms.append(form)


def _form(table: dict[str, Any], form_id: str, questions: tuple[Question, ...], *, own: bool) -> Form:
    name = _text(table, "name", _LONGEST_NAME)
    if not name:
        raise NotUsable("a form needs a name", key="name")
    if not questions:
        raise NotUsable("a form needs at least one [[question]]")
    minutes = _number(table, "minutes", 0, 600)
    form = Form(
        id=form_id,
        name=name,
        group=_text(table, "group", _LONGEST_NAME) or (OWN_GROUP if own else GROUPS[-1]),
        questions=questions[:_MOST_QUESTIONS],
        takes=_text(table, "takes", 10) or (f"{minutes} min" if minutes else ""),
        intro=_text(table, "intro"),
        care=_text(table, "care"),
        tag=_text(table, "tag", _LONGEST_NAME),
        stays=_flag(table, "stays"),
        title_from=_text(table, "title_from"),
        facts=_one_of(table, "facts", FACTS),
        box=_number(table, "box", 0, 120),
        soft=_flag(table, "soft"),
        order=_number(table, "order", 0, 1000, 100),
        is_own=own,
    )
    if not form.own_tag:
        raise NotUsable("a tag has at least one letter", key="tag")
    if form.title_from and form.question(form.title_from) is None:
        raise NotUsable("title_from is the id of a question", key="title_from")
    return form


def _question(table: dict[str, Any], before: Iterable[Question]) -> Question:
    _only_known(table, _QUESTION_KEYS, "a question")
    heading = _text(table, "heading", _LONGEST_HEADING)
    if not heading:
        raise NotUsable("a question needs a heading", key="heading")
    question = Question(
        id=_text(table, "id") or normal_tag(heading),
        heading=heading,
        kind=cast("Kind", _one_of(table, "kind", KINDS) or "text"),
        ask=_text(table, "ask"),
        hint=_text(table, "hint"),
        was=_texts(table, "was"),
        lowest=_number(table, "lowest", 0, 1000),
        highest=_number(table, "highest", 0, 1000, 10),
        low_word=_text(table, "low_word", 30),
        high_word=_text(table, "high_word", 30),
        items=_texts(table, "items"),
        options=_texts(table, "options"),
        own=_one_of(table, "own", OWN_WORDS),
    )
    if not question.id:
        raise NotUsable("a question whose heading has no letters needs an id", key="heading")
    if not 0 < question.highest - question.lowest <= _MOST_STEPS:
        raise NotUsable(f"highest is above lowest, by {_MOST_STEPS} at most", key="highest")
    if question.kind in ("ratings", "pairs") and not question.items:
        raise NotUsable(f"{question.kind} need items", key="kind")
    if question.kind in ("choice", "choices", "pairs") and not (question.options or question.own):
        raise NotUsable(f"{question.kind} need options", key="kind")
    if any(":" in item for item in question.items):
        raise NotUsable("items are words without a colon", key="items")
    if any(other.id == question.id for other in before):
        raise NotUsable("another question of this form has this id", key="id" if "id" in table else "heading")
    known = {heading for other in before for heading in other.headings}
    if len({*known, *question.headings}) < len(known) + len(question.headings):
        raise NotUsable("another question of this form has this heading", key="heading")
    return question


# --- one value of a file ---------------------------------------------------------------------------------------------


def _only_known(table: dict[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise NotUsable(f"“{clean_line(key, 40)}” is nothing that {where} has", key=key)


def _text(table: dict[str, Any], key: str, longest: int = 400) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise NotUsable(f"{key} is text in quotes", key=key)
    text = clean_line(value)
    if len(text) > longest:
        raise NotUsable(f"{key} has at most {longest} characters", key=key)
    return text


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise NotUsable(f"{key} is a list of texts in quotes", key=key)
    texts = tuple(dict.fromkeys(text for value in values if (text := clean_line(value, _LONGEST_HEADING))))
    return texts


def _number(table: dict[str, Any], key: str, lowest: int, highest: int, usual: int = 0) -> int:
    value = table.get(key, usual)
    if type(value) is not int or not lowest <= value <= highest:
        raise NotUsable(f"{key} is a whole number from {lowest} to {highest}", key=key)
    return value


def _flag(table: dict[str, Any], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise NotUsable(f"{key} is true or false", key=key)
    return value


def _one_of(table: dict[str, Any], key: str, known: Iterable[str]) -> str:
    value = _text(table, key)
    names = [name for name in known if name]
    if value and value not in names:
        raise NotUsable(f"{key} is one of {', '.join(names)}", key=key)
    return value
