"""The first run: a passphrase, a recovery key on paper, and how it looks. Quitting midway leaves nothing half-made."""

import importlib
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from journal import settings as settings_file
from journal.choices import LONGEST_NAME, Choices
from journal.errors import JournalError
from journal.screens.base import JournalScreen
from journal.settings import Settings
from journal.vault import NewVault, prepare
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar
from journal.widgets.recovery_grid import RecoveryGrid
from journal.widgets.secret_input import SecretInput
from journal.widgets.strength import strength_of

if TYPE_CHECKING:
    from journal.storage import Storage

_STEPS = ("Passphrase", "Recovery key", "Make it yours")
_GOOD_TO_KNOW = (
    "No account, no network, nothing is sent anywhere by itself.",
    "If you forget it, the recovery key on the next page opens the journal.",
    "Without both, the words are gone. That is the price of nobody else being able to read them.",
)
_ABOUT_THE_KEY = (
    "Paper, not a photo, and not next to the passphrase.",
    "Whoever has it can read the journal. So can you, in ten years.",
    "You can make a new key at any time; the old one stops working.",
)
_LOOKS = {"dusk": "Dusk, light words on a dark page", "dawn": "Dawn, dark words on a light page"}


class Step(Enum):
    """Where in the first run somebody is."""

    PASSPHRASE = auto()
    KEY = auto()
    CHECK = auto()
    YOURS = auto()


