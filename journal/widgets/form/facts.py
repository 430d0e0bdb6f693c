"""What was recorded, above the questions: facts come first, and stay facts."""

from textual.content import Content

from journal.cleaning import clean_line
from journal.review_facts import Facts
from journal.reviews import Part
from journal.widgets.help.drawn import Lines
from journal.wording import MOOD_GLYPHS

_STYLES = {
    "plain": "$ink", "strong": "bold $ink", "quiet": "$muted", "tag": "$sand", "person": "$people", "own": "$ink",
}  # fmt: skip
_GAP = 3


def facts_lines(facts: Facts, width: int) -> Lines:
    """Return the heading and the facts; where a fact needs more than a row, it goes on below itself."""
    rows = Content.styled(facts.heading, "$accent").wrap(width)
    label_width = max((len(line.label) for line in facts.lines), default=0) + _GAP
    for line in facts.lines:
        words = Content("").join(map(_part, line.parts)).wrap(max(10, width - label_width))
        for number, row in enumerate(words):
            label = line.label if number == 0 else ""
            rows.append(Content.styled(label.ljust(label_width), "$ink") + row)
    return rows


def _part(part: Part) -> Content:
    if part.kind == "mood":
        level = MOOD_GLYPHS.index(part.text) + 1 if part.text in MOOD_GLYPHS else 0
        return Content.styled(part.text, f"$mood{level}" if level else "$muted")
    text = clean_line(f"|{part.text}|")[1:-1]  # the spaces at its ends part it from its neighbours
    return Content.styled(text, _STYLES[part.kind])
