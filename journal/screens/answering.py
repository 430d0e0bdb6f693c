"""Answering an item: own words, which are shown once more before they leave, or a few warm ones to choose from."""

import asyncio
from dataclasses import dataclass, field

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from journal.cleaning import clean_line, clean_peer_name, clean_text
from journal.entries import Draft
from journal.errors import JournalError
from journal.insights import FeedItem
from journal.redaction import Replacement, reviewed, text_of
from journal.screens.base import JournalScreen, Unfinished
from journal.screens.choosing import Answer, ChooseScreen
from journal.screens.leaving import page_of
from journal.screens.words_kept import AFTER_LAST_KEY, WordsKept
from journal.shapes import sharing_words
from journal.sharing import post
from journal.sharing.post import Prepared
from journal.widgets.bindings import key
from journal.widgets.feed_items import Shown, item_lines, title_of
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.leaving_box import LeavingBox
from journal.widgets.page_editor import PageEditor

OWN_WORDS = ""
"""What stands for words of one's own among those to choose from."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer: the id of what was sent, or the words that wait as an unfinished page."""

    sent: str | None = None
    draft: Draft | None = field(default=None, repr=False)


def word_screen(item: FeedItem) -> ChooseScreen[str]:
    """Return the page with a few warm words for an item. Choosing one sends it; nothing else goes along."""
    name = clean_peer_name(item.author)
    answers = [Answer(words, Content(f"“{words}”")) for words in sharing_words().encouragements]
    answers.append(Answer(OWN_WORDS, Content.styled("a few words of your own", "$muted")))
    note = f"{name} alone will see it, with your pseudonym. Nobody counts them."
    return ChooseScreen(f"A word for {name}", answers, note=note, does="send this")


def state_screen(item: FeedItem) -> ChooseScreen[str]:
    """Return the page that asks how a commitment went."""
    words = sharing_words().commitments
    answers = [
        Answer("kept", Content(f"{words['kept']}   it went as you said")),
        Answer("changed", Content(f"{words['changed']}   it became something else")),
        Answer("let-go", Content(f"{words['let-go']}   it is no longer yours to do")),
        Answer("open", Content(f"{words['open']}   as it was")),
    ]
    states = [answer.value for answer in answers]
    chosen = states.index(item.commitment) if item.commitment in states[:-1] else 0
    note = "All of these are fine. Those who have your commitment get this one word; nobody asked for it."
    return ChooseScreen(f"How did “{title_of(item)}” go?", answers, note=note, does="say so", chosen=chosen)


