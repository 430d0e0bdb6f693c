"""`journal reflect`: the guided forms from the shell, for scripts and for people who like a plain terminal."""

import sys
from typing import TYPE_CHECKING

import click

from journal.cli.exits import INTERRUPTED, USAGE
from journal.cli.given import Given
from journal.cli.output import clean_line, put, put_json, say
from journal.cli.reflect_answers import answer_of
from journal.cli.tree import command

if TYPE_CHECKING:
    from journal.forms import Forms
    from journal.reflections import Filled, Form, Question

NOTHING = "Nothing was written, and nothing was kept."
WAITS = "What you wrote is in the journal, unfinished. `journal reflect letter` goes on with it."
_TO_STANDARD_INPUT = "-"


@command("reflect")
@click.argument("form", required=False)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="ID=TEXT",
    help="An answer, by the id of its question; - reads standard input. As often as you like, also for one question.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the forms, one form, or what became of the answers.")
@click.pass_context
def reflect(ctx: click.Context, form: str | None, answers: tuple[str, ...], as_json: bool) -> None:
    """Fill in a guided form: a check of the moment, a plan, a review, a letter.

    FORM is an id, a name, or the beginning of one; without it the forms are listed. On a terminal every question is
    asked; enter skips it, ctrl+d stops and keeps what is there. With --answer nothing is asked. The answers become an
    entry. A form that stays, such as the safety plan, is filled in further each time.
    """
    from journal.forms import load_forms

    given = ctx.ensure_object(Given)
    forms = load_forms(given.folder)
    for problem in forms.problems:
        say(problem)
    if form is None:
        if answers:
            raise click.UsageError("--answer needs the form it is for.", ctx)
        _list(forms, as_json=as_json)
        return
    chosen = _chosen(ctx, forms, form)
    typed = _typed(ctx, chosen, answers)
    if not answers and not (sys.stdin.isatty() and sys.stderr.isatty()):
        if not as_json:
            raise click.UsageError("give answers with --answer ID=TEXT; --json shows the ids.", ctx)
        put_json(form_object(chosen))
        return
    from journal.cli.unlocking import require_journal

    require_journal(given.folder)
    ctx.exit(_filled_in(given, chosen, typed, as_json=as_json))


def _list(forms: "Forms", *, as_json: bool) -> None:
    if as_json:
        put_json({"forms": [form_object(form) for form in forms.forms]})
        return
    width = max((len(form.id) for form in forms.forms), default=0) + 2
    for number, group in enumerate(forms.groups):
        put(("\n" if number else "") + clean_line(group))
        for form in forms.forms:
            if form.group == group:
                put(f"  {form.id.ljust(width)}{form.name}{f', {form.takes}' if form.takes else ''}")


def form_object(form: "Form") -> dict[str, object]:
    """Return a form as `--json` prints it."""
    return {
        "id": form.id,
        "name": form.name,
        "group": form.group,
        "takes": form.takes,
        "stays": form.stays,
        "tag": form.own_tag,
        "own": form.is_own,
        "questions": [_question_object(question) for question in form.questions],
    }


def _question_object(question: "Question") -> dict[str, object]:
    found: dict[str, object] = {"id": question.id, "heading": question.heading, "kind": question.kind}
    if question.ask:
        found["ask"] = question.ask
    if question.kind in ("number", "ratings"):
        found |= {"lowest": question.lowest, "highest": question.highest}
    for name, words in (("items", question.items), ("options", question.options)):
        if words:
            found[name] = list(words)
    return found


def _chosen(ctx: click.Context, forms: "Forms", words: str) -> "Form":
    found = forms.named(words)
    if len(found) == 1:
        return found[0]
    if found:
        raise click.UsageError(f"several forms begin like that: {', '.join(one.id for one in found)}.", ctx)
    raise click.UsageError("there is no form with this name. `journal reflect` lists them.", ctx)


def _typed(ctx: click.Context, form: "Form", answers: tuple[str, ...]) -> dict[str, str]:
    """Return the answers of the line by question, and complain about a question nobody asks."""
    texts: dict[str, list[str]] = {}
    ids = [question.id for question in form.questions if question.kind != "today"]
    for answer in answers:
        question_id, equals, text = answer.partition("=")
        if not equals or question_id not in ids:
            raise click.UsageError(f"an answer is ID=TEXT, and the ids are {', '.join(ids)}.", ctx)
        if text == _TO_STANDARD_INPUT:
            from journal.cli.write import read_standard_input

            text = read_standard_input()
        texts.setdefault(question_id, []).append(text)
    return {one.id: answer_of(one, texts[one.id]) for one in form.questions if one.id in texts}


def _filled_in(given: Given, form: "Form", typed: dict[str, str], *, as_json: bool) -> int:
    """Ask, or take what was typed; keep it, say what became of it, and return the exit code.

    A form with one entry, and a letter, need the journal open. All others are kept without a passphrase, as a note is.
    """
    from journal.letters import FORM as LETTER

    if form.stays or form.id == LETTER:
        return _into_journal(given, form, typed, as_json=as_json)
    from journal.reflections import Filled

    filled, code = _answered(form, Filled(), typed)
    if filled.is_empty:
        say(NOTHING)
        return code or 1
    return _noted(given, form, filled, as_json=as_json) or code


def _answered(form: "Form", filled: "Filled", typed: dict[str, str]) -> tuple["Filled", int]:
    if typed:
        for question_id, text in typed.items():
            filled = filled.with_answer(question_id, text)
        return filled, 0
    from journal.cli.reflect_ask import ask

    asked = ask(form, filled)
    return asked.filled, INTERRUPTED if asked.interrupted else 0


def _noted(given: Given, form: "Form", filled: "Filled", *, as_json: bool) -> int:
    from journal.cli.capture import keep, told
    from journal.dates import now_here
    from journal.entries import new_entry
    from journal.ids import new_id
    from journal.reflections import answers_to_body, kept_on, tags_with, title_of

    here = now_here()
    filled = kept_on(form, filled, here.at.date())
    entry = new_entry(
        new_id(here.at),
        here,
        here.at,
        title=title_of(form, filled),
        body=answers_to_body(form, filled),
        tags=tags_with(form),
    )

    def content() -> bytes:
        from journal.notes import note_from_entry

        return note_from_entry(entry)

    kept = keep(given, entry.id, "page", content, lambda storage: storage.entries.add(entry))
    return told(kept, entry.id, as_json=as_json)


def _into_journal(given: Given, form: "Form", typed: dict[str, str], *, as_json: bool) -> int:
    from journal.cli.unlocking import opened
    from journal.dates import now_here
    from journal.filling import keep_form, open_form, save_draft
    from journal.letters import LetterForThePast, LetterUnaddressed, LetterWithoutWords

    with opened(given) as storage:
        page = open_form(storage, form, now_here())
        filled, code = _answered(page.form, page.filled, typed)
        now = now_here()
        save_draft(storage, page.draft(filled, now.at))  # whatever comes next, the words are in the journal
        try:
            kept = keep_form(storage, page, filled, now)
        except (LetterUnaddressed, LetterForThePast, LetterWithoutWords) as why:
            say(f"{why}\n{WAITS}")
            return USAGE
    if kept is None:
        say(NOTHING)
        return code or 1
    if as_json:
        put_json({"id": kept.entry_id or page.page.id, "filed": True})
    say(f"Kept. {kept.words}".rstrip())
    return code
