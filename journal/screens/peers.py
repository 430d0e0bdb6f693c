"""The people somebody shares with: cards, words to compare, and what the person keeps about them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal.cleaning import clean_line, clean_peer_name, clean_text
from journal.errors import JournalError
from journal.peers import Peer
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.choosing import Answer, ChooseScreen
from journal.sharing import meeting, post, receiving
from journal.widgets.answers.form import Field, Form
from journal.widgets.bindings import key
from journal.widgets.empty import EmptyPlace
from journal.widgets.feed_items import person
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.wording import MONTHS, counted

NOBODY = (
    "Nobody is here yet.",
    "You give somebody your card, and they give you theirs: by any messenger, or held up to a camera. "
    "Then you read six words to each other.",
    (("c", "your card", "peers.card"), ("n", "add somebody’s card", "peers.add")),
)
_NAME_CELLS = 16
_KEEP, _REMOVE, _GOODBYE = "keep", "remove", "goodbye"


class PeersScreen(JournalScreen[None], Refreshable):
    """A list of people; beside it what is known of the selected one."""

    CSS_PATH = ["../widgets/later.tcss", "peers.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    PEOPLE = Binding.Group("People")
    BINDINGS = [
        key("v", "words", "peers.words", "Compare words", "Read six words to each other", PEOPLE),
        key("n", "add", "peers.add", "Add a card", "Add somebody by their card", PEOPLE),
        key("c", "card", "peers.card", "Your card", "A fresh card of yours, for one person", PEOPLE),
        key("m", "mute", "peers.mute", "Mute", "Show nothing of this person, or show it again", PEOPLE),
        key("e", "change", "peers.change", "Name and note", "What you call them, and a note for yourself", PEOPLE),
        key("d", "remove", "peers.remove", "Remove", "Share with this person no more", PEOPLE),
        key("escape", "back", "peers.back", "Back", "Back to the circle", PEOPLE),
        key("j", "move(1)", "peers.next", "Next", "The next person", PEOPLE),
        key("k", "move(-1)", "peers.previous", "Previous", "The person before", PEOPLE),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._peers: tuple[Peer, ...] = ()
        self._refusals: dict[str, str] = {}
        self._missing: dict[str, int] = {}
        self._form: Form | None = None
        self._first_look = True
        self._said = ""
        self._select: str | None = None
        """What is to be said, and who is to be selected, once the list was read anew."""

    def compose(self) -> ComposeResult:
        """Lay out the list and what is known."""
        yield PlacesBar("Circle")
        with Vertical(classes="page", id="people"):
            yield Static(Content.styled("Your people", "bold $ink"), id="title")
            yield Static(id="state")
            with Horizontal(id="both"):
                yield OptionList(id="peers")
                with VerticalScroll(id="known", can_focus=False):
                    yield Static(id="about")
        yield EmptyPlace(*NOBODY)
        yield KeysBar()

    def on_mount(self) -> None:
        """Look who is there."""
        self.query_one(EmptyPlace).display = False
        self.set_focus(self.query_one(OptionList))
        self._load()

    def refresh_from_storage(self) -> None:
        """Another program changed something."""
        self._load()

    def on_screen_resume(self) -> None:
        """Look again after another screen was in front."""
        if not self._first_look:
            self._load()

    @work(group="people", exclusive=True, description="looking who is there")
    async def _load(self, select: str | None = None) -> None:
        book = self.journal.storage.peers
        try:
            self._peers = await self.journal.ask(book.all)
            self._refusals = await self.journal.ask(
                lambda peers: {peer.id: why for peer in peers if (why := book.refusal(peer.id))}, self._peers
            )
            gaps = await self.journal.ask(receiving.missing, self.journal.storage)
            self._missing = {gap.peer.id: gap.count for gap in gaps}
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        if self.is_attached:
            self._show(select or self._select)
            if self._said:
                self._say(self._said)
            self._said, self._select = "", None

    # --- what is seen -------------------------------------------------------------------------------------------------

    def _show(self, select: str | None) -> None:
        options, here = self.query_one(OptionList), self._peer_at(self.query_one(OptionList).highlighted)
        options.clear_options()
        options.add_options(Option(_row(peer)) for peer in self._peers)
        wanted = select or (here.id if here else None)
        if wanted is None and self._first_look:
            wanted = next((peer.id for peer in self._peers if not peer.verified and not peer.muted), None)
        self._first_look = False
        places = [peer.id for peer in self._peers]
        options.highlighted = (places.index(wanted) if wanted in places else 0) if self._peers else None
        self.query_one(EmptyPlace).display = not self._peers
        self.query_one("#people").display = bool(self._peers)
        if self._peers and self.focused is None:
            self.set_focus(options)
        self._show_about()

    @on(OptionList.OptionHighlighted)
    def _show_about(self) -> None:
        peer = self._peer
        lines = [Content("")]
        if peer:
            lines = _about(peer, refused=peer.id in self._refusals, missing=self._missing.get(peer.id, 0))
        self.query_one("#about", Static).update(Content("\n").join(lines))
        self._hint_keys()

    def _hint_keys(self) -> None:
        if self._form is not None:
            hints = [KeyHint("form.keep", "keep", key="enter"), KeyHint("form.leave", "leave it as it was")]
        elif not self._peers:
            hints = [
                KeyHint("peers.card", "your card"),
                KeyHint("peers.add", "add a card"),
                KeyHint("peers.back", "back"),
            ]
        else:
            peer = self._peer
            hints = [
                KeyHint("peers.words", "compare words"),
                KeyHint("peers.add", "add a card"),
                KeyHint("peers.card", "your card"),
                KeyHint("peers.mute", "show again" if peer and peer.muted else "mute"),
                KeyHint("peers.change", "name and note"),
                KeyHint("keys-letter", "all keys"),
            ]
        self.query_one(KeysBar).hints = tuple(hints)
        self.refresh_bindings()

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")
        line.display = bool(text)

    def _peer_at(self, number: int | None) -> Peer | None:
        return self._peers[number] if number is not None and number < len(self._peers) else None

    @property
    def _peer(self) -> Peer | None:
        return self._peer_at(self.query_one(OptionList).highlighted)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that need somebody; while fields are open, letters are letters."""
        if not self.is_mounted or not self.query("#peers"):
            return True
        if self._form is not None:
            return False
        return self._peer is not None if action in ("words", "mute", "change", "remove", "move") else True

    def action_move(self, by: int) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_back(self) -> None:
        """Back to the circle."""
        self.dismiss()

    # --- cards and words ----------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_words(self) -> None:
        """Compare words with the selected person."""
        from journal.screens.peer_words import WordsScreen

        if peer := self._peer:
            self.app.push_screen(WordsScreen(peer), self._compared)

    def _compared(self, said: str | None) -> None:
        self._said = said or ""
        self._load()

    def action_add(self) -> None:
        """Add somebody by their card."""
        from journal.screens.peer_card import AddCardScreen

        self.app.push_screen(AddCardScreen(), self._added)

    def _added(self, added: Peer | None) -> None:
        if added is not None:
            name = clean_peer_name(added.name)
            self._said, self._select = f"{name} is here. They need your card, too: c. Then compare words: v.", added.id
            self._load()

    def action_card(self) -> None:
        """Show a card of one's own."""
        from journal.screens.peer_card import MyCardScreen

        self.app.push_screen(MyCardScreen())

    # --- what is kept about them --------------------------------------------------------------------------------------

    async def _do(self, change: Callable[[], object], said: str) -> None:
        try:
            await self.journal.ask(change)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
        else:
            self._said = said
            self._load()

    @work(group="changing", description="muting somebody")
    async def action_mute(self) -> None:
        """Show nothing of this person, or show it again."""
        if peer := self._peer:
            name = clean_peer_name(peer.name)
            said = f"{name} is shown again." if peer.muted else f"{name} is muted. They never learn of it."
            await self._do(partial(meeting.mute, self.journal.storage, peer, muted=not peer.muted), said)

    @work(group="form", exclusive=True, description="opening fields")
    async def action_change(self) -> None:
        """Change what they are called, and the note about them."""
        peer = self._peer
        if peer is None:
            return
        fields = (
            Field("name", "you call them", peer.name, "", meeting.LONGEST_LOCAL_NAME),
            Field("note", "note for you", " ".join(peer.note.split()), "goes nowhere", meeting.LONGEST_NOTE),
        )
        self._form = Form(f"About {clean_peer_name(peer.name)}", fields)
        self.query_one("#both").display = False
        await self.query_one("#people").mount(self._form)
        self.set_focus(self._form.fields[0])
        self.query_one(PlacesBar).typing = True
        self._hint_keys()

    @on(Form.Left)
    def _close_form(self) -> None:
        if self._form is not None:
            self._form.remove()
        self._form = None
        self.query_one("#both").display = True
        self.query_one(PlacesBar).typing = False
        self.set_focus(self.query_one(OptionList))
        self._hint_keys()

    @on(Form.Kept)
    def _filled_in(self, event: Form.Kept) -> None:
        if peer := self._peer:
            self._keep_about(peer, event.texts["name"], event.texts["note"], event.form)

    @work(group="changing", description="keeping what is known about somebody")
    async def _keep_about(self, peer: Peer, name: str, note: str, form: Form) -> None:
        storage = self.journal.storage

        def keep() -> None:
            called = meeting.call(storage, peer, name) if name and name != peer.name else peer
            if note != " ".join(called.note.split()):
                meeting.note_about(storage, called, note)

        try:
            await self.journal.ask(keep)
        except JournalError as trouble:
            form.problem(str(trouble))
        else:
            self._close_form()
            self._said, self._select = "Kept.", peer.id
            self._load()

    def action_remove(self) -> None:
        """Share with this person no more, after asking."""
        peer = self._peer
        if peer is None:
            return
        name = clean_peer_name(peer.name)
        answers = [
            Answer(_KEEP, Content("cancel, everything stays")),
            Answer(_REMOVE, Content(f"remove {name}")),
            Answer(_GOODBYE, Content(f"remove {name}, and tell them by a file that you share no more")),
        ]
        note = (
            "Their pages are not shown any more, and no new ones are taken in. What they have of yours they keep. "
            "Adding their card again brings everything back."
        )
        self.app.push_screen(ChooseScreen(f"Remove {name}?", answers, note=note), partial(self._removal, peer))

    def _removal(self, peer: Peer, answer: str | None) -> None:
        if answer in (_REMOVE, _GOODBYE):
            self._remove(peer, goodbye=answer == _GOODBYE)

    @work(group="changing", description="removing somebody")
    async def _remove(self, peer: Peer, *, goodbye: bool) -> None:
        storage, now = self.journal.storage, self.journal.now().at

        def remove() -> None:
            if goodbye:
                post.say_goodbye(storage, peer, now)
            meeting.remove(storage, peer, now)

        name = clean_peer_name(peer.name)
        said = f"{name} is removed." + (" The goodbye waits in the circle: h saves it as a file." if goodbye else "")
        await self._do(remove, said)


