"""Cards: a fresh one of one's own, as a line and as a QR code; and adding somebody by theirs."""

from functools import partial

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from journal.errors import JournalError
from journal.peers import Peer
from journal.screens.base import JournalScreen
from journal.sharing import meeting
from journal.sharing.cards import qr_rows
from journal.sharing.declined import NamelessSelf
from journal.sharing.meeting import MyCard
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.qr_code import QrCode
from journal.wording import day_and_month

_CARD = Binding.Group("Cards")
_LONGEST_CARD = 2000


class CardInput(Input):
    """A field for a card: messengers break its line, and pasted lines become one again."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor("".join(event.text[:_LONGEST_CARD].split()))


class AddCardScreen(JournalScreen[Peer | None]):
    """Two fields. Gives back who was added."""

    CSS_PATH = ["../widgets/later.tcss", "peer_card.tcss"]
    OFFERS_CHECK_IN = False
    BINDINGS = [
        key("down", "other", "add-card.next", "Other field", "From one field to the other", _CARD, display="↓"),
        key("up", "other", "add-card.previous", "Other field", "From one field to the other", _CARD, display="↑"),
        key("escape", "back", "add-card.back", "Back", "Back, and nobody is added", _CARD),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield PlacesBar("Circle")
        with Vertical(classes="page", id="adding"):
            yield Static(Content.styled("Add somebody by their card", "bold $ink"))
            yield Static(
                Content(
                    "A card is one line that begins with RJ1: and holds no secret of yours. "
                    "Paste it whole; broken lines do not matter."
                ),
                classes="note",
            )
            with Horizontal(classes="field"):
                yield Static(Content("their card"))
                yield CardInput(placeholder="RJ1:…", id="card", max_length=_LONGEST_CARD, compact=True)
            with Horizontal(classes="field"):
                yield Static(Content("you call them"))
                yield Input(
                    placeholder="else what their card says",
                    id="name",
                    max_length=meeting.LONGEST_LOCAL_NAME,
                    compact=True,
                )
            yield Static(id="state")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor in the field of the card."""
        self.query_one(PlacesBar).typing = True
        self.set_focus(self.query_one("#card", Input))
        self.query_one(KeysBar).hints = (
            KeyHint("add-card.add", "add them", key="enter"),
            KeyHint("add-card.next", "other field"),
            KeyHint("add-card.back", "back"),
            KeyHint("keys", "all keys"),
        )

    def action_other(self) -> None:
        """From one field to the other."""
        card, name = self.query_one("#card", Input), self.query_one("#name", Input)
        self.set_focus(name if card.has_focus else card)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        card = self.query_one("#card", Input).value.strip()
        if card:
            self._add(card, self.query_one("#name", Input).value.strip() or None)
        else:
            self.set_focus(self.query_one("#card", Input))

    @work(group="adding", exclusive=True, description="adding somebody")
    async def _add(self, card: str, name: str | None) -> None:
        add = partial(meeting.add_peer, self.journal.storage, card, self.journal.now().at, name=name)
        try:
            added = await self.journal.ask(add)
        except JournalError as trouble:
            line = self.query_one("#state", Static)
            line.update(Content(str(trouble)))
            line.set_class(True, "trouble")
            return
        self.dismiss(added.peer)

    def action_back(self) -> None:
        """Back, and nobody is added."""
        self.dismiss(None)


