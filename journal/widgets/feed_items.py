"""How an item stands in the feed: pure drawing of one item, its answers and its state, as lines of styled text.

Names and words of other people are cleaned here once more, although they were cleaned before they were stored: what is
shown has passed this file, whatever wrote it into the database. Nothing in it can be clicked or opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from journal.cleaning import clean_line, clean_peer_name
from journal.insights import FeedItem, FeedReply, FeedWords
from journal.shapes import sharing_words
from journal.widgets.entry_rows import cut
from journal.widgets.markdown_lines import markdown_lines
from journal.wording import MONTHS, counted

SHOWN_LINES = 10
"""So many lines of a text stand in the feed; enter shows the rest."""
SHOWN_REPLIES = 3
_CHARACTERS_A_LINE = 4  # wide enough a guess for a text whose beginning alone is laid out
_LONGEST_TITLE = 160
_MOST_TAGS = 6
_NARROW = 56
_VERIFIED, _NOT_COMPARED = "◆", "◇"


@dataclass(frozen=True, slots=True)
class Shown:
    """How an item is to be drawn: when that is, whether it is opened, whether it is new, a line of ours below it."""

    now: datetime
    opened: bool = False
    new: bool = False
    note: str = ""


def item_lines(item: FeedItem, width: int, shown: Shown) -> list[Content]:
    """Return the lines of an item, none wider than `width` cells."""
    width = max(20, width)
    lines = [*_heading(item, width, shown), _author_line(item, width)]
    if item.folded and not shown.opened:
        return [*lines, _folded(item, width)]
    lines += _body(item, width, opened=shown.opened)
    lines += _facts(item, width, opened=shown.opened)
    lines += _state(item, width, shown)
    lines += _replies(item.replies, width, opened=shown.opened)
    lines += _encouragements(item.encouragements, width)
    return [*lines, Content.styled(cut(shown.note, width), "$sand")] if shown.note else lines


def title_of(item: FeedItem) -> str:
    """Return what stands above an item: its title, else what it is."""
    if title := clean_line(item.title, _LONGEST_TITLE).strip():
        return title
    if item.kind == "support":
        return "Support, if you can"
    return shape_name(item.shape).capitalize() if item.shape else "A page"


def shape_name(shape: str | None) -> str:
    """Return what a shape is called; a shape of a newer version has no name here."""
    known = sharing_words().shapes.get(shape or "")
    return known.name if known else "a page"


def month_name(month: str, now: datetime) -> str:
    """Return a month as it is said: `March`, and with its year when that is another one."""
    year, _, number = month.partition("-")
    if not (year.isdecimal() and number.isdecimal() and 1 <= int(number) <= len(MONTHS)):
        return ""
    name = MONTHS[int(number) - 1]
    return name if int(year) == now.year else f"{name} {year}"


def person(name: str, *, verified: bool = True, mine: bool = False, short: bool = False) -> Content:
    """Return a name with its mark. The words beside the mark say what it means; `short` leaves them out."""
    named = Content.styled(clean_peer_name(name), "$people")
    if mine:
        return named + Content.styled(" you", "$muted")
    if verified:
        return named + Content.styled(f" {_VERIFIED}" + ("" if short else " verified"), "$muted")
    return named + Content.styled(f" {_NOT_COMPARED}" + ("" if short else " words not compared yet"), "$sand")


def tags_of(words: Sequence[str], room: int) -> Content:
    """Return themes as tags, as many as there is room for."""
    parts = list[str]()
    for word in words[:_MOST_TAGS]:
        tag = f"#{clean_line(word, 40)}"
        if cell_len(" ".join([*parts, tag])) > room:
            break
        parts.append(tag)
    return Content.styled(" ".join(parts), "$sand")


# --- parts -----------------------------------------------------------------------------------------------------------


def _heading(item: FeedItem, width: int, shown: Shown) -> list[Content]:
    facts = [
        "new" if shown.new else "",
        shape_name(item.shape) if item.title and item.shape not in (None, "story") else "",
        month_name(item.month, shown.now),
    ]
    right = Content(" · ").join(
        Content.styled(fact, "bold $accent" if number == 0 else "$muted") for number, fact in enumerate(facts) if fact
    )
    room = max(12, width - right.cell_length - 2)
    first, *rest = Content.styled(title_of(item), "bold $ink").wrap(room) or [Content("")]
    space = max(1, width - first.cell_length - right.cell_length)
    return [(first.rstrip() + Content(" " * space) + right).truncate(width), *[line.rstrip() for line in rest]]


def _author_line(item: FeedItem, width: int) -> Content:
    line = person(item.author, verified=item.verified, mine=item.mine)
    if line.cell_length > width:
        line = person(item.author, verified=item.verified, mine=item.mine, short=True)
    if item.kind == "support":
        line += Content.styled("   asks for support", "bold $sand")
    if item.muted:
        line += Content.styled("   muted", "$muted")
    tags = tags_of(item.themes, width - line.cell_length - 3)
    if tags.cell_length:
        line += Content("   ") + tags
    return line.truncate(width)


def _folded(item: FeedItem, width: int) -> Content:
    if item.topics:
        note = clean_line(item.note, 120)
        opens = Content.assemble(("  enter", "$accent"), (" opens it", "$muted"))
        said = cut(f"› Folded. It mentions: {note}.", width - opens.cell_length)
    else:
        opens = Content.assemble(("  enter", "$accent"), (" opens it", "$muted"))
        said = cut("› Folded, because many came at once.", width - opens.cell_length)
    return Content.styled(said, "$muted") + opens


def _body(item: FeedItem, width: int, *, opened: bool) -> list[Content]:
    text = item.body if opened else item.body[: SHOWN_LINES * width * _CHARACTERS_A_LINE]
    lines = markdown_lines(text, width)
    if opened or (len(lines) <= SHOWN_LINES and text == item.body):
        return lines
    return [
        *lines[: SHOWN_LINES - 1],
        Content.assemble(("› It goes on.  ", "$muted"), ("enter", "$accent"), (" reads it", "$muted")),
    ]


def _facts(item: FeedItem, width: int, *, opened: bool) -> list[Content]:
    """Return what the author said about the page: what it mentions, and, as long as it helps, what they wish for."""
    words = sharing_words()
    lines = list[Content]()
    if item.shape == "commitment":
        by = clean_line(item.by, 120)
        state = words.commitments.get(item.commitment or "open", "open")
        lines += Content.styled(f"By {by} · {state}" if by else f"It is {state}", "$ink").wrap(width)
    facts = []
    if item.kind == "insight":
        facts = [words.wishes.get(item.wish, "")] if opened or item.waits_for_a_word else []
        facts += [words.bands.get(item.band or "", "")]
        facts += ["ok to keep" if item.may_keep and not item.mine else ""]
    if item.topics:
        facts.append(f"mentions {clean_line(item.note, 200)}")
    if item.clock_ahead:
        facts.append("its clock was ahead")
    if said := " · ".join(fact for fact in facts if fact):
        lines += [line.rstrip() for line in Content.styled(said[0].upper() + said[1:], "$muted").wrap(width)]
    return lines


def _state(item: FeedItem, width: int, shown: Shown) -> list[Content]:
    """Return where an own item is: held, ready, sent, or taken back."""
    if not item.mine or item.sending is None:
        return []
    names = _names(item.recipients)
    match item.sending:
        case "waiting" if item.leaves_at is not None and item.leaves_at > shown.now:
            leaves = item.leaves_at.astimezone(shown.now.tzinfo)
            line = Content.assemble(
                (f"Held until {leaves:%H:%M}, for {names}.  ", "$sand"), ("u", "$accent"), (" brings it back", "$muted")
            )
        case "waiting":
            line = Content.assemble(
                (f"Ready for {names}.  ", "$sand"), ("h", "$accent"), (" saves it as a file", "$muted")
            )
        case "sent":
            line = Content.styled(f"Sent to {names}", "$muted")
        case _:
            went = "Whoever already read it may have kept it." if item.recipients else "It went to nobody."
            line = Content.styled(f"Taken back. {went}", "$muted")
    return [part.rstrip() for part in line.wrap(width)]


def _names(names: Sequence[str]) -> str:
    shown = [clean_peer_name(name) for name in names]
    if len(shown) > 4:
        return f"{', '.join(shown[:3])} and {len(shown) - 3} more"
    return ", ".join(shown) or "nobody"


def _replies(replies: Sequence[FeedReply], width: int, *, opened: bool) -> list[Content]:
    """Return answers beside a hairline, each under its author's name."""
    lines = list[Content]()
    hairline = Content.styled("│ ", "$line")
    shown = replies if opened else replies[-SHOWN_REPLIES:]
    if hidden := len(replies) - len(shown):
        lines.append(
            hairline
            + Content.styled(f"{counted(hidden, 'answer')} before these.  ", "$muted")
            + Content.assemble(("enter", "$accent"), (" shows them" if hidden > 1 else " shows it", "$muted"))
        )
    for reply in shown:
        lines += [hairline + line for line in _reply(reply, width - 2, opened=opened)]
    return lines


