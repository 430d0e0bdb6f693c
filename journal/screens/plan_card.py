"""The copy of the safety plan on the open card: what it means, what would stand there, and taking it off again."""

from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.errors import JournalError
from journal.filling import safety_plan
from journal.open_card import READABLE, Card, load_card, save_card
from journal.safety_plan import WHAT_A_COPY_IS, Plan, card_with, card_without, is_same
from journal.screens.base import JournalScreen
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar, PlacesBar
from journal.widgets.help.drawn import Drawn
from journal.widgets.help.page import plan_lines

_NONE = "No copy is on the card. y puts these lines there, exactly as they stand here; esc leaves it."
_SAME = "The copy on the open card says the same. x takes it off."
_OLDER = "The copy on the open card is older. y brings it up to date, x takes it off."
_EMPTY = "The plan is empty so far; there is nothing to copy."
_ON = "It is on the open card now. x takes it off again."
_OFF = "It is off the open card. The plan itself stays in the journal."


class PlanCardScreen(JournalScreen[None]):
    """A warning in plain words, the lines themselves, and one key for each way."""

    CSS_PATH = ["../widgets/later.tcss", "filled.tcss"]
    AUTO_FOCUS = "VerticalScroll"
    COPY = Binding.Group("The copy on the open card")
    BINDINGS = [
        key("y", "put", "plan.put", "Put it there", "Put these lines on the open card", COPY),
        key("x", "take_off", "plan.take-off", "Take it off", "Take the copy off the open card", COPY),
        key("escape", "back", "plan.back", "Back", "Leave everything as it is", COPY),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._plan = Plan()
        self._card = Card()

    def compose(self) -> ComposeResult:
        """Lay out the words and the lines."""
        yield PlacesBar("Reflect")
        with VerticalScroll(classes="page list"):
            yield Static(Content.styled("A copy of the plan, outside the encryption", "bold $ink"))
            yield Static(Content(f"{READABLE} {WHAT_A_COPY_IS}"), id="warning")
            yield Static(id="note")
            yield Drawn(lambda _width, _short: [])
        yield KeysBar()

    def on_mount(self) -> None:
        """Look at the plan and at the card."""
        self._load("")

    @work(group="plan", exclusive=True, description="looking at the plan")
    async def _load(self, note: str) -> None:
        try:
            self._plan, self._card = await self.journal.ask(_look, self.journal.storage)
        except JournalError as trouble:
            self._say(str(trouble))
            return
        if not self.is_attached:
            return
        today = self.journal.now().at.date()
        self.query_one(Drawn).draw_anew(partial(plan_lines, self._plan, today))
        if self._card.plan:
            state = _SAME if is_same(self._card, self._plan) else _OLDER
        else:
            state = _NONE if self._plan.lines else _EMPTY
        self._say(note or state)
        self.refresh_bindings()
        self.query_one(KeysBar).hints = (
            KeyHint("plan.put", "put it there" if not self._card.plan else "bring up to date"),
            KeyHint("plan.take-off", "take it off"),
            KeyHint("plan.back", "back"),
        )

    def _say(self, words: str) -> None:
        self.query_one("#note", Static).update(Content.styled(words, "$sand"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done."""
        if action == "put":
            return bool(self._plan.lines) and not is_same(self._card, self._plan)
        return bool(self._card.plan) if action == "take_off" else True

    def action_put(self) -> None:
        """Put the lines there."""
        self._keep(card_with(self._card, self._plan), _ON)

    def action_take_off(self) -> None:
        """Take them off."""
        self._keep(card_without(self._card), _OFF)

    @work(group="keeping", exclusive=True, description="keeping the open card")
    async def _keep(self, card: Card, note: str) -> None:
        try:
            await self.journal.ask(save_card, self.journal.paths.home, card)
        except JournalError as trouble:
            self._say(f"Not changed: {trouble}")
        else:
            self._load(note)

    def action_back(self) -> None:
        """Back to where this was opened from."""
        self.dismiss()


def _look(storage: Storage) -> tuple[Plan, Card]:
    return safety_plan(storage) or Plan(), load_card(storage.vault.home).card


def take_off_card(storage: Storage) -> bool:
    """Take the copy off the open card, and return whether one was there."""
    home = storage.vault.home
    card = load_card(home).card
    if not card.plan:
        return False
    save_card(home, card_without(card))
    return True
