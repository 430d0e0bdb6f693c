"""Together: what went together over the days, what showed no clear pattern, and what is turned off."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from journal.cleaning import clean_line
from journal.days import days_of
from journal.pattern_words import (
    NOTHING_TO_DO,
    OTHERS,
    PAIRS,
    Sentence,
    in_short,
    plain,
    rare_tags,
    sentence,
    tags_without_pattern,
)
from journal.patterns import Finding, Patterns, TagFinding, find_patterns
from journal.screens.mood_view import Asked, MoodView
from journal.storage import Storage
from journal.widgets.bindings import key
from journal.widgets.plain_table import Table
from journal.widgets.words import Words
from journal.wording import counted

STYLES = {"plain": "$ink", "strong": "bold $ink", "tag": "$sand", "quiet": "$muted"}
CANNOT_SAY_WHY = "these can’t say why"
NOTHING_TOGETHER = "Nothing stood out in these days. That is a result, too."
_LONGEST_TAG = 40


@dataclass(frozen=True, slots=True)
class TogetherFacts:
    """What was found in the range that was asked for."""

    asked: Asked
    found: Patterns
    days: int

    @property
    def claims(self) -> tuple[Finding, ...]:
        """What stood out."""
        return tuple([one for one in self.found.findings if one.claim])

    @property
    def others(self) -> tuple[Finding, ...]:
        """What showed no clear pattern, without the tags: those are counted."""
        return tuple([one for one in self.found.findings if not one.claim and not isinstance(one, TagFinding)])


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list; one with a key can be turned off, or on again."""

    words: Content
    key: str = field(default="", repr=False)


class PatternList(OptionList, inherit_bindings=False):
    """The sentences. The arrows left and right belong to the views."""

    LIST = Binding.Group("Patterns")
    BINDINGS = [
        key("down,j", "cursor_down", "patterns.next", "Next", "The next sentence", LIST, display="↓ j"),
        key("up,k", "cursor_up", "patterns.previous", "Previous", "The sentence before", LIST, display="↑ k"),
        key("pagedown", "page_down", "patterns.page-down", "A page down", "A page down", LIST),
        key("pageup", "page_up", "patterns.page-up", "A page up", "A page up", LIST),
        key("g,home", "first", "patterns.first", "First", "The first sentence", LIST, display="g"),
        key("G,end", "last", "patterns.last", "Last", "The last sentence", LIST, display="G"),
    ]


