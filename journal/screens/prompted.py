"""Writing about a question: on an ordinary page, or, where it goes deeper, for a time that ends softly."""

from functools import partial

from textual import work

from journal.deep_writing import deep_form
from journal.errors import JournalError
from journal.filling import open_form
from journal.prompts import Prompt
from journal.screens.base import JournalScreen, Refreshable
from journal.screens.keepers import StorageKeeper


class PromptedWriting(JournalScreen[None], Refreshable):
    """A place from which somebody writes, and which looks again afterwards."""

    def write_about(self, prompt: Prompt | None) -> None:
        """Write; a deeper question asks for how long first."""
        if prompt is None or not prompt.deeper:
            self._write_on_page(prompt)
        else:
            from journal.screens.time_box import TimeBoxScreen

            self.app.push_screen(TimeBoxScreen(prompt), partial(self._timed, prompt))

    def _write_on_page(self, prompt: Prompt | None) -> None:
        from journal.screens.write import WriteScreen

        self.app.push_screen(WriteScreen(StorageKeeper(self.journal.storage), prompt=prompt), self.look_again)

    def _timed(self, prompt: Prompt, minutes: int | None) -> None:
        if minutes == 0:
            self._write_on_page(prompt)
        elif minutes:
            self._write_for(prompt, minutes)

    @work(group="deep", exclusive=True, description="opening deep writing")
    async def _write_for(self, prompt: Prompt, minutes: int) -> None:
        from journal.screens.form import FormScreen

        form = deep_form(prompt, minutes)
        try:
            opened = await self.journal.ask(open_form, self.journal.storage, form, self.journal.now(), new=True)
        except JournalError as trouble:
            self.say(str(trouble))
        else:
            self.app.push_screen(FormScreen(opened), self.look_again)

    def look_again(self, _result: object) -> None:
        """What was in front is closed, and may have changed something."""
        self.refresh_from_storage()

    def say(self, trouble: str) -> None:
        """Say that something did not work, where it was asked for."""
        raise NotImplementedError
