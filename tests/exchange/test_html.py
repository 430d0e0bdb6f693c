"""Pages: what a person typed arrives as words, and nothing else of the journal is there unless it was chosen."""

import io
import re
import string
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.cleaning import clean_text
from journal.days import Day
from journal.entries import Entry
from journal.exchange.charts_svg import KINDS, MOST_POINTS, Span, chart
from journal.exchange.html_out import Days, Shown, pieces, write_html
from journal.exchange.html_text import LONGEST_MARKED_UP, markdown_html
from journal.html_frame import content, fingerprint
from tests.exchange.samples import WRITING, entries, plain

HOSTILE = [
    "<script>document.title = 'taken'</script>",
    "<img src=x onerror=alert(1)> <svg/onload=alert(1)>",
    '[click](javascript:alert(1)) ![x](http://a.example/x.png) <http://a.example> [a](<x" onclick="y>)',
    "</div></main></body></script></style>-->",
    "&lt;b&gt; &amp; &#60;script&#62;",
    '```js" onload="x\n</pre><b>\n```',
    '[x]: javascript:alert(1) "t"\n[x]',
    "\u202egnirts\u2066 \x00 \x1b[31m \ud800",
    "# <b>\n> <i>\n- <u>\n1. <s>\n\n    <q>\n",
    "<!-- a --> <![CDATA[ x ]]> <?php x ?> <!doctype html>",
    "a\"'`b=c",
]


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment on a page")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration on a page")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration on a page")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("an instruction on a page")


AS_USUAL = Shown()


def inside(*chosen: Entry, shown: Shown = AS_USUAL, charts: Iterable[str] = ()) -> str:
    return "".join(pieces(chosen, shown, charts))


def listed(name: str) -> set[str]:
    """A list of names in the script of a sealed page, in lower case as this parser gives them."""
    [found] = re.findall(rf"const {name} = new Set\(\((.*?)\)", content("sealed-page.html"), re.DOTALL)
    return {word.lower() for word in re.findall(r"[\w-]+", found) if word != "split"}


TYPED = st.lists(st.sampled_from(HOSTILE) | WRITING, max_size=5).map("\n\n".join)


