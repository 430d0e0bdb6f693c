"""Letters to a later self as plain objects, and from a file, which anybody may have written."""

from datetime import UTC, date

from journal.errors import JournalError
from journal.exchange.fields import KnownIds, Unusable, clause, id_of, instant_of, moment_of, text_of, time_of
from journal.exchange.objects import JsonObject, in_utc
from journal.letters import Letter, checked_letter
from journal.moments import Moment

_LONGEST = 64


def letter_object(letter: Letter) -> JsonObject:
    """Return a letter as exports hold it. A sealed one is in them with its words: an export leaves nothing out."""
    return {
        "id": letter.id,
        "written_at": letter.written_at.isoformat(),
        "zone": letter.zone,
        "updated_at": in_utc(letter.updated_at),
        "title": letter.title,
        "body": letter.body,
        "due": letter.due.isoformat() if letter.due else None,
        "counter": letter.counter or None,
        "milestone": letter.milestone or None,
        "sealed": letter.sealed,
        "opened_at": None if letter.opened_at is None else in_utc(letter.opened_at),
        "entry": letter.entry or None,
    }


def letter_from_file(given: dict[str, object], here: Moment, ids: KnownIds) -> Letter:
    """Return the letter an object describes; without an id, its time and its words give it one.

    Raises:
        Unusable: a part is missing or is not what it should be.
    """
    written = time_of(given.get("written_at"), "written_at")
    moment = moment_of(written, given.get("zone"), here)
    title, body = text_of(given.get("title"), "title"), text_of(given.get("body"), "body")
    own_id = given.get("id")
    letter = Letter(
        id=ids.id_for(written, "letter", title, body) if own_id is None else id_of(own_id, written),
        written_at=moment.at,
        zone=moment.zone,
        updated_at=instant_of(given.get("updated_at"), "updated_at", moment) or moment.at.astimezone(UTC),
        title=title,
        body=body,
        due=_day(given.get("due")),
        counter=ids.named(given.get("counter")) if given.get("counter") else "",
        milestone=_word(given.get("milestone"), "milestone"),
        sealed=_flag(given.get("sealed")),
        opened_at=instant_of(given.get("opened_at"), "opened_at", moment),
        entry=id_of(given["entry"], written) if given.get("entry") is not None else "",
    )
    try:
        return checked_letter(letter)
    except JournalError as problem:
        raise Unusable(clause(problem)) from None


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise Unusable("its due is not a day such as 2027-06-01")


def _word(value: object, key: str) -> str:
    text = text_of(value, key)
    if len(text) > _LONGEST or not text.isprintable():
        raise Unusable(f"its {key} is not a short name")
    return text


def _flag(value: object) -> bool:
    if value is None or isinstance(value, bool):
        return value is not False
    raise Unusable("its sealed is neither true nor false")
