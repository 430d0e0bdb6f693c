"""Filling in a guided form: what the journal has of it already, and keeping what was answered.

Both front doors come here, the form screen and `journal reflect`. Everything that reads the journal may be slow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from journal import letters
from journal.entries import Draft, Entry
from journal.finding import Selection
from journal.forms import load_forms
from journal.ids import new_id
from journal.letters import Letter
from journal.moments import Moment
from journal.moods import UsedWords
from journal.reflections import (
    Filled,
    Form,
    answers_from_body,
    answers_to_body,
    day_in,
    form_of,
    holds_answers,
    kept_on,
    tags_with,
    title_after,
)
from journal.review_facts import Facts, facts_for
from journal.reviews import LENGTHS
from journal.safety_plan import FORM as PLAN
from journal.safety_plan import Plan, plan_of

if TYPE_CHECKING:
    from journal.storage import Storage

_LOOKED_THROUGH = 20
"""How many entries with a form's tag are looked at for one that is a filled form."""


@dataclass(frozen=True, slots=True)
class FormState:
    """What there is of a form. `seen` is the day on which one that stays was looked at last."""

    draft: Draft | None = None
    last_id: str = ""
    last_at: datetime | None = None
    seen: date | None = None
    filled: Filled = field(default_factory=Filled, repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is being filled in: the page it is written on, and the answers that stood there at first."""

    form: Form
    page: Draft
    filled: Filled
    used: UsedWords = field(default_factory=UsedWords, repr=False)

    def draft(self, now: Filled, saved_at: datetime) -> Draft:
        """Return the page with other answers; a new one without any is empty, and leaves nothing behind."""
        if now.is_empty and self.page.base is None:
            return replace(self.page, title="", body="", tags=(), mood=None, saved_at=saved_at)
        return replace(
            self.page,
            title=title_after(self.form, self.filled, self.page.title, now),
            body=answers_to_body(self.form, now),
            tags=tags_with(self.form, self.page.tags),
            saved_at=saved_at,
        )


def states(storage: "Storage", forms: Iterable[Form]) -> Mapping[str, FormState]:
    """Return what there is of each form, by its id."""
    known = tuple(forms)
    drafts: dict[str, Draft] = {}
    for draft in storage.drafts.all():
        if form := form_of(known, draft.tags, draft.body):
            drafts.setdefault(form.id, draft)
    return {form.id: _state(storage, form, drafts.get(form.id)) for form in known}


def last_filled(storage: "Storage", form: Form) -> Entry | None:
    """Return the newest entry that this form was filled in with."""
    for line in storage.entries.page(Selection(tags=(form.own_tag,)), limit=_LOOKED_THROUGH):
        entry = storage.entries.get(line.id)
        if holds_answers(form, entry.body):
            return entry
    return None


def open_form(
    storage: "Storage",
    form: Form,
    now: Moment,
    *,
    draft: Draft | None = None,
    entry: Entry | None = None,
    new: bool = False,
) -> Opened:
    """Return a form, ready to be filled in: a draft or an entry that is given, else what was begun, else a new page.

    A form that stays has one entry, which comes again. `new` leaves alone what was begun.
    """
    if draft is None and entry is None and not new:
        draft = next((one for one in storage.drafts.all() if form_of([form], one.tags, one.body)), None)
    if draft is None and entry is None and form.stays:
        entry = last_filled(storage, form)
    if draft is None and entry is not None:
        draft = storage.drafts.get(entry.id)
    page = draft or (_page_of(entry, now) if entry else _blank_page(now))
    if form.id == letters.FORM:
        form = _with_milestones(form, letters.coming_with(storage.streaks.histories(), now.at))
    return Opened(form, page, answers_from_body(form, page.body), storage.moods.words())


def facts_of(form: Form, storage: "Storage", now: Moment) -> Facts | None:
    """Return what was recorded, for a form that shows it above its questions. It may take a second."""
    if form.facts not in LENGTHS:
        return None
    return facts_for(storage, form.facts, now.at)


def form_of_draft(storage: "Storage", draft: Draft, now: Moment) -> Opened | None:
    """Return the form that unfinished writing belongs to, ready to go on; `None` for an ordinary page."""
    form = form_of(load_forms(storage.vault.home).forms, draft.tags, draft.body)
    return None if form is None else open_form(storage, form, now, draft=draft)


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What became of a filled form: its entry (none for a sealed letter), and one more thing to say about it.

    `changed_elsewhere`: another program had changed the entry in the meantime.
    """

    entry_id: str = ""
    changed_elsewhere: bool = False
    words: str = ""


def keep_form(storage: "Storage", opened: Opened, filled: Filled, now: Moment) -> KeptForm | None:
    """Make an entry of the answers, or an edit of the one there is; `None` where nothing was answered.

    Raises:
        TryAgain: another program writes for too long, or the disk is full; `NotWritable` likewise.
        LetterUnaddressed: a letter is to come on no day. `LetterForThePast`, `LetterWithoutWords` likewise.
    """
    draft = opened.draft(kept_on(opened.form, filled, now.at.date()), now.at)
    if draft.is_empty and draft.base is None:
        storage.drafts.discard(draft.id)
        return None
    storage.drafts.save(draft)
    if opened.form.id == letters.FORM:
        return _keep_letter(storage, opened, filled, now)
    saved = storage.drafts.keep(draft.id, now.at)
    return KeptForm(saved.entry.id, saved.changed_elsewhere)


def _keep_letter(storage: "Storage", opened: Opened, filled: Filled, now: Moment) -> KeptForm:
    coming = letters.coming_with(storage.streaks.histories(), now.at)
    page = opened.page
    letter, entry = letters.letter_from(filled, page.id, Moment(page.created_at, page.zone), now, coming)
    storage.letters.write(letter, entry)
    comes = letters.comes_words(letter, {mark: words for words, mark in coming.items()})
    until = "Until then its words are in no list and no search." if letter.sealed else "It is in the journal, too."
    return KeptForm(entry.id if entry else "", words=f"It comes {comes}. {until}")


def letters_due(storage: "Storage", now: Moment) -> tuple[Letter, ...]:
    """Return the letters that have come and wait."""
    return storage.letters.due(now.at.date(), letters.reached_by(storage.streaks.histories(put_away=True), now.at))


def safety_plan(storage: "Storage") -> Plan | None:
    """Return the safety plan that is in the journal, if there is one."""
    form = load_forms(storage.vault.home).get(PLAN)
    entry = last_filled(storage, form) if form else None
    return plan_of(form, answers_from_body(form, entry.body)) if form and entry else None


def save_draft(storage: "Storage", draft: Draft) -> None:
    """Save what is answered so far; an empty page of a new form leaves nothing behind."""
    if draft.is_empty and draft.base is None:
        storage.drafts.discard(draft.id)
    else:
        storage.drafts.save(draft)


def _state(storage: "Storage", form: Form, draft: Draft | None) -> FormState:
    entry = last_filled(storage, form)
    if entry is None:
        return FormState(draft)
    filled = answers_from_body(form, entry.body)
    days = [day_in(filled.answers.get(question.id, "")) for question in form.questions if question.kind == "today"]
    seen = next((day for day in days if day), entry.updated_at.astimezone(entry.created_at.tzinfo).date())
    return FormState(draft, entry.id, entry.created_at, seen if form.stays else None, filled)


def _with_milestones(form: Form, coming: Iterable[str]) -> Form:
    """Return the form of a letter with milestones to choose from."""
    asked = [
        replace(question, options=(*question.options, *coming)) if question.id == letters.WHEN else question
        for question in form.questions
    ]
    return replace(form, questions=tuple(asked))


def _blank_page(now: Moment) -> Draft:
    return Draft(id=new_id(now.at), created_at=now.at, zone=now.zone, saved_at=now.at)


def _page_of(entry: Entry, now: Moment) -> Draft:
    return Draft(
        id=entry.id,
        created_at=entry.created_at,
        zone=entry.zone,
        saved_at=now.at,
        title=entry.title,
        body=entry.body,
        tags=entry.tags,
        mood=entry.mood,
        base=entry.revision,
    )