class TogetherView(MoodView[TogetherFacts]):
    """Sentences with their numbers. Looking for them takes a moment, goes on beside the screen, and ends on leaving."""

    NAME = "Together"

    @dataclass
    class Looked(Message):
        """So much of it is done, from 0 to 1."""

        share: float

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._stop = Event()
        self._keys: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out what is said above, and the list."""
        yield Words("", id="heading")
        yield Words("", id="looking", classes="quiet-line")
        yield PatternList(id="patterns", markup=False)

    def prepare(self) -> None:
        """End an earlier look; a new one begins."""
        self._stop.set()
        self._stop = Event()
        self.say("#looking", "Looking…" if self.facts is None else "")

    def leave(self) -> None:
        """End the look."""
        self._stop.set()

    def on_unmount(self) -> None:
        """End the look: a thread that goes on would hold up the end of the program."""
        self._stop.set()

    def read(self, storage: Storage, asked: Asked) -> TogetherFacts:
        """Look for patterns. Raises `PatternsCancelled` once the view was left."""
        stop = self._stop
        points = storage.moods.points(asked.since, asked.today)
        days = days_of(points, storage.moods.tags_by_day(asked.since, asked.today))
        tenth = -1

        def tell(share: float) -> None:
            nonlocal tenth
            if int(share * 10) > tenth:
                tenth = int(share * 10)
                self.post_message(self.Looked(share))

        off = asked.questions.patterns_off
        found = find_patterns(days, points, today=asked.today, off=off, progress=tell, cancelled=stop.is_set)
        return TogetherFacts(asked, found, len(days))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        if self.facts is None:
            self.say("#looking", f"Looking… {event.share:.0%}")

    def show(self, facts: TogetherFacts) -> None:
        """List the sentences."""
        self.say("#looking", "")
        wide = self.app.size.width >= 60
        heading = "What went together" if wide else "Together"
        about = f" · {facts.asked.words} · {CANNOT_SAY_WHY}" if wide else f" · {CANNOT_SAY_WHY}"
        self.say("#heading", Content.assemble((heading, "$accent"), (about, "$muted")))
        listed = self.query_one(PatternList)
        chosen = listed.highlighted
        lines = list(lines_of(facts))
        self._keys = [line.key for line in lines]
        listed.clear_options()
        listed.add_options([Option(line.words, disabled=not line.key) for line in lines])
        choices = [place for place, key_ in enumerate(self._keys) if key_]
        if choices:
            listed.highlighted = next((place for place in choices if place >= (chosen or 0)), choices[-1])

    def take_focus(self) -> None:
        """The arrows move in the list."""
        self.query_one(PatternList).focus()

    @property
    def chosen(self) -> str:
        """The key of the selected analysis."""
        place = self.query_one(PatternList).highlighted
        return self._keys[place] if place is not None and place < len(self._keys) else ""

    def fact(self, facts: TogetherFacts) -> str:
        """Return the range and the number of its days with check-ins."""
        return f"{facts.asked.words} · {counted(facts.days, 'day')}"

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the list."""
        return ("patterns.next", "choose"), ("moods.off", "turn off or on"), ("moods.range", "range")

    def table(self, facts: TogetherFacts) -> Table:
        """Return every result as a row, those of tags that did not stand out included."""
        results = [*facts.claims, *(one for one in facts.found.findings if not one.claim)]
        rows = [("yes" if one.claim else "no", clean_line(plain(sentence(one)))) for one in results]
        rows += [("", plain(in_short(one))) for one in facts.found.not_enough]
        rows += [("off", clean_line(name_of(key_))) for key_ in sorted(facts.asked.questions.patterns_off)]
        return Table(("Stood out", "What was looked at"), tuple(rows), f"Looking back, {CANNOT_SAY_WHY}.")


def lines_of(facts: TogetherFacts) -> Iterable[Line]:
    """Yield what stood out, what did not, what waits for more days, and what is turned off."""
    if not facts.claims:
        yield Line(Content.styled(NOTHING_TOGETHER, "$ink"))
    yield from (_line(one) for one in facts.claims)
    unclear = [_line(one) for one in facts.others]
    told = [tags_without_pattern(facts.found), rare_tags(facts.found)]
    unclear += [Line(content_of(words, "$muted")) for words in told if words]
    if unclear:
        yield Line(Content(""))
        yield from unclear
    if facts.found.not_enough:
        yield Line(Content(""))
        yield Line(Content.styled("Not enough to tell yet", "$accent"))
        yield from (Line(content_of(in_short(one), "$muted"), one.key) for one in facts.found.not_enough)
        yield Line(Content.styled(NOTHING_TO_DO, "$muted"))
    if off := sorted(facts.asked.questions.patterns_off):
        yield Line(Content(""))
        yield Line(Content.styled("Turned off", "$accent"))
        for key_ in off:
            words = Content.assemble((clean_line(name_of(key_)), "$muted"), (" · x turns it on again", "$muted"))
            yield Line(words, key_)


def content_of(words: Sentence, style: str = "") -> Content:
    """Return a sentence in its colours; a tag is a person's own word."""
    return Content.assemble(
        *((clean_line(piece.text, _LONGEST_TAG) if piece.kind == "tag" else piece.text, style or STYLES[piece.kind])
          for piece in words)
    )  # fmt: skip


def name_of(key_: str) -> str:
    """Return what an analysis looks at: `#walk and mood`, `Mood by weekday`."""
    kind, _, rest = key_.partition(":")
    if kind == "tag" and rest:
        tag, _, of = rest.rpartition(":")
        return f"#{tag} and {of}" if tag else f"#{rest}"
    return PAIRS.get(key_) or OTHERS.get(key_) or {"tags": "All tags"}.get(key_, key_)


def _line(result: Finding) -> Line:
    return Line(content_of(sentence(result)), result.key)
