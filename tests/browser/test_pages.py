"""Pages in a real browser, from a file: they open, they look right on a phone and on paper, and nothing leaves."""

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal.days import Day
from journal.exchange.charts_svg import KINDS, Span, chart
from journal.exchange.html_out import Shown, pieces, write_html
from journal.sharing.sealed_page import RANDOM_BYTES, sealed_page
from tests.browser.conftest import DESK, Browser
from tests.exchange.samples import plain
from tests.exchange.test_html import HOSTILE

WORDS = "unpeeled landscape drop-down starved ungodly bagel"
CHANCE = bytes(RANDOM_BYTES)
LONG = "Around four it got loud. " * 60
NOWHERE = "http://127.0.0.1:9"  # a port where nobody listens

ASLEEP = "If this line stays"
ASKS = "The words open it."
WRONG = "These words did not open the page."
DAMAGED = "This file did not arrive whole"
UNABLE = "This program cannot open sealed pages."
OPENED = "From my journal"

# What Chromium does with a page that nobody made safe. Each line would run something or ask NOWHERE for something.
ATTACKS = f"""<h1 tabindex="-1">{OPENED}</h1><p onclick="x" style="color:red" id="words" class="quiet">kept</p>
<script>window.taken = 1</script><script src="{NOWHERE}/a.js"></script>
<img src="{NOWHERE}/b.png" onerror="window.taken = 2"><svg onload="window.taken = 3"><image href="{NOWHERE}/c.svg"/>
<use href="{NOWHERE}/d.svg#x"/><animate onbegin="window.taken = 4" attributeName="x"/><foreignObject>
<iframe src="{NOWHERE}/e"></iframe></foreignObject></svg><a href="javascript:window.taken = 5">go</a>
<a href="{NOWHERE}/f" ping="{NOWHERE}/g">go</a><meta http-equiv="refresh" content="0;url={NOWHERE}/h">
<base href="{NOWHERE}/"><link rel="stylesheet" href="{NOWHERE}/i.css"><style>@import "{NOWHERE}/j.css";</style>
<form action="{NOWHERE}/k"><input name="q" autofocus onfocus="window.taken = 6"><button>send</button></form>
<video src="{NOWHERE}/l" autoplay></video><object data="{NOWHERE}/m"></object><embed src="{NOWHERE}/n">
<details open ontoggle="window.taken = 7"><summary>s</summary></details><template><img src="{NOWHERE}/o"></template>
<math><mtext><table><mglyph><style><img src="{NOWHERE}/p" onerror="window.taken = 8"></style></mglyph></table>
</mtext></math>
<noscript><p title="</noscript><img src={NOWHERE}/q onerror='window.taken = 9'>"></noscript>"""


def entries_of_all_kinds() -> str:
    """The inside of a page with everything that a page can have, hostile words included."""
    days = tuple(Day(date(2026, 3, 10) - timedelta(days=60 - n), mood=n % 5 + 1.0) for n in range(60))
    charts = [chart(kind, Span(days, days[0].date, days[-1].date)) for kind in KINDS]
    long_word = "Donaudampfschifffahrtsgesellschaft" * 4
    bodies = [LONG, "\n\n".join(HOSTILE), f"```\n{long_word}\n```\n\n{long_word}", "- a\n  - b\n    > c\n\n1. d"]
    written = [replace(plain(body, long_word), mood=2, tags=(long_word.lower(),)) for body in bodies]
    return "".join(pieces(written, Shown(moods=True), charts))


@pytest.fixture(scope="module")
def inside() -> str:
    """What stands in the pages of this file."""
    return entries_of_all_kinds()


@pytest.fixture(scope="module")
def sealed(inside: str) -> str:
    """The same, sealed."""
    return sealed_page(inside, WORDS.split(), CHANCE)


@pytest.fixture(scope="module")
def unsealed() -> str:
    """A page that is not sealed, with hostile words."""
    page = io.StringIO()
    write_html(page, [plain("\n\n".join(HOSTILE), "<b>title")], Shown())
    return page.getvalue()


