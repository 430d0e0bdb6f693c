"""Any text in an editor that only knows printable characters and one kind of line end, and back unchanged.

Textual's editor splits at every Unicode line break, joins all line ends into one kind, and writes control characters
to the terminal as they are. So what it cannot hold is shown as a stand-in, one cell each, and put back on reading.
"""

import re
from dataclasses import dataclass

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, without tab and newline
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # line breaks and what changes direction
    "\ud800-\udfff"  # half of a character
    "\U000e0000-\U000e007f"  # invisible tags
    "]"
)
_PICTURES = 0x2400  # ␀ and its neighbours are pictures of the first 33 controls
_PRIVATE = range(0xE000, 0xF8FF)


@dataclass(frozen=True, slots=True)
class EditorText:
    """A text as the editor shows it, and what its stand-ins stand for."""

    shown: str
    stand_ins: dict[str, str]
    line_end: str = "\n"

    def original(self, edited: str) -> str:
        """Return an edited text with every stand-in and line end put back."""
        edited = edited.translate({ord(stand_in): meant for stand_in, meant in self.stand_ins.items()})
        return edited.replace("\n", self.line_end) if self.line_end != "\n" else edited

    def with_pasted(self, text: str) -> "EditorText":
        """Return the pasted text as it may be shown, with the stand-ins known so far and any new ones.

        Line ends become those of the text it goes into: a terminal sends a carriage return for each of them.
        """
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        table = dict(self.stand_ins)
        taken = self.shown + plain
        for stand_in in self.stand_ins:  # somebody pastes the very character that stands for another one here
            if stand_in in plain:
                substitute = _free_character(stand_in, taken, table)
                table[substitute] = stand_in
                plain = plain.replace(stand_in, substitute)
        shown = _replaced(plain, table, taken)
        return EditorText(shown, table, self.line_end)


def for_editor(text: str) -> EditorText:
    """Return the text as an editor may show it."""
    line_end = "\n"
    if "\r\n" in text and text.count("\r\n") == text.count("\n") == text.count("\r"):
        line_end = "\r\n"
        text = text.replace("\r\n", "\n")
    table: dict[str, str] = {}
    return EditorText(_replaced(text, table, text), table, line_end)


def _replaced(text: str, table: dict[str, str], taken: str) -> str:
    by_meaning = {meant: stand_in for stand_in, meant in table.items()}

    def stand_in(match: re.Match[str]) -> str:
        meant = match[0]
        if meant not in by_meaning:
            by_meaning[meant] = _free_character(meant, taken, table)
            table[by_meaning[meant]] = meant
        return by_meaning[meant]

    return _UNSAFE.sub(stand_in, text)


def _free_character(meant: str, taken: str, table: dict[str, str]) -> str:
    code = ord(meant)
    wishes = [chr(_PICTURES + code)] if code < 0x20 else []
    for candidate in (*wishes, *map(chr, _PRIVATE), *map(chr, range(0xF0000, 0xFFFFD))):
        if candidate not in table and candidate not in taken:
            return candidate
    raise ValueError("A text that uses every private character cannot be edited here.")
