"""Make any text safe to show in a terminal. What is stored stays as it was written; this stands at the edge.

Escape sequences go as a whole, as far as they stand on one line; then every control that is left, so that what remains
of a broken sequence is plain letters. Direction controls and invisible characters go too, because they make text look
like something it is not. Cleaning text that is clean changes nothing.
"""

import re
import unicodedata

MOST_MARKS = 6  # on one letter: Hebrew with vowels and cantillation needs five
REPLACEMENT = "\ufffd"
LONGEST_NAME = 24
MOST_LINES = 400
NAMELESS = "someone"

# A payload holds no control character: a quotation mark read in the wrong encoding looks like the beginning of an OSC
# (U+009D), and must not take the rest of the page along. It also keeps the search linear.
_PAYLOAD = r"[^\x00-\x08\x0a-\x1f\x7f-\x9f]*"
_END = r"(?:\x07|\x1b\\|\x9c)"
_SEQUENCE = re.compile(
    rf"(?:\x1b[\]PX^_k]|[\x90\x98\x9d-\x9f]){_PAYLOAD}{_END}"  # OSC, DCS, SOS, PM, APC, a title for screen
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[ -/]*[0-~]"  # the short ones, and the beginning of those that never end
)
_NEW_LINE = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# Category Cf without the two joiners, which scripts and emoji need, and without the Arabic, Syriac and Kaithi number
# signs, which are visible; then the fillers and unassigned tags that show as nothing.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_NO_CHARACTER = re.compile(f"[\ud800-\udfff{_NONCHARACTERS}]")
_SUSPECT = re.compile(f"[\x0b-\x0d\u2028\u2029\ud800-\udfff{_INVISIBLE}{_NONCHARACTERS}]")
# Marks are neither word characters nor spaces; most runs of this length are emoji or lines of dashes.
_LONG_RUN = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
_STACKED = ("Mn", "Me")
_BLANKS = "\u115f\u1160\u2800"  # letters and a symbol by their category, and empty to the eye
_JOINERS = "\u200c\u200d"


def clean_text(text: str) -> str:
    """Return text with nothing in it that a terminal obeys; new lines and tabs stay, CRLF becomes a new line.

    Private-use characters stay (they are only a missing glyph); lone surrogates and noncharacters become U+FFFD.
    """
    if _SUSPECT.search(text):
        text = _SEQUENCE.sub("", text)
        text = _NEW_LINE.sub("\n", text)
        text = _HIDDEN.sub("", text)
        text = _NO_CHARACTER.sub(REPLACEMENT, text)
    return text if text.isascii() else _LONG_RUN.sub(_fewer_marks, text)


def clean_line(text: str, limit: int | None = None) -> str:
    """Return text as `clean_text` does, on one line: a space for lines and tabs, … where `limit` characters end it."""
    parts = (part.strip(" ") for part in clean_text(text).replace("\t", "\n").split("\n"))
    line = " ".join(part for part in parts if part)
    if limit is None or len(line) <= limit:
        return line
    return line[: limit - 1].rstrip(" ") + "…" if limit > 0 else ""


def clean_peer_text(text: str, limit: int, lines: int = MOST_LINES) -> str:
    """Return a peer's text as it is stored: nothing a terminal obeys, no tabs, … where a limit ends it.

    At most `limit` characters and `lines` lines, both 1 or more; blank lines at its ends go. Cleaning what it returns
    changes nothing.
    """
    text = _trimmed(clean_text(text).replace("\t", "    "))
    rows = text.split("\n", lines)
    whole = len(text) <= limit and len(rows) <= lines
    return text if whole else _trimmed("\n".join(rows[:lines])[: limit - 1]) + "…"


def clean_peer_line(text: str, limit: int) -> str:
    """Return a peer's title, theme or few words as they are stored: one line, … where `limit` characters end it."""
    return clean_line(text, limit)


def clean_peer_name(name: str) -> str:
    """Return a peer's name as it is stored: one line of 24 characters at most, `NAMELESS` when nothing can be seen."""
    line = clean_line(name, LONGEST_NAME)
    return line if any(character not in _BLANKS and _is_seen(character) for character in line) else NAMELESS


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"


def _trimmed(text: str) -> str:
    return text.rstrip(" \n").lstrip("\n")


def _fewer_marks(run: re.Match[str]) -> str:
    """Return a run of symbols in which no letter carries more marks and joiners than `MOST_MARKS`."""
    kept: list[str] = []
    stacked = 0
    for character in run[0]:
        stacks = character in _JOINERS or unicodedata.category(character) in _STACKED
        stacked = stacked + 1 if stacks else 0
        if stacked <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