def _reply(reply: FeedReply, width: int, *, opened: bool) -> list[Content]:
    name = person(reply.author, verified=reply.verified, mine=reply.mine, short=True)
    if reply.state and (state := sharing_words().commitments.get(reply.state)):
        name += Content.styled(f"  {state}", "$ink")
    text = reply.body if opened else reply.body[: SHOWN_LINES * width * _CHARACTERS_A_LINE]
    indent = name.cell_length + 2
    if width < _NARROW or indent > width // 3:  # there the name has a line of its own
        body = markdown_lines(text, width - 2)
        lines = [name, *[Content("  ") + line for line in body]]
    else:
        body = markdown_lines(text, width - indent) or [Content("")]
        lines = [name + Content("  ") + body[0], *[Content(" " * indent) + line for line in body[1:]]]
    if opened or (len(lines) <= SHOWN_LINES and text == reply.body):
        return lines
    return [*lines[: SHOWN_LINES - 1], Content.styled("  …", "$muted")]


def _encouragements(words: Sequence[FeedWords], width: int) -> list[Content]:
    """Return warm words with who they are from. There is no count of them, and nobody else sees them."""
    if not words:
        return []
    parts = [
        Content.styled(f"“{clean_line(said.words, 120)}” ", "$muted")
        + (
            Content.styled("from you", "$muted")
            if said.mine
            else Content.styled("from ", "$muted") + Content.styled(clean_peer_name(said.author), "$people")
        )
        for said in words
    ]
    return [line.rstrip() for line in Content.styled(", ", "$muted").join(parts).wrap(width)]
