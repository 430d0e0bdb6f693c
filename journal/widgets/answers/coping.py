"""What a person did, and how much it helped."""

from collections.abc import Sequence
from dataclasses import replace

from journal.moods import Checkin, Coped
from journal.vocabulary import Groups
from journal.widgets.answers.matching import spelled
from journal.widgets.answers.words import WordsAnswer

HELPED = ("not at all", "a little", "some", "a lot")


class CopingAnswer(WordsAnswer):
    """What a person did, and how much it helped: a digit after each, or nothing."""

    def __init__(self, coped: Sequence[Coped], groups: Groups, used: Sequence[str], hint: str) -> None:
        super().__init__("coping", [one.name for one in coped], groups, used, hint)
        self._helped = {one.name: one.helped for one in coped}
        self._asking: str | None = None

    def put(self, checkin: Checkin) -> Checkin:
        """Return the check-in with what was done."""
        coped = [Coped(name, self._helped.get(name)) for name in self._words]
        if self.typed:
            coped.append(Coped(spelled(self.typed, self._offered)))
        return replace(checkin, coping=tuple(coped))

    def take(self, word: str) -> bool:
        """Take what was done, and ask how much it helped."""
        taken = super().take(word)
        if taken:
            self._asking = self._words[-1]
            self.show()
        return taken

    def finish(self) -> None:
        """Take what was typed, and stop asking."""
        super().finish()
        if self._asking is not None:
            self._asking = None
            self.show()

    def takes_key(self, character: str) -> bool:
        """0 to 3 say how much it helped, while that is asked."""
        name = self._asked_about
        if name is None or character not in "0123":
            return super().takes_key(character)
        self._helped[name] = int(character)
        self._asking = None
        self.tell()
        return True

    def question(self) -> str:
        """Return the question about the chip just taken, or the chosen one."""
        if self._asked_about is None or not self.entrance.has_focus:
            return ""
        return " · ".join(f"{number} {words}" for number, words in enumerate(HELPED))

    def chip_words(self, index: int) -> str:
        """Return what was done, and how much it helped."""
        helped = self._helped.get(self._words[index])
        words = super().chip_words(index)
        return words if helped is None else f"{words} · {HELPED[helped]}"

    @property
    def _asked_about(self) -> str | None:
        if self._chip is not None:
            return self._words[self._chip]
        return self._asking if self._asking in self._words else None
