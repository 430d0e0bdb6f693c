"""What might still say too much is asked about: names, days, numbers, addresses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.redaction import Kind, Part, Replacement, left_out, reviewed, suggestions


def found(text: str, kind: Kind | None = None) -> list[str]:
    return [one.text for one in suggestions(text) if kind in (None, one.kind)]


@pytest.mark.parametrize(
    ("kind", "text", "asked"),
    [
        (Kind.NAME, "I met Jo there.", ["Jo"]),
        (Kind.NAME, "I met Jo Miller-Weber and Anne-Marie's dog.", ["Jo Miller-Weber", "Anne-Marie's"]),
        (Kind.NAME, "With Dr. Weber at St. Mary's Hospital, at Brennan & Sons.",
         ["Dr. Weber", "St. Mary's Hospital", "Brennan & Sons"]),
        (Kind.NAME, "Maria Lopez called. Then Maria left.", ["Maria Lopez", "Maria"]),
        (Kind.NAME, "Jo came. I was glad of Jo.", ["Jo", "Jo"]),
        (Kind.NAME, "Kestrel came.\n\nKestrel left.", ["Kestrel", "Kestrel"]),
        (Kind.NAME, "- Jo\n- Wren\n> Wren", ["Wren", "Wren"]),
        (Kind.NAME, "At the AA meeting with Zoe\u0308 and Øyvind and Ægir.", ["AA", "Zoe\u0308", "Øyvind", "Ægir"]),
        (Kind.NAME, "met J. Miller", ["J. Miller"]),
        (Kind.NAME, "a line that goes on\nJo came along", ["Jo"]),
        (Kind.DATE, "On 10 March 2026, March 10th, 2026-03-10, 10.3.2026 and 10/03/26.",
         ["10 March 2026", "March 10th", "2026-03-10", "10.3.2026", "10/03/26"]),
        (Kind.DATE, "On Monday the 5th, the 14th, in Sept. 2024, in 1984.",
         ["Monday the 5th", "the 14th", "Sept. 2024", "1984"]),
        (Kind.TIME, "At 18:20, 6.30pm, 9 pm, nine o'clock.", ["18:20", "6.30pm", "9 pm", "nine o'clock"]),
        (Kind.PHONE, "+49 170 1234567, (555) 123-4567, 0170/1234567",
         ["+49 170 1234567", "(555) 123-4567", "0170/1234567"]),
        (Kind.EMAIL, "Write to jo.m+x@mail.example.org.", ["jo.m+x@mail.example.org"]),
        (Kind.LINK, "See https://example.org/a?b=c, www.example.com. and (reddit.com/x)",
         ["https://example.org/a?b=c", "www.example.com", "reddit.com/x"]),
        (Kind.HANDLE, "@jo_99 and u/somebody", ["@jo_99", "u/somebody"]),
        (Kind.DAY_COUNT, "47 days, day 47, Sixty-one days, a hundred and three days, 90-day, 1,204 days, a year sober",
         ["47 days", "day 47", "Sixty-one days", "a hundred and three days", "90-day", "1,204 days", "a year sober"]),
        (Kind.MONEY, "$50, 20 euros, 1,200 €, fifty bucks, EUR 12.50",
         ["$50", "20 euros", "1,200 €", "fifty bucks", "EUR 12.50"]),
        (Kind.ADDRESS, "22 Baker Street, 5 Old Mill Rd., Hauptstraße 12, Berliner Str. 5",
         ["22 Baker Street", "5 Old Mill Rd.", "Hauptstraße 12", "Berliner Str. 5"]),
        (Kind.ADDRESS, "at 12 rue de la Paix, NW1 6XE, flat 4", ["12 rue de la Paix", "NW1 6XE", "flat 4"]),
        (Kind.NUMBER, "I counted the bricks. Sixty-one. Then 300.", ["Sixty-one", "300"]),
    ],
)  # fmt: skip
def test_it_is_asked_about(kind: Kind, text: str, asked: list[str]) -> None:
    assert found(text, kind) == asked


@pytest.mark.parametrize(
    "text",
    [
        "The yard was loud. I'm fine. Then I went home, I think.",
        "What slowed it was that I moved. And that was it.",
        "In March, on Monday. May helps. OK.",
        "I AM SO TIRED OF ALL OF THIS",
        "# Today\n- Slept well\n1. Walked\n> Then tea.",
        "“Yes,” I said. “No.” 7 times, 3 cups.",
        "It was one of those.",
        "",
    ],
)
def test_nothing_is_asked_where_there_is_nothing(text: str) -> None:
    assert found(text) == []


def test_it_says_why_in_a_few_words_and_never_repeats_itself() -> None:
    for one in suggestions("Jo, 47 days, jo@example.org, 18:20, 10 March 2026, $5, +49 170 1234567, @jo, 61"):
        assert 0 < len(one.why) < 40
        assert "!" not in one.why
        assert one.text not in repr(one)


def test_a_link_is_one_thing_and_not_a_date_and_a_name() -> None:
    assert found("https://example.org/2026-03-10/Jo/47-days") == ["https://example.org/2026-03-10/Jo/47-days"]


PIECES = st.sampled_from(
    ["Jo", "Zoe\u0308", "👩‍💻", "👩🏽", "1️⃣", "47", "days", "day", "a", "hundred", "and", "10", "March", "2026", "18:20",
     "@jo", "jo@example.org", "www.", "$", "St", ".", ". ", " ", " ", "\n", "-", "'", "\u0301", "Street", "שלום",
     "漢字", "I", "İ"]
)  # fmt: skip


@given(st.lists(PIECES | st.characters(), max_size=40).map("".join))
def test_every_suggestion_is_a_part_of_the_text_and_none_overlaps_or_cuts_a_letter(text: str) -> None:
    end = 0
    for one in suggestions(text):
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        end = one.end
        assert unicodedata.category(text[end : end + 1] or " ")[0] != "M"


def test_a_text_of_any_length_is_looked_at_to_its_end() -> None:
    text = "It was loud for 47 days. " * 8_000 + "With Jo"
    result = reviewed(text, [Replacement("was", "is")])
    assert len(result.suggestions) == 8_001
    assert result.suggestions[-1].text == "Jo"
    assert result.suggestions[-1].end == len(result.text)


# --- both together ---------------------------------------------------------------------------------------------------


def test_what_was_put_in_is_not_asked_about_and_the_rest_is_where_it_says() -> None:
    result = reviewed("👩🏽 With Sam and Jo, 47 days.", [Replacement("Sam", "Wren W.")])
    assert result.text == "👩🏽 With Wren W. and Jo, 47 days."
    assert [(one.text, result.text[one.start : one.end]) for one in result.suggestions] == [
        ("Jo", "Jo"), ("47 days", "47 days"),
    ]  # fmt: skip


def test_a_remembered_name_in_small_letters_is_asked_about() -> None:
    result = reviewed("Will came. sam will come, sAm too.", [Replacement("Will", "W."), Replacement("Sam", "a friend")])
    assert [(one.kind, one.text) for one in result.suggestions] == [
        (Kind.REMEMBERED, "sam"), (Kind.REMEMBERED, "will"), (Kind.REMEMBERED, "sAm"),
    ]  # fmt: skip


# --- what is left out by itself --------------------------------------------------------------------------------------


def test_a_share_leaves_out_what_was_not_added_by_hand() -> None:
    assert list(left_out()) == ["mood", "day count", "exact date", "place", "file names", "real name"]
    assert list(left_out([Part.PLACE, Part.MOOD])) == ["day count", "exact date", "file names", "real name"]
