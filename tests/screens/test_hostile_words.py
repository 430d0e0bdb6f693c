"""Words that try to command a terminal, a widget or a reader's eye, put straight into the database.

They are cleaned before they are stored. That showing them is safe as well is proven here, where nothing cleaned them:
in a real terminal around the real program, on every page that shows words of somebody else.
"""

import re
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from journal.dates import now_here
from journal.entries import new_entry
from journal.ids import new_id
from journal.insights import FeedItem, FeedReply, FeedWords, Insight, Support
from journal.peers import LogLine
from journal.storage import Storage
from journal.widgets.circle_panel import Beside, panel_lines
from journal.widgets.feed_items import Shown, item_lines
from journal.widgets.leaving_box import LeavingPage, Part, page_lines, payload_lines
from tests.made import PASSPHRASE, MadeHome
from tests.screens.circle import Feed, page, told
from tests.screens.conftest import NOW

CLIPBOARD = "\x1b]52;c;cHduZWQ=\x07"
TITLE = "\x1b]0;pwned\x07\x1b]2;pwned\x1b\\"
C1 = "\x9b31m\x9d2;pwned\x9c\x90pwned\x9c"
CSI = "\x1b[2J\x1b[?1049l\x1b[6n\x1b[31;5m"
BIDI = "\u202egnorw\u202c\u2066\u2069\u200e\u200f\u061c"
HIDDEN = "\u200b\ufeff\u2060\U000e0041"
ZALGO = "Z" + "\u0335\u0321\u033e" * 60
MARKUP = "[/] [/b] [bold]loud [@click=app.quit]press[/] [link=https://a.example]x[/link] $ink $clay [$ink]"
OTHER = "\x00\x07\x08\x0b\x0c\r\x7f\t"
LONE = "\ud800 \udfff"
LINK = "[here](javascript:alert(1)) <https://b.example/?q=1> ![p](https://c.example/p.png) <b>x</b>"
HOSTILE = (CLIPBOARD, TITLE, C1, CSI, BIDI, HIDDEN, ZALGO, MARKUP, OTHER, LONE, LINK)
ALL = " ".join(HOSTILE)
LONG = ALL * 240 + "x" * 60_000
"""More than a hundred thousand characters."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
# What the program itself says to a terminal: colours, places, modes, questions about what it can, the shape of a
# pointer, and its one title.
OWN = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[[0-9;]*[Hfc]|\x1b\[\?[0-9;]*[hl]|\x1b\[\?[0-9;]*\$p|\x1b\[[<>=?]?[0-9;]*u|\x1b\[[0-9;]*t"
    rb"|\x1b\]22;[a-z-]*(?:\x07|\x1b\\)"
    rb"|\x1b\[[0-9]* q|\x1b\[[0-9;]*[JK]|\x1b\]2;notes\x07|\x1b[78=>]|\x1b_G[^\x1b]*\x1b\\"
)


def item(text: str, **facts: object) -> FeedItem:
    hostile = FeedItem(
        "1" * 32, "insight", text, NOW.at, title=text, body=text, themes=(text,), topics=(text,), shape="story",
        month="2026-03", by=text, replies=(FeedReply("2" * 32, text, False, False, text, NOW.at, text),),
        encouragements=(FeedWords(text, text),), recipients=(text,),
    )  # fmt: skip
    return replace(hostile, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [*HOSTILE, ALL, LONG], ids=lambda text: f"{len(text)} characters")
@pytest.mark.parametrize("width", [34, 60])
def test_no_drawing_of_foreign_words_lets_a_control_out_or_gets_wider_than_its_place(text: str, width: int) -> None:
    drawn = [
        *item_lines(item(text), width, Shown(NOW.at, opened=True, note="kept")),
        *item_lines(item(text), width, Shown(NOW.at)),
        *item_lines(item(text, folded=True), width, Shown(NOW.at)),
        *item_lines(item(text, month=text, shape=text, wish=text, band=text, commitment=text), width, Shown(NOW.at)),
        *item_lines(item(text, mine=True, sending="waiting", leaves_at=NOW.at), width, Shown(NOW.at)),
        *item_lines(item(text, kind="support", shape=None, title=""), width, Shown(NOW.at)),
        *panel_lines(Beside(text, ((text, False, False),), 1, NOW.at, 1, (text,), (text,)), width),
        *page_lines(LeavingPage((("from", (Part(text),)),), (Part(text), Part(text, put_in=True))), width),
        *payload_lines(LeavingPage((), (), payload=text[:5000]), width),
    ]
    assert drawn
    for line in drawn:
        assert not FORBIDDEN.search(line.plain)
        assert line.cell_length <= width
        assert not any("click" in str(span.style) for span in line.spans if "press_binding" not in str(span.style))


@pytest.fixture
def home(tmp_path: Path, made_home: MadeHome) -> Path:
    """A journal in whose database nothing was cleaned."""
    folder = tmp_path / "home"
    with made_home.opened_in(folder) as storage:
        fill(storage)
    return folder


def fill(storage: Storage) -> None:
    now = now_here()
    told(storage)
    feed = Feed(storage, now=now.at - timedelta(hours=1))
    feed.me("Alder")
    worst = feed.peer(ALL, verified=False, pseudonym=ALL + "2", note=ALL)
    other = feed.peer(MARKUP, pseudonym=TITLE)
    shown = replace(page(ALL, ALL, by=ALL), expires=now.at.date() + timedelta(days=9), month=f"{now.at:%Y-%m}")
    themes = (MARKUP[:30],)  # the table of themes holds no half of a character
    feed.comes(worst, replace(shown, themes=themes, topics=(ALL,)), replace(shown, shape="helped", may_keep=True))
    feed.comes(other, replace(shown, body=LONG), Support(ALL), replace(shown, shape="commitment"))
    own = feed.mine(replace(shown, title="Mine", body="My words.", by=""), worst, other, handed=False)
    feed.answers(worst, own, ALL, MARKUP, words=ALL)
    storage.insights.note_export(LogLine(now.at, "insight", ALL, "0" * 64, 1000))
    storage.entries.add(new_entry(new_id(now.at), now, now.at, title="An entry", body="Jo rang."))


def test_no_page_of_the_circle_lets_foreign_words_command_the_terminal(home: Path) -> None:
    from tests.screens.terminal import Terminal

    with Terminal([sys.executable, "-m", "journal", "--home", str(home)]) as terminal:
        terminal.wait_for("Passphrase")
        terminal.send(f"{PASSPHRASE}\r")
        terminal.wait_for("An entry")

        def step(keys: str, words: str) -> None:
            terminal.send(keys)
            terminal.wait_for(words)
            terminal.read(0.15)  # all of the page, and nothing of the one before

        step("6", "Waiting for a word")
        step("", "asks for support")
        step("\r", "[/] [/b] [bold]loud [@click=app.quit]press[/]")
        for _ in range(5):
            terminal.send("j\r")
            terminal.read(0.2)
        step("g", "asks for support")
        step("r", "What would you say to them")
        step("\x1b", "send a word")
        step("w", "alone will see it")
        step("\x1b", "send a word")
        step("p", "Whose pages?")
        step("\x1b", "send a word")
        step("f", "Hidden themes stay out of the feed")
        step("\x1b", "send a word")
        step("l", "What left this journal")
        step("", "1,000 bytes")
        step("\x1b", "send a word")
        step("h", "Each file is sealed for one person")
        step("", "“Mine”")
        step("\x1b", "send a word")
        step("v", "Your people")
        step("", "n add a card   c your card")
        step("v", "All six the same")
        step("\x1b", "add a card")
        step("e", "you call them")
        step("\x1b", "add a card")
        step("d", "cancel, everything stays")
        step("\x1b", "add a card")
        step("\x1b", "send a word")
        step("2", "An entry")
        step("s", "Exactly what leaves")
        step("\t\t ", "sealed for")
        step("\x1b", "An entry")
        step("1", "Latest")
        raw = bytes(terminal.raw)
    assert b"pwned" not in raw
    assert b"cHduZWQ" not in raw
    assert not [part for part in (b"\x1b[?1049l", b"\x1b[6n", b"\x1b[31;5m") if part in raw]
    shown = OWN.sub(b"", raw).decode("utf-8")  # and no half of a character: this would raise
    assert not FORBIDDEN.findall(shown.replace("\r", ""))


def test_the_search_for_controls_finds_them_in_what_a_program_would_write() -> None:
    for hostile in (CLIPBOARD, TITLE, C1, "\x1b[6n", BIDI, HIDDEN, OTHER.replace("\t", "")):
        raw = f"\x1b[38;2;1;2;3mwords{hostile}\x1b[0m".encode()
        assert FORBIDDEN.search(OWN.sub(b"", raw).decode("utf-8").replace("\r", ""))


def test_the_box_shows_hostile_words_as_their_readers_will_have_them() -> None:
    insight = Insight("story", "2026-03", NOW.at.date(), title=ALL, body=ALL)
    from journal.screens.leaving import page_of
    from journal.sharing.bodies import ready

    sent = ready(replace(insight, title=MARKUP, body=ALL))
    assert isinstance(sent, Insight)
    lines = page_lines(page_of(sent, "Alder"), 72)
    whole = " ".join(" ".join(line.plain.split()) for line in lines)
    assert " ".join(sent.title.split()) in whole
    assert all(word in whole for word in sent.body.split())