@given(TYPED, TYPED)
@example("\n\n".join(HOSTILE), "\n".join(HOSTILE))
def test_nothing_typed_becomes_a_tag_or_an_attribute(title: str, body: str) -> None:
    entry = replace(plain(), title=title, body=body, tags=(title,), mood=3)
    seen = Seen(inside(entry, shown=Shown(moods=True)))
    assert seen.tags <= {
        *("article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "em", "strong", "s"),
        *("br", "hr", "pre", "code", "span", "div"),
    }
    assert seen.attributes <= {"class", "lang", "start", "tabindex"}


@given(entries())
def test_a_page_is_text_that_is_safe_to_show(entry: Entry) -> None:
    page = inside(entry)
    assert clean_text(page) == page
    page.encode("utf-8")


@given(st.text(string.ascii_letters + string.digits + " \n>*_~`#-.[](){}<>!\\&;:\"'=+|", max_size=200))
@example("> " * 50 + "deep")
@example("- " * 50 + "deep")
@example("[](http://x.example)")
def test_no_word_is_left_out(body: str) -> None:
    shown = Seen(markdown_html(body)).words
    found = iter(re.sub(r"%[0-9A-F]{2}", "", shown))
    letters = [letter for letter in re.sub(r"(?m)^[ >*+-]*\d+[.)]", "", body) if letter.isalpha()]
    # Where a link leads stands behind its words and not among them, so that order holds only without links.
    if "](" in body or "<" in body:
        assert all(shown.count(letter) >= letters.count(letter) for letter in set(letters))
    else:
        assert all(letter in found for letter in letters)


def test_markdown_looks_like_what_was_meant() -> None:
    assert markdown_html("A *day*\nwith **a walk**") == "<p>A <em>day</em><br>\nwith <strong>a walk</strong></p>\n"
    assert markdown_html("# One\n###### Six") == "<h4>One</h4>\n<h6>Six</h6>\n"
    assert markdown_html("0. a\n1. b") == '<ol start="0"><li>a</li>\n<li>b</li>\n</ol>\n'
    assert markdown_html("```py\nx < 1\n```") == '<pre><span class="quiet">py</span>\nx &lt; 1\n</pre>\n'


def test_links_and_pictures_are_words() -> None:
    page = markdown_html('[this](http://a.example "why") <http://b.example> ![us](c.jpg)')
    assert Seen(page).words == "this (http://a.example, why) http://b.example [us] (c.jpg)\n"
    assert Seen(page).attributes == {"class"}


def test_a_text_of_any_length_is_there_to_its_end() -> None:
    body = "**word** " * (LONGEST_MARKED_UP // 9 + 1) + "the end"
    assert Seen(markdown_html(body)).words == body + "\n"


def test_an_entry_shows_its_day_title_text_and_tags_and_no_mood() -> None:
    entry = replace(plain("By the #canal.", "A walk"), mood=4, tags=("calm",), starred=True)
    words = Seen(inside(entry)).words
    assert words.split("\n") == [
        "From my journal", "March 2026", "", "Sunday 8 March 2026, 21:05", "A walk", "", "By the #canal.", "",
        "#calm#canal", "", "·", "",
    ]  # fmt: skip
    assert "▆ good" in Seen(inside(entry, shown=Shown(moods=True))).words


def test_a_day_can_be_a_month_or_nothing() -> None:
    entry = plain("text")
    assert "8 March" not in (month := inside(entry, shown=Shown(Days.MONTH)))
    assert "March 2026" in month
    assert "2026" not in inside(entry, shown=Shown(Days.NONE))


def test_a_page_names_neither_the_program_nor_an_entry() -> None:
    page = io.StringIO()
    write_html(page, [plain("text")], Shown())
    for name in ("recovery", "recovery-journal", f"{1:032x}", "Europe/Berlin", "generator"):
        assert name not in page.getvalue().lower()


def test_a_whole_page_holds_no_address_no_script_and_the_policy_first() -> None:
    page = io.StringIO()
    write_html(page, [plain("\n".join(HOSTILE).replace("http://", ""), "x")], Shown())
    text = page.getvalue()
    assert not re.search(r"<script|<link|<img|<a\b|url\(|@import|http:|https:|//", text)
    head = text[: text.index("<style>")]
    assert head.index("Content-Security-Policy") < head.index("viewport")
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', head)
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    assert policy == [
        f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{fingerprint(style)}'"
    ]  # no script-src: none may run


def test_pieces_come_one_by_one() -> None:
    taken = []

    def each() -> Iterable[Entry]:
        for number in range(3):
            taken.append(number)
            yield plain(f"entry {number}")

    found = pieces(each(), Shown(Days.NONE))
    next(found)
    assert not taken
    assert "entry 0" in next(found)
    assert taken == [0]


# --- charts ----------------------------------------------------------------------------------------------------------

LAST = date(2026, 3, 10)
MOODS_NOTED = st.lists(st.none() | st.sampled_from([1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0]), max_size=80)


def span(moods: Iterable[float | None], words: tuple[str, ...] = ("heavy", "low", "level", "good", "bright")) -> Span:
    """A span of days that ends on 10 March 2026."""
    noted = list(moods)
    since = LAST - timedelta(days=max(0, len(noted) - 1))
    days = [Day(since + timedelta(days=place), mood, checkins=1) for place, mood in enumerate(noted)]
    return Span(tuple(day for day in days if day.mood is not None), since, LAST, words)


@pytest.mark.parametrize("kind", KINDS)
@given(moods=MOODS_NOTED)
def test_every_chart_stays_in_its_frame_and_holds_numbers_alone(kind: str, moods: list[float | None]) -> None:
    drawn = chart(kind, span(moods))
    for wide, high, drawing in re.findall(r'viewBox="0 0 (\d+) (\d+)".*?>(.*?)</svg>', drawn, re.DOTALL):
        for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", drawing):
            assert 0 <= float(x) <= int(wide)
            assert 0 <= float(y) <= int(high)
    assert not re.search(r"nan|inf|None|e-\d", drawn)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_says_in_words_what_it_shows_and_has_a_table(kind: str) -> None:
    seen = Seen(chart(kind, span([3, 4, None, 5, 2] * 8, ("<b>1", "two", "three", "four", "five"))))
    assert {"svg", "title", "desc", "details", "table", "th", "td"} <= seen.tags
    assert {"role", "aria-label", "scope"} <= seen.attributes
    assert "b" not in seen.tags
    says = {"line": "32 days with a mood, the middle 3.5 of 5, half of them from 2.8 to 4.2."}
    assert says.get(kind, "Days of each mood: <b>1 0, two 8, three 8, four 8, five 8.") in seen.words


def test_gaps_stay_gaps() -> None:
    with_gap, without = ([3.0, 4.0] * 10 + between + [3.0, 4.0] * 10 for between in ([None] * 20, [3.0] * 20))
    assert chart("line", span(with_gap)).count('class="middle"') == 2
    assert chart("line", span(without)).count('class="middle"') == 1
    assert chart("year", span(with_gap)).count("v-2h2v2z") == 20


def test_days_before_the_first_one_count_into_the_line_and_nowhere_else() -> None:
    whole = span([5.0] * 6 + [1.0] * 4)
    late = replace(whole, since=whole.since + timedelta(days=6))
    assert "4 days with a mood" in chart("line", late)
    assert 'class="mood5"' not in chart("line", late)
    assert '<tr><th scope="row">7 March 2026</th><td>5</td>' in chart("line", late)
    assert "bright 0" in chart("counts", late)


def test_a_long_time_has_no_more_corners_than_a_short_one() -> None:
    drawn = chart("line", span([3.0, 4.0, 2.0] * 1200))
    assert drawn.count("L") <= 3 * MOST_POINTS
    assert len(drawn) < 60_000


@pytest.mark.parametrize("kind", KINDS)
def test_days_without_a_mood_make_a_sentence_and_no_chart(kind: str) -> None:
    assert (
        chart(kind, span([None] * 3)) == '<p class="quiet">No mood was noted from 8 March 2026 to 10 March 2026.</p>\n'
    )


def test_a_sealed_page_lets_through_all_that_a_page_is_made_of() -> None:
    body = "# a\n> b\n\n- c\n\n3. d\n\n*e* **f** ~~g~~ `h`\ni\n\n---\n\n    j\n"
    charts = [chart(kind, span([3, 4, None, 5, 2] * 8)) for kind in KINDS]
    seen = Seen(inside(replace(plain(body, "k"), mood=2, tags=("l",)), shown=Shown(moods=True), charts=charts))
    assert seen.tags == listed("TAGS") - {"h2", "h3", "h5", "h6"} | {"h2", "h3"}
    assert seen.attributes == listed("ATTRIBUTES")


def test_the_pages_words_are_kind() -> None:
    from tests.test_voice import unkind

    words = re.sub(r"<script>.*?</script>|<[^>]*>", " ", content("sealed-page.html"), flags=re.DOTALL)
    assert len(words.split()) > 100
    assert not unkind(words)