@pytest.fixture
def without_webcrypto(browser: Browser) -> Iterator[None]:
    """A browser as some messengers have it inside."""
    script = "Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})"
    added = browser.asks("Page.addScriptToEvaluateOnNewDocument", source=script)
    yield
    browser.asks("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


# --- opening ---------------------------------------------------------------------------------------------------------


def test_the_words_open_it_and_it_can_be_closed_again(browser: Browser, sealed: str) -> None:
    browser.shows(sealed)
    browser.waits_for(ASKS)
    assert OPENED not in browser.words
    browser.types(WORDS)
    browser.waits_for(OPENED)
    assert LONG.strip() in browser.words
    assert ASKS not in browser.words
    assert browser.runs("return [document.activeElement.localName, document.title]") == ["h1", "A sealed page"]
    browser.driver.find_element("id", "close").click()
    browser.waits_for(ASKS)
    assert OPENED not in browser.words
    assert browser.runs("return document.getElementById('words').value") == ""


def test_wrong_words_are_told_and_the_right_ones_open_it_however_they_are_typed(browser: Browser, sealed: str) -> None:
    browser.shows(sealed)
    browser.types(WORDS + "s")
    browser.waits_for(WRONG)
    assert OPENED not in browser.words
    browser.types("  Unpeeled-LANDSCAPE dropdown, starved ungodlyBagel. ")
    browser.waits_for(OPENED)
    assert WRONG not in browser.words


# --- what did not arrive as it was sent -------------------------------------------------------------------------------


def cut(page: str) -> str:
    return page[:-3000]


def cut_to_nothing(page: str) -> str:
    return page[: page.index('id="sealed">') + 30]


def cut_before_the_seal(page: str) -> str:
    return page[: page.index('<script type="application/json"')]


def cut_in_the_script(page: str) -> str:
    return page[: page.index("async function begin")]


def one_byte_of_the_seal(page: str) -> str:
    place = page.rindex("ciphertext") + 500
    return page[:place] + ("A" if page[place] != "A" else "B") + page[place + 1 :]


def fewer_rounds(page: str) -> str:
    return page.replace("1000000", "1000001")


def another_script(page: str) -> str:
    return page.replace('"use strict";', 'window.taken = "yes";', 1)


@pytest.mark.parametrize("change", [cut, cut_to_nothing, cut_before_the_seal, one_byte_of_the_seal, fewer_rounds])
def test_damage_is_told_before_anybody_types(browser: Browser, sealed: str, change: object) -> None:
    assert callable(change)
    changed = change(sealed)
    assert changed != sealed
    browser.shows(changed)
    browser.waits_for(DAMAGED)
    assert ASKS not in browser.words
    assert WRONG not in browser.words


@pytest.mark.parametrize("change", [cut_in_the_script, another_script])
def test_a_script_that_is_not_the_one_that_was_sent_never_runs(browser: Browser, sealed: str, change: object) -> None:
    assert callable(change)
    browser.shows(change(sealed))
    assert ASLEEP in browser.words
    assert ASKS not in browser.words
    assert browser.runs("return window.taken") is None


@pytest.mark.usefixtures("without_webcrypto")
def test_a_browser_that_cannot_says_what_to_do(browser: Browser, sealed: str) -> None:
    browser.shows(sealed)
    browser.waits_for(UNABLE)
    assert "Firefox, Chrome, Edge or Safari" in browser.words
    assert ASKS not in browser.words


# --- nothing runs, nothing leaves -------------------------------------------------------------------------------------


def opened(browser: Browser, page: str) -> None:
    browser.shows(page)
    browser.types(WORDS)
    browser.waits_for(OPENED)


def asked_for(browser: Browser) -> list[str]:
    """What Chromium asked for besides the file itself."""
    return [address for address in browser.tells() if not address.startswith("file:")]


def refused(browser: Browser) -> list[str]:
    """What the policy kept from running or loading: on our pages there is nothing to keep."""
    return [line["message"] for line in browser.logged("browser")]


def test_this_way_of_looking_would_see_it(browser: Browser) -> None:
    browser.shows(f"<body>{ATTACKS.replace('<meta', '<x')}</body>", name="unsafe.html")
    assert any(address.startswith(NOWHERE) for address in asked_for(browser))
    assert browser.runs("return window.taken") is not None


def test_hostile_words_are_words(browser: Browser, sealed: str, unsealed: str) -> None:
    refused(browser)  # those of the tests before
    for page in (sealed, unsealed):
        (opened if page is sealed else Browser.shows)(browser, page)
        for text in (
            "<script>document.title = 'taken'</script>",
            "&lt;b&gt; &amp; &#60;script&#62;",
            "<img src=x onerror",
        ):
            assert text in browser.words
        assert "(http://a.example/x.png)" in browser.words
        assert (
            browser.runs("return document.querySelectorAll('main :is(a, img, iframe, object, link, style)').length")
            == 0
        )
        assert browser.runs("return document.title") in ("A sealed page", "Pages")
        assert asked_for(browser) + refused(browser) == []


def test_even_a_hostile_page_that_was_sealed_runs_and_loads_nothing(browser: Browser) -> None:
    opened(browser, sealed_page(ATTACKS, WORDS.split(), CHANCE))
    assert "kept" in browser.words
    tags, attributes = browser.runs(
        "const all = [...document.querySelectorAll('#page *')];"
        "return [all.map(e => e.localName), all.flatMap(e => [...e.attributes].map(a => a.name))]"
    )
    assert set(tags) <= {"h1", "p", "svg", "details", "summary", "table"}
    assert set(attributes) <= {"class", "tabindex"}
    browser.driver.find_element("css selector", "#page p").click()
    assert browser.runs("return window.taken") is None
    assert asked_for(browser) == []
    # Not even if the list in the script let something through: the policy would stop it.
    browser.runs(
        "const s = document.createElement('script'); s.textContent = 'window.taken = 1'; document.body.append(s);"
        f"const i = document.createElement('img'); i.src = '{NOWHERE}/x'; document.body.append(i);"
        f"const f = document.createElement('form'); f.action = '{NOWHERE}/y'; document.body.append(f); f.submit();"
        f"fetch('{NOWHERE}/z').catch(() => 0)"
    )
    assert browser.runs("return window.taken") is None
    assert asked_for(browser) == []


# --- on a phone, at a desk, on paper --------------------------------------------------------------------------------


def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, sealed: str) -> None:
    browser.shows(sealed, width=320)
    size = "return [document.documentElement.scrollWidth, innerWidth]"
    browser.waits_for(ASKS)
    assert browser.runs(size) == [320, 320]
    browser.types(WORDS)
    browser.waits_for(OPENED)
    browser.runs("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert browser.runs(size) == [320, 320]


def test_lines_stay_short_at_a_desk(browser: Browser, sealed: str) -> None:
    browser.shows(sealed, width=DESK)
    assert browser.runs("return document.body.getBoundingClientRect().width") == 640


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(248, 244, 236)"), ("dark", "rgb(20, 25, 30)")])
def test_it_follows_day_and_night(browser: Browser, unsealed: str, scheme: str, ground: str) -> None:
    browser.shows(unsealed)
    browser.asks("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    assert browser.runs("return getComputedStyle(document.body).backgroundColor") == ground
    browser.asks("Emulation.setEmulatedMedia", features=[])


def test_it_prints_dark_on_white_without_what_is_for_screens(browser: Browser, sealed: str) -> None:
    opened(browser, sealed)
    browser.asks(
        "Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}]
    )
    style = "getComputedStyle(document.querySelector('{}'))"
    shown = [style.format(one) for one in ("article", "#close", "details", ".month")]
    assert browser.runs(f"return [{', '.join(f'{one}.display' for one in shown)}]") == [
        "block",
        "none",
        "none",
        "block",
    ]
    assert browser.runs(f"return [{shown[0]}.color, {shown[3]}.position]") == ["rgb(0, 0, 0)", "static"]
    browser.asks("Emulation.setEmulatedMedia", media="", features=[])
    paper = base64.b64decode(browser.asks("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", paper)) > 1