class ReplyScreen(JournalScreen[Answered], Unfinished):
    """The item above, the words below; then the box with exactly what leaves."""

    CSS_PATH = ["../widgets/later.tcss", "answering.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    ANSWERING = Binding.Group("Answering")
    BINDINGS = [
        key("f5,ctrl+s", "look", "answer.look", "Look at it", "See exactly what would leave", ANSWERING, display="F5"),
        key("enter", "send", "answer.send", "Send", "Let it leave", ANSWERING),
        key("e", "change", "answer.change", "Change", "Change the words", ANSWERING),
        key("b", "bytes", "answer.bytes", "Bytes", "See the very bytes that are signed", ANSWERING),
        key("escape", "back", "answer.back", "Back", "Back; your words are kept", ANSWERING),
    ]

    def __init__(self, item: FeedItem, *, few: bool = False, draft: Draft | None = None) -> None:
        super().__init__()
        self._item, self._few, self._given = item, few, draft
        self._kept: WordsKept
        self._prepared: Prepared | None = None
        self._saving = asyncio.Lock()
        self._first_unsaved = False

    def compose(self) -> ComposeResult:
        """Lay out the item, the words, and the box."""
        self._kept = WordsKept(self.journal.storage, self.journal.now(), self._given)
        name = clean_peer_name(self._item.author)
        whom = "those who have it" if self._item.mine else name
        yield PlacesBar("Circle")
        with Vertical(classes="page", id="answering"):
            yield Static(Content.styled(f"A word for {whom}" if self._few else f"To {whom}", "bold $ink"), id="title")
            with VerticalScroll(id="above", can_focus=False):
                yield Static(id="item")
            hint = "A few words." if self._few else "What would you say to them if they sat beside you?"
            yield PageEditor(placeholder=hint, id="words")
            yield LeavingBox(id="box")
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor where the words go."""
        editor = self.query_one(PageEditor)
        editor.hold(self._kept.draft.body)
        self._draw_item()
        self._write()

    def on_resize(self) -> None:
        """Wrap the item again."""
        self._draw_item()

    def _draw_item(self) -> None:
        width = min(72, self.app.size.width - 8)
        lines = item_lines(self._item, width, Shown(self.journal.now().at, opened=True))
        self.query_one("#item", Static).update(Content("\n").join(lines))

    @property
    def _looking(self) -> bool:
        return self.has_class("-looking")

    def _write(self) -> None:
        self.set_class(False, "-looking")
        self.query_one(PlacesBar).typing = True
        self.set_focus(self.query_one(PageEditor))
        self.query_one(KeysBar).hints = (
            KeyHint("answer.look", "look, then send"),
            KeyHint("answer.back", "back"),
            KeyHint("quiet", "quiet"),
            KeyHint("keys", "all keys"),
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are letters while somebody writes."""
        if action in ("send", "change", "bytes"):
            return self._looking
        return not self._looking if action == "look" else True

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    # --- keeping the words --------------------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if not self._first_unsaved:
            self._first_unsaved = True
            self.set_timer(AFTER_LAST_KEY, self._save_later)

    @work(group="saving", description="saving an answer")
    async def _save_later(self) -> None:
        await self._save()

    async def _save(self) -> bool:
        async with self._saving:
            self._first_unsaved = False
            title = f"To {clean_line(self._item.author, 24)}: {title_of(self._item)}"
            words = self.query_one(PageEditor).exact_text
            try:
                await self.journal.ask(self._kept.save, title if words.strip() else "", words, self.journal.now().at)
            except JournalError as trouble:
                self._say(f"{trouble} Your words are still here.", trouble=True)
                return False
        return True

    async def save_unfinished(self) -> bool:
        """Save the words before the screen is covered, locked or left."""
        return await self._save()

    # --- looking and sending ------------------------------------------------------------------------------------------

    @work(group="looking", exclusive=True, description="preparing an answer")
    async def action_look(self) -> None:
        """Show exactly what would leave."""
        written, storage, now = self.query_one(PageEditor).exact_text, self.journal.storage, self.journal.now().at
        prepare = post.prepare_words if self._few else post.prepare_reply
        try:
            remembered = await self.journal.ask(storage.replacements.all)
            rules = [Replacement(one.old, one.new) for one in remembered]
            pieces = (await self.journal.ask(reviewed, clean_text(written), rules)).pieces
            prepared = await self.journal.ask(prepare, storage, self._item.id, text_of(pieces), now)
            selves = await self.journal.ask(self.journal.storage.peers.selves)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        self._prepared = prepared
        numbers = {copy.peer.identity for copy in prepared.copies}
        name = next((one.pseudonym for one in selves if one.number in numbers), "")
        box = self.query_one(LeavingBox)
        box.show(
            page_of(prepared.content, name, body=pieces, prepared=prepared),
            size=len(prepared.copies[0].payload),
            people=len(prepared.copies),
        )
        self.set_class(True, "-looking")
        self.query_one(PlacesBar).typing = False
        self.set_focus(box)
        names = ", ".join(clean_peer_name(copy.peer.name) for copy in prepared.copies)
        self._say(f"Nothing has been sent yet. It goes to {names}, without a hold.")
        self.query_one(KeysBar).hints = (
            KeyHint("answer.send", "send"),
            KeyHint("answer.change", "change it"),
            KeyHint("answer.bytes", "the very bytes"),
            KeyHint("answer.back", "back"),
            KeyHint("keys-letter", "all keys"),
        )
        self.refresh_bindings()

    def action_bytes(self) -> None:
        """Show the bytes, or the page again."""
        box = self.query_one(LeavingBox)
        box.show_bytes(as_bytes=not box.as_bytes)

    def action_change(self) -> None:
        """Change the words."""
        self._prepared = None
        self._say("")
        self._write()

    def action_send(self) -> None:
        """Let it leave, once its end was on the screen."""
        if not self.query_one(LeavingBox).seen_whole:
            self._say("There is more of it: space shows the rest. After that, enter sends it.")
        else:
            self._send()

    @work(group="sending", exclusive=True, description="sending an answer")
    async def _send(self) -> None:
        prepared, storage = self._prepared, self.journal.storage
        if prepared is None:
            return
        try:
            page = await self.journal.ask(post.share, storage, prepared, self.journal.now().at)
            await self.journal.ask(self._kept.let_go)
        except JournalError as trouble:
            self._say(f"{trouble} Nothing was sent, and your words are still here.", trouble=True)
            return
        self.dismiss(Answered(sent=page.id))

    def action_back(self) -> None:
        """From the box to the words, from the words to the feed; they wait as an unfinished page."""
        if self._looking:
            self.action_change()
        else:
            self._leave()

    @work(group="leaving", exclusive=True, description="keeping an answer")
    async def _leave(self) -> None:
        if await self._save():
            draft = self._kept.draft
            self.dismiss(Answered(draft=None if draft.is_empty else draft))
