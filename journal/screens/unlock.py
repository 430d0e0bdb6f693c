"""The way in: a greeting, one field, and Help now beside it."""

import asyncio
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.errors import JournalError, WrongSecret
from journal.screens.base import JournalScreen
from journal.vault import Passphrase, RecoveryKey, Secret
from journal.widgets.bindings import key
from journal.widgets.frame import KeyHint, KeysBar
from journal.widgets.hill import Hill
from journal.widgets.secret_input import SecretInput
from journal.widgets.words import Words
from journal.wording import day_and_month, greeting

if TYPE_CHECKING:
    from journal.storage import Storage
    from journal.vault.stretching import StretchingProcess

_TAKE_YOUR_TIME = "Nothing is read until you open it. Take your time."
_OPENING = "Opening, this takes a moment."
_WRONG = "That did not open it. Nothing was changed. Try again, or {key}."
_PAUSES = (0, 0, 1, 2, 4, 8, 15)
"""Seconds to wait after each wrong try: patience costs a person little and a guessing program much."""


class UnlockScreen(JournalScreen[None]):
    """Asks for the passphrase or the recovery key. Says no name, no number, nothing of what is inside."""

    BINDINGS = [
        key("f3", "show", "unlock.show", "Show", "Show what is typed, or cover it"),
        key(
            "f4",
            "other_secret",
            "unlock.other",
            "Use the recovery key",
            "Open with the recovery key, or the passphrase again",
        ),
        key(
            "f7",
            "write_first",
            "unlock.write",
            "Write first, open later",
            "Write now; it is sealed and filed when you open the journal",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._with_key = False
        self._wrong_tries = 0
        self._busy = False
        self._stretching: StretchingProcess | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        now = self.journal.time_on_the_wall()
        with Vertical(classes="middle"):
            yield Hill()
            with Horizontal(classes="welcome"):
                yield Words(Content.styled(greeting(now), "bold $ink"))
                yield Words(Content.styled(day_and_month(now.date()), "$muted"), classes="date")
            with Horizontal(classes="field"):
                yield Static(Content("Passphrase"), id="label")
                yield SecretInput(id="secret")
            yield Static(Content(_TAKE_YOUR_TIME), id="state", classes="quiet-line")
            with Vertical(classes="help"):
                yield Words(Content.styled("F2  Help now", "bold $help @click=app.help_now"))
                yield Words("Numbers and grounding steps. Works without the passphrase and a network.", classes="more")
                yield Words("works without the passphrase", classes="less")
        yield KeysBar()

    def on_mount(self) -> None:
        """Put the cursor in the field, and fetch the database's code while the person types."""
        self.query_one(SecretInput).focus()
        self._hint_keys()
        self.call_after_refresh(self._warm_up)

    @work(thread=True, group="warm-up", exit_on_error=False, description="fetching the storage")
    def _warm_up(self) -> None:
        from journal.vault.stretching import StretchingProcess

        stretching = StretchingProcess()
        stretching.start()
        self._stretching = stretching
        importlib.import_module("journal.vault.opening")
        importlib.import_module("journal.storage")

    def on_unmount(self) -> None:
        """Let the waiting process go."""
        if self._stretching is not None:
            self._stretching.close()

    def _hint_keys(self) -> None:
        other = "use the passphrase" if self._with_key else "use recovery key"
        self.query_one(KeysBar).hints = (
            KeyHint("unlock.open", "open", key="enter"),
            KeyHint("unlock.show", "show"),
            KeyHint("unlock.other", other),
            KeyHint("unlock.write", "write first, open later"),
            KeyHint("quit", "quit"),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take an earlier refusal away as soon as something new is typed."""
        if event.value and not self._busy:
            self._say(_TAKE_YOUR_TIME)

    def _say(self, text: str, *, trouble: bool = False) -> None:
        line = self.query_one("#state", Static)
        line.update(Content(text))
        line.set_class(trouble, "trouble")
        line.set_class(not trouble, "quiet-line")

    def action_show(self) -> None:
        """Show or cover what is typed."""
        self.query_one(SecretInput).toggle_cover()

    def action_other_secret(self) -> None:
        """Ask for the other secret."""
        self._with_key = not self._with_key
        self.query_one("#label", Static).update(Content("Recovery key" if self._with_key else "Passphrase"))
        field = self.query_one(SecretInput)
        field.value = ""
        field.focus()
        self._say(
            "Seven groups of four, from the paper. Capitals and spaces do not matter."
            if self._with_key
            else _TAKE_YOUR_TIME
        )
        self._hint_keys()

    def action_write_first(self) -> None:
        """Write now; it is sealed for later."""
        from journal.screens.keepers import SealedKeeper
        from journal.screens.write import WriteScreen

        self.app.push_screen(WriteScreen(SealedKeeper(self.journal.paths.home)), self._written)

    def _written(self, kept: object) -> None:
        if kept:
            self._say("Sealed. It joins the journal when you open it.")

    @on(Input.Submitted)
    def _try(self) -> None:
        """Try what is typed. Not a key binding: one could overtake the letters typed just before it."""
        field = self.query_one(SecretInput)
        if self._busy or not field.value:
            return
        secret: Secret = RecoveryKey(field.value) if self._with_key else Passphrase(field.value)
        self._busy = True
        self._say(_OPENING)
        self._open(secret)

    @work(group="opening", exclusive=True, description="opening the journal")
    async def _open(self, secret: Secret) -> None:
        try:
            storage = await self.journal.ask(_open_storage, self.journal.paths.home, secret, self._stretching)
        except WrongSecret as wrong:
            await self._refuse(wrong)
        except JournalError as trouble:
            self._say(str(trouble), trouble=True)
        else:
            self.journal.journal_opened(storage)
        finally:
            self._busy = False

    async def _refuse(self, wrong: WrongSecret) -> None:
        field = self.query_one(SecretInput)
        self._wrong_tries += 1
        pause = _PAUSES[min(self._wrong_tries, len(_PAUSES)) - 1]
        text = str(wrong) if self._with_key else _WRONG.format(key=self._key_of("unlock.other"))
        if pause:
            self._say(f"{text} A pause of {pause} s first.", trouble=True)
            await asyncio.sleep(pause)
        field.value = ""
        field.focus()
        self._say(text, trouble=True)

    def _key_of(self, binding_id: str) -> str:
        for active in self.active_bindings.values():
            if active.binding.id == binding_id:
                return self.app.get_key_display(active.binding)
        return "the other key"


def _open_storage(home: Path, secret: Secret, stretching: "StretchingProcess | None") -> "Storage":
    """Derive the key; meanwhile the database's code is being imported in another thread."""
    from journal.vault import unlock  # cryptography is not needed to paint the screen

    vault = unlock(home, secret, stretch=stretching.stretched) if stretching else unlock(home, secret)
    from journal.storage import Storage

    return Storage.open(vault)
