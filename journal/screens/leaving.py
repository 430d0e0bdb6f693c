"""From something that is to be shared to the box that shows it: the rows, the text, and what was put in."""

from collections.abc import Sequence
from typing import Protocol

from journal.insights import Bye, Encouragement, Insight, Reply, Retract, Shared, Support
from journal.shapes import sharing_words
from journal.sharing.post import Prepared
from journal.widgets.leaving_box import LeavingPage, Part
from journal.wording import MONTHS


class Piece(Protocol):
    """A piece of a text after words were replaced."""

    @property
    def text(self) -> str:
        """What stands there now."""

    @property
    def replaced(self) -> bool:
        """Whether it stands in the place of something else."""


def page_of(
    content: Shared,
    pseudonym: str,
    *,
    title: Sequence[Piece] = (),
    body: Sequence[Piece] = (),
    prepared: Prepared | None = None,
) -> LeavingPage:
    """Return what leaves, as the box shows it. `title` and `body` tell what in them was put in."""
    rows = [("from", _plain(pseudonym))]
    match content:
        case Insight():
            rows += _insight_rows(content, title)
            text = _marked(content.body, body)
        case Reply():
            if content.state is not None:
                rows.append(("went", _plain(sharing_words().commitments.get(content.state, content.state))))
            text = _marked(content.body, body)
        case Encouragement():
            text = _marked(content.words, body)
        case Support():
            rows.append(("asks", _plain("for support now")))
            text = _marked(content.body, body)
        case Retract():
            rows.append(("tells", _plain("that a page is taken back")))
            text = ()
        case Bye():
            rows.append(("tells", _plain("that you share no more with them")))
            text = ()
    copies = prepared.copies if prepared else ()
    payload = copies[0].payload.decode("utf-8", "replace") if copies else ""
    return LeavingPage(tuple(rows), text, payload)


def _insight_rows(insight: Insight, title: Sequence[Piece]) -> list[tuple[str, tuple[Part, ...]]]:
    words = sharing_words()
    year, _, month = insight.month.partition("-")
    rows = [
        ("what", _plain(words.shapes[insight.shape].name if insight.shape in words.shapes else insight.shape)),
        ("when", _plain(f"{MONTHS[int(month) - 1]} {year}" if month.isdecimal() else insight.month)),
        ("title", _marked(insight.title, title)),
        ("by", _plain(insight.by)),
        ("tags", _plain(", ".join(insight.themes))),
        ("note", _plain(f"mentions {', '.join(insight.topics)}" if insight.topics else "")),
        ("wish", _plain(words.wishes.get(insight.wish, insight.wish))),
        ("along", _plain(words.bands.get(insight.band or "", ""))),
        ("keep", _plain("readers may keep it" if insight.may_keep else "")),
        ("until", _plain(f"{insight.expires.day} {MONTHS[insight.expires.month - 1]} {insight.expires.year}")),
    ]
    return [(label, parts) for label, parts in rows if any(part.text for part in parts)]


def _plain(text: str) -> tuple[Part, ...]:
    return (Part(text),) if text else ()


def _marked(text: str, pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """Return the text that leaves with what was put in marked; where the pieces are of another text, without marks."""
    whole = "".join(piece.text for piece in pieces)
    start = whole.find(text) if text else -1
    if start < 0:
        return _plain(text)
    parts, place = [], 0
    for piece in pieces:
        begins, ends = max(start, place), min(start + len(text), place + len(piece.text))
        if begins < ends:
            parts.append(Part(whole[begins:ends], piece.replaced))
        place += len(piece.text)
    return tuple(parts)
