"""The ways to share: from an entry, from any text, from nothing yet. All of them lead to the page before it leaves.

Nothing a person wrote leaves the interface without that page (`before_leaving.py`), an answer not without its own box.
"""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from journal.errors import JournalError
from journal.peers import OwnPage
from journal.screens.before_leaving import ShareScreen
from journal.screens.share_view import Sharable, words_of
from journal.screens.share_write import ShareWriteScreen, Wording
from journal.screens.words_kept import WordsKept
from journal.shapes import sharing_words

if TYPE_CHECKING:
    from journal.app import JournalApp

Done = Callable[[OwnPage | None], None]


def _beside(app: "JournalApp", steps: Coroutine[None, None, None], description: str) -> None:
    """Take steps that ask the person in between. What stands against them is said where they were begun."""

    async def take() -> None:
        try:
            await steps
        except JournalError as trouble:
            app.notify(str(trouble), title="Nothing was shared", markup=False)

    app.run_worker(take(), group="open-share", exclusive=True, description=description)


def open_share(
    app: "JournalApp",
    entry_ids: Sequence[str] = (),
    text: str = "",
    *,
    title: str = "",
    shape: str = "story",
    done: Done | None = None,
) -> None:
    """Go to the page before something leaves: with entries, in the order of their days, or with a text.

    `done` is called with what was shared, or with `None`, when the person is back.
    """
    _beside(
        app, _open(app, tuple(entry_ids), Wording(title, text), shape, done), "opening the page before something leaves"
    )


async def _open(app: "JournalApp", ids: tuple[str, ...], words: Wording, shape: str, done: Done | None) -> None:
    from journal.sharing.drafting import Passage, draft_of, passage_of

    storage, now = app.storage, app.now()
    if not await _told(app):
        return
    entries = [await app.ask(storage.entries.get, entry_id) for entry_id in ids]
    entries.sort(key=lambda entry: entry.created_at)
    passages = [passage_of(entry) for entry in entries]
    if words.title or words.body:
        passages.append(Passage(now.at.date(), words.title, words.body))
    insight = draft_of(passages, now.at.date(), shape=shape)
    screen = ShareScreen(insight, WordsKept(storage, now), words_of(insight))
    app.push_screen(screen, done)


def begin_sharing(app: "JournalApp", done: Done | None = None) -> None:
    """Ask what is to be shared, and go on from there: something written anew, an entry, or a call for support."""
    _beside(app, _begin(app, done), "beginning to share")


async def _begin(app: "JournalApp", done: Done | None) -> None:
    from journal.screens.choosing import Answer, ChooseScreen

    shapes = sharing_words().shapes
    answers = [
        *(
            Answer(shape.key, Content.assemble((shape.name, "$ink"), (f"   {shape.prompt}", "$muted")))
            for shape in shapes.values()
        ),
        Answer("entry", Content.styled("something from your journal", "$ink")),
        Answer(
            "support",
            Content.assemble(("support, now", "$ink"), ("   a call to your people, without a hold", "$muted")),
        ),
    ]
    note = "You see everything once more before it leaves."
    chosen = await app.push_screen_wait(ChooseScreen("What would you like to share?", answers, note=note))
    if chosen is None or not await _told(app):
        return
    if chosen == "entry":
        app.notify("space marks entries, s shares them", title="Choose in your journal", markup=False)
        app.action_go_to("2")
        return
    await _anew(app, chosen, done)


async def _anew(app: "JournalApp", chosen: str, done: Done | None) -> None:
    from journal.insights import Support
    from journal.sharing.drafting import draft_of

    now = app.now()
    kept = WordsKept(app.storage, now)
    support = chosen == "support"
    shape = sharing_words().shapes.get(chosen)
    heading = shape.prompt if shape else "I need support now"
    hint = shape.hint if shape else "As much or as little as you like. Whom you know to call is behind F2."
    written = await app.push_screen_wait(
        ShareWriteScreen(Wording(), kept, heading=heading, hint=hint, titled=not support)
    )
    if not written.look:
        if written.body.strip():
            app.notify("as an unfinished page", title="Your words are kept", markup=False)
        return
    content: Sharable = (
        Support(written.body)
        if support
        else draft_of((), now.at.date(), shape=chosen, title=written.title, body=written.body)
    )
    app.push_screen(ShareScreen(content, kept, None), done)


def after_telling(app: "JournalApp", go_on: Callable[[], None]) -> None:
    """Go on after what is said once, before the first thing leaves, was said."""
    _beside(app, _tell(app, go_on), "saying what is said once")


async def _tell(app: "JournalApp", go_on: Callable[[], None]) -> None:
    if await _told(app):
        go_on()


async def _told(app: "JournalApp") -> bool:
    """Return whether to go on, after what is said once was said."""
    from journal.screens.share_first import FirstShareScreen

    choices = await app.ask(app.storage.preferences.sharing)
    if choices.told_legal and choices.told_others:
        return True
    return await app.push_screen_wait(FirstShareScreen()) is True