class FirstRunScreen(JournalScreen[None]):
    """One question a page, three steps across the top."""

    CSS_PATH = ["../widgets/later.tcss", "first_run.tcss"]
    BINDINGS = [
        key("enter", "next", "first.next", "Next", "Go on"),
        key("f3", "show", "first.show", "Show", "Show or cover what is secret"),
        key("escape", "back", "first.back", "Back", "Back one page"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._step = Step.PASSPHRASE
        self._new: NewVault | None = None
        self._passphrase = ""
        self._asked: tuple[int, int] = (0, 0)
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the frame; each page fills it."""
        yield Static(id="steps")
        yield VerticalScroll(id="step")
        yield KeysBar()

    async def on_mount(self) -> None:
        """Begin with the passphrase."""
        self.query_one(VerticalScroll).can_focus = False
        await self._go_to(Step.PASSPHRASE)
        self.call_after_refresh(self._warm_up)

    @work(thread=True, group="warm-up", exit_on_error=False, description="fetching the storage")
    def _warm_up(self) -> None:
        importlib.import_module("zxcvbn")
        importlib.import_module("journal.storage")

    # --- pages --------------------------------------------------------------------------------------------------------

    async def _go_to(self, step: Step) -> None:
        self._step = step
        self._draw_steps()
        place = self.query_one("#step", VerticalScroll)
        await place.remove_children()
        build: dict[Step, Callable[[], Sequence[Widget]]] = {
            Step.PASSPHRASE: self._passphrase_page,
            Step.KEY: self._key_page,
            Step.CHECK: self._check_page,
            Step.YOURS: self._yours_page,
        }
        await place.mount(Vertical(*build[step](), classes="inner"))
        place.scroll_home(animate=False)
        self._hint_keys()
        self.call_after_refresh(self._focus_first)  # only then is it known where to scroll to

    def _draw_steps(self) -> None:
        active = {Step.PASSPHRASE: 0, Step.KEY: 1, Step.CHECK: 1, Step.YOURS: 2}[self._step]
        parts: list[Content] = []
        narrow = self.app.size.width < 60
        for number, name in enumerate(_STEPS):
            reached = Content.styled("■ " if number <= active else "□ ", "$accent" if number <= active else "$muted")
            label = "" if narrow and number != active else f" {name}"
            here = number == active
            parts.append(
                Content.assemble(
                    reached,
                    (str(number + 1), "$accent" if here else "$muted"),
                    (label, "bold $ink" if here else "$muted"),
                )
            )
        self.query_one("#steps", Static).update(Content("  " if narrow else "     ").join(parts))

    def on_resize(self) -> None:
        """Draw the steps again for the new width."""
        self._draw_steps()

    def _passphrase_page(self) -> Sequence[Widget]:
        return [
            Static(Content("Choose a passphrase"), classes="title"),
            Static(
                Content(
                    "It locks everything you write, on this machine, for you alone. "
                    "Nobody can reset it, so choose words you will remember on a bad day."
                )
            ),
            Horizontal(Static(Content("Passphrase"), classes="label"), SecretInput(id="first"), classes="field"),
            Horizontal(Static(Content("Once more"), classes="label"), SecretInput(id="second"), classes="field"),
            Static(id="strength"),
            Static(id="trouble", classes="trouble"),
            Static(Content("Good to know"), classes="heading"),
            *_bullet_rows(_GOOD_TO_KNOW),
        ]

    def _key_page(self) -> Sequence[Widget]:
        return [
            Static(Content("Your recovery key"), classes="title"),
            Static(
                Content(
                    "This is shown once. Write it on paper, and keep the paper where you keep things that matter. "
                    "It opens the journal if the passphrase is forgotten."
                )
            ),
            RecoveryGrid(self._prepared.recovery_key),
            *_bullet_rows(_ABOUT_THE_KEY),
            Static(Content("The next page covers it and asks for two of the groups."), classes="muted"),
        ]

    def _check_page(self) -> Sequence[Widget]:
        chance = secrets.SystemRandom()
        first, second = sorted(chance.sample(range(len(self._key_groups)), 2))
        self._asked = (first, second)
        grid = RecoveryGrid(self._prepared.recovery_key)
        grid.covered = True
        return [
            Static(Content("Is it on paper?"), classes="title"),
            Static(
                Content(
                    "The key is covered now. Type two of its groups from the paper. "
                    "If one does not match, nothing is lost: uncover it and look again."
                )
            ),
            grid,
            Horizontal(
                Static(Content(f"Group {first + 1}"), classes="label"),
                Input(id="group-0", max_length=6, compact=True),
                Static(id="match-0", classes="match"),
                classes="group",
            ),
            Horizontal(
                Static(Content(f"Group {second + 1}"), classes="label"),
                Input(id="group-1", max_length=6, compact=True),
                Static(id="match-1", classes="match"),
                classes="group",
            ),
            Static(Content("Capitals and spaces do not matter. 0 and O, 1 and I count as the same."), classes="muted"),
            Static(id="trouble", classes="trouble"),
        ]

    def _yours_page(self) -> Sequence[Widget]:
        looks = OptionList(*(Content(words) for words in _LOOKS.values()), id="looks")
        return [
            Static(Content("Make it yours"), classes="title"),
            Static(Content("How would you like the page? You can change this and more in the settings, any time.")),
            looks,
            Horizontal(
                Static(Content("What to call you, if you like"), classes="label"),
                Input(id="called", max_length=LONGEST_NAME, compact=True),
                id="name",
            ),
            Static(
                Content(
                    "It locks itself after 10 minutes without a key. F9 covers the screen at once, ctrl+l locks it."
                ),
                classes="muted",
            ),
            Static(id="trouble", classes="trouble"),
        ]

    @property
    def _prepared(self) -> NewVault:
        if self._new is None:
            raise RuntimeError("no passphrase was chosen yet")
        return self._new

    @property
    def _key_groups(self) -> list[str]:
        return self._prepared.recovery_key.split("-")

    def _focus_first(self) -> None:
        wanted = {Step.PASSPHRASE: "#first", Step.CHECK: "#group-0", Step.YOURS: "#looks"}.get(self._step)
        if wanted:
            for found in self.query(wanted):
                found.focus()
        else:
            self.set_focus(None)

    def _hint_keys(self) -> None:
        words = {
            Step.PASSPHRASE: ("next", "show", ""),
            Step.KEY: ("I have written it down", "", "back"),
            Step.CHECK: ("check and go on", "uncover the key", "back"),
            Step.YOURS: ("begin", "", "back"),
        }[self._step]
        hints = [
            KeyHint(binding, label, key="enter" if binding == "first.next" else "")
            for binding, label in zip(("first.next", "first.show", "first.back"), words, strict=True)
            if label
        ]
        self.query_one(KeysBar).hints = (*hints, KeyHint("help-now", "Help now"), KeyHint("quit", "quit"))

    def _trouble(self, text: str) -> None:
        self.query_one("#trouble", Static).update(Content(text))

    # --- answers ------------------------------------------------------------------------------------------------------

    @on(Input.Changed, "#first")
    def _measure(self, event: Input.Changed) -> None:
        if event.value:
            self._estimate(event.value)
        else:
            self.query_one("#strength", Static).update(Content(""))

    @work(thread=True, group="strength", exclusive=True, exit_on_error=False, description="estimating")
    def _estimate(self, passphrase: str) -> None:
        strength = strength_of(passphrase)
        squares = "■ " * (strength.level + 1) + "□ " * (4 - strength.level)
        self.app.call_from_thread(
            self._show_strength, Content.assemble((squares, "$accent"), "  ", (strength.words, "$ink"))
        )

    def _show_strength(self, words: Content) -> None:
        if self._step is Step.PASSPHRASE and self.query_one("#first", Input).value:
            self.query_one("#strength", Static).update(words)

    @on(Input.Changed, "#group-0, #group-1")
    def _compare(self, event: Input.Changed) -> None:
        which = 0 if event.input.id == "group-0" else 1
        fits = self._fits(which)
        mark = Content.styled("■ matches", "$accent") if fits else Content("")
        self.query_one(f"#match-{which}", Static).update(mark)
        if fits and which == 0:
            self.query_one("#group-1", Input).focus()

    def _fits(self, which: int) -> bool:
        typed = self.query_one(f"#group-{which}", Input).value
        return same_group(typed, self._key_groups[self._asked[which]])

    def action_show(self) -> None:
        """Show or cover what is secret on this page."""
        if self._step is Step.PASSPHRASE:
            for field in self.query(SecretInput):
                field.toggle_cover()
        elif self._step is Step.CHECK:
            grid = self.query_one(RecoveryGrid)
            grid.covered = not grid.covered

    async def action_back(self) -> None:
        """Go back one page."""
        before = {Step.KEY: Step.PASSPHRASE, Step.CHECK: Step.KEY, Step.YOURS: Step.KEY}
        if self._step in before and not self._busy:
            await self._go_to(before[self._step])

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    async def _answered(self) -> None:
        await self.action_next()

    async def action_next(self) -> None:
        """Check this page and go on."""
        if self._busy:
            return
        if self._step is Step.PASSPHRASE:
            self._take_passphrase()
        elif self._step is Step.KEY:
            await self._go_to(Step.CHECK)
        elif self._step is Step.CHECK:
            if self._fits(0) and self._fits(1):
                await self._go_to(Step.YOURS)
            else:
                self._trouble("That does not match yet. F3 uncovers the key; nothing is lost.")
        else:
            self._finish()

    def _take_passphrase(self) -> None:
        first, second = self.query_one("#first", Input), self.query_one("#second", Input)
        if not first.value:
            self._trouble("A few words are needed here.")
            first.focus()
        elif first.has_focus and not second.value:
            second.focus()
        elif first.value != second.value:
            self._trouble("The two are not the same yet. F3 shows what is typed.")
            second.focus()
        else:
            self._busy = True
            self._trouble("")
            self.query_one("#strength", Static).update(Content("Making the key, this takes a moment."))
            self._prepare(first.value)

    @work(group="making", exclusive=True, description="making the key")
    async def _prepare(self, passphrase: str) -> None:
        try:
            if self._new is None or passphrase != self._passphrase:
                self._new = await self.journal.ask(prepare, passphrase)
                self._passphrase = passphrase
        finally:
            self._busy = False
        await self._go_to(Step.KEY)

    @on(OptionList.OptionHighlighted)
    def _try_look(self, event: OptionList.OptionHighlighted) -> None:
        self.app.theme = list(_LOOKS)[event.option_index]

    def _finish(self) -> None:
        chosen = self.query_one(OptionList).highlighted or 0
        self._busy = True
        called = self.query_one("#called", Input).value
        self._make(Settings(theme=list(_LOOKS)[chosen]), Choices(called=called).tidy())

    @work(group="making", exclusive=True, description="making the journal")
    async def _make(self, settings: Settings, choices: Choices) -> None:
        try:
            storage = await self.journal.ask(_create, self.journal.paths.home, self._prepared, choices)
            await self.journal.ask(settings_file.save, self.journal.paths, settings)
        except JournalError as trouble:
            self._trouble(str(trouble))
        else:
            self._passphrase = ""
            self.journal.use_settings(settings)
            self.journal.journal_opened(storage)
        finally:
            self._busy = False


def _bullet_rows(lines: tuple[str, ...]) -> list[Horizontal]:
    return [
        Horizontal(
            Static(Content.styled("•", "$accent"), classes="mark"),
            Static(Content(line), classes="text"),
            classes="bullet",
        )
        for line in lines
    ]


def same_group(typed: str, group: str) -> bool:
    """Whether a typed group is the one on paper; capitals, spaces, and the look-alikes O, I and L do not matter."""
    return "".join(typed.upper().replace("-", " ").split()).translate(str.maketrans("OIL", "011")) == group


def _create(home: Path, new: NewVault, choices: Choices) -> "Storage":
    from journal.storage import Storage

    storage = Storage.create(home, new)
    if choices.called:
        with suppress(JournalError):  # the journal is made; a name can be given at any time in the settings
            storage.preferences.choose(choices)
    return storage