def _row(peer: Peer) -> Content:
    name = clean_line(peer.name, _NAME_CELLS)
    mark = ("◆ verified", "$muted") if peer.verified else ("◇ not compared", "$sand")
    line = Content.styled(name, "$people") + Content(" " * max(1, _NAME_CELLS - Content(name).cell_length))
    line += Content.styled(*mark)
    if peer.muted:
        line += Content.styled("  muted", "$muted")
    if peer.left_at:
        line += Content.styled("  shares no more", "$muted")
    return line


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _about(peer: Peer, *, refused: bool, missing: int) -> list[Content]:
    lines = [person(peer.name, verified=peer.verified)]
    if clean_peer_name(peer.pseudonym) != clean_peer_name(peer.name):
        lines.append(Content.styled(f"calls themselves {clean_peer_name(peer.pseudonym)}", "$muted"))
    lines.append(Content.styled(f"here since {_day(peer.added_at)}", "$muted"))
    if peer.verified_at:
        lines.append(Content.styled(f"words compared on {_day(peer.verified_at)}", "$muted"))
    else:
        lines += [
            Content(""),
            Content.styled("Until you have compared words, somebody else could be writing in their name.", "$sand"),
        ]
    if peer.left_at:
        lines += [Content(""), Content("They said that they share no more. What they shared stays.")]
    if missing:
        have = "has" if missing == 1 else "have"
        gap = f"{counted(missing, 'page')} of theirs {have} not come: on the way, or kept back."
        lines += [Content(""), Content.styled(gap, "$sand")]
    if refused:
        lines += [
            Content(""),
            Content.styled("Their last file was not taken in. What came before it is here.", "$clay"),
        ]
    if peer.note:
        lines += [Content(""), Content.styled("Your note", "$accent"), Content(clean_text(peer.note))]
    return lines