class MyCardScreen(JournalScreen[None]):
    """A pseudonym first, when there is none; then the card."""

    CSS_PATH = ["../widgets/later.tcss", "peer_card.tcss"]
    OFFERS_CHECK_IN = False
    AUTO_FOCUS = ""
    BINDINGS = [
        key("y", "copy", "card.copy", "Copy", "Copy the line", _CARD),
        key("z", "code", "card.code", "The code alone", "The QR code on the whole screen", _CARD),
        key("e", "rename", "card.rename", "Pseudonym", "Be called otherwise from now on", _CARD),
        key("escape", "back", "card.back", "Back", "Back to your people", _CARD),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._card: MyCard | None = None

    def compose(self) -> ComposeResult:
        """Lay out the field, the card and its code."""
        yield PlacesBar("Circle")
        with Horizontal(classes="page", id="showing"):
            with VerticalScroll(id="words", can_focus=False):
                yield Static(Content.styled("Your card", "bold $ink"))
                yield Static(classes="note", id="note")
                with Horizontal(classes="field"):
                    yield Static(Content("pseudonym"))
                    yield Input(placeholder="what others read", id="name", max_length=24, compact=True)
                yield Static(id="line")
                yield Static(id="state")
            yield QrCode(id="code")
        yield KeysBar()

    def on_mount(self) -> None:
        """Make a card, or ask for a pseudonym first."""
        self.query_one(".field").display = False
        self._make(None)

    @work(group="card", exclusive=True, description="making a card")
    async def _make(self, pseudonym: str | None) -> None:
        make = partial(meeting.make_card, self.journal.storage, self.journal.now().at, pseudonym=pseudonym)
        try:
            self._card = await self.journal.ask(make)
        except NamelessSelf as trouble:
            self._ask_name(str(trouble))
            return
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
            return
        self._show(self._card)

    def _show(self, card: MyCard) -> None:
        self.query_one(".field").display = False
        self.query_one(PlacesBar).typing = False
        self.set_focus(None)
        ends = card.expires.astimezone(self.journal.now().at.tzinfo)
        self.query_one("#note", Static).update(
            Content.assemble(
                ("For one person, good until ", "$muted"),
                (day_and_month(ends.date()), "$ink"),
                (". It says ", "$muted"),
                (card.pseudonym, "$people"),
                (
                    " and carries keys, nothing else. Send it by any messenger; whoever has it can seal pages for you, "
                    "and read nothing.",
                    "$muted",
                ),
            )
        )
        self.query_one("#line", Static).update(Content.styled(card.text, "$ink"))
        self.query_one(QrCode).show(qr_rows(card.text))
        self._fit()
        self._hint_keys()

    def on_resize(self) -> None:
        """Show the code where there is room for it."""
        self._fit()

    def _fit(self) -> None:
        if self._card is None:
            self.query_one(QrCode).display = False
            return
        code = self.query_one(QrCode)
        columns, rows = code.needs
        fits = self.app.size.width >= columns + 40 and self.app.size.height >= rows + 4
        code.display = fits
        self._say("" if fits else "z shows it as a QR code on the whole screen, for somebody beside you.")

    def _ask_name(self, why: str) -> None:
        self.query_one("#note", Static).update(Content(why))
        self.query_one(".field").display = True
        self.query_one(QrCode).display = False
        self.query_one(PlacesBar).typing = True
        self.set_focus(self.query_one(Input))
        self._hint_keys()

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._make(event.value)

    def _hint_keys(self) -> None:
        if isinstance(self.focused, Input):
            hints = [
                KeyHint("card.name", "go on", key="enter"),
                KeyHint("card.back", "back"),
                KeyHint("keys", "all keys"),
            ]
        else:
            hints = [
                KeyHint("card.copy", "copy the line"),
                KeyHint("card.code", "the code alone"),
                KeyHint("card.rename", "other pseudonym"),
                KeyHint("card.back", "back"),
                KeyHint("keys-letter", "all keys"),
            ]
        self.query_one(KeysBar).hints = tuple(hints)
        self.refresh_bindings()

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before there is a card, there is nothing to copy."""
        if action in ("copy", "code", "rename"):
            return self._card is not None and not isinstance(self.focused, Input)
        return True

    def action_copy(self) -> None:
        """Copy the line, as far as the terminal lets programs do that."""
        if self._card is not None:
            self.app.copy_to_clipboard(self._card.text)
            self._say("Copied, if your terminal allows it; else select the line with the mouse.")

    def action_code(self) -> None:
        """Show the code on the whole screen."""
        if self._card is not None:
            self.app.push_screen(CodeScreen(self._card.text))

    def action_rename(self) -> None:
        """Be called otherwise."""
        self._ask_name("What others read from now on. Those who have your card already keep the name they know.")
        self.query_one(Input).value = self._card.pseudonym if self._card else ""

    def action_back(self) -> None:
        """Back to the people."""
        if isinstance(self.focused, Input) and self._card is not None:
            self._show(self._card)
        else:
            self.dismiss()


class CodeScreen(JournalScreen[None]):
    """The QR code alone, on white."""

    CSS_PATH = "peer_card.tcss"
    OFFERS_CHECK_IN = False
    BINDINGS = [key("escape,z", "back", "code.back", "Back", "Back to the card", _CARD)]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the code."""
        yield QrCode(qr_rows(self._text))
        yield Static(Content("The code needs 49 by 24 cells. esc goes back."), id="too-small")

    def on_mount(self) -> None:
        """Say so where it does not fit: half a code helps nobody."""
        self.on_resize()

    def on_resize(self) -> None:
        """Show the code where there is room for it."""
        columns, rows = self.query_one(QrCode).needs
        fits = self.app.size.width >= columns and self.app.size.height >= rows - 1
        self.query_one(QrCode).display = fits
        self.query_one("#too-small").display = not fits

    def action_back(self) -> None:
        """Back to the card."""
        self.dismiss()
