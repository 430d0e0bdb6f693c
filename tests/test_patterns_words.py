"""Patterns as sentences."""

import re

import pytest

from journal.pattern_words import in_short, plain, rare_tags, sentence, tags_without_pattern
from journal.patterns import Finding, NotEnough, PairFinding, Patterns, TagFinding, TimeFinding, Trend, WeekdayFinding


def tag(name: str = "walk", difference: float = 0.8, *, claim: bool = True, of: str = "mood") -> TagFinding:
    return TagFinding(name, of, difference, difference - 0.6, difference + 0.6, 14, 46, 0.001, claim)


def pair(first: str, then: str, correlation: float, *, claim: bool = True) -> PairFinding:
    return PairFinding(first, then, correlation, correlation - 0.2, correlation + 0.2, 63, 0.001, claim)


SAID: list[tuple[Finding | NotEnough, str]] = [
    (tag(), "On 14 #walk days mood was 0.8 higher than on 46 others (range 0.2 to 1.4)."),
    (tag(difference=-0.8), "On 14 #walk days mood was 0.8 lower than on 46 others (range 0.2 to 1.4)."),
    (
        tag("meeting", -1.6, of="craving"),
        "On 14 #meeting days craving was 1.6 lower than on 46 others (range 1.0 to 2.2).",
    ),
    (tag(difference=0.62), "On 14 #walk days mood was 0.6 higher than on 46 others (range above 0 to 1.2)."),
    (tag(difference=-0.62), "On 14 #walk days mood was 0.6 lower than on 46 others (range above 0 to 1.2)."),
    (tag(claim=False), "#walk and mood: no clear pattern (14 days with it, 46 without)."),
    (
        pair("sleep", "craving", -0.41),
        "Longer nights went together with lower craving the day after"
        " (63 nights; correlation -0.41, range -0.61 to -0.21).",
    ),
    (
        pair("sleep", "mood", 0.2049),
        "Longer nights went together with higher mood the day after"
        " (63 nights; correlation 0.20, range above 0 to 0.40).",
    ),
    (
        pair("craving", "sleep", -0.2049),
        "Days of higher craving went together with shorter nights after them"
        " (63 nights; correlation -0.20, range -0.40 to below 0).",
    ),
    (
        pair("mood", "sleep", 0.41),
        "Days of higher mood went together with longer nights after them"
        " (63 nights; correlation 0.41, range 0.21 to 0.61).",
    ),
    (pair("sleep", "craving", -0.1, claim=False), "Sleep and next-day craving: no clear pattern in 63 nights."),
    (pair("sleep", "mood", 0.1, claim=False), "Sleep and next-day mood: no clear pattern in 63 nights."),
    (pair("craving", "sleep", -0.1, claim=False), "Craving and the night after: no clear pattern in 63 nights."),
    (pair("mood", "sleep", 0.1, claim=False), "Mood and the night after: no clear pattern in 63 nights."),
    (
        Trend("mood", 0.7, 0.2, 1.2, 30, 28, claim=True),
        "Mood was 0.7 higher in the last 30 days than in the 30 before (range 0.2 to 1.2).",
    ),
    (
        Trend("craving", -1.7, -2.2, -1.2, 30, 28, claim=True),
        "Craving was 1.7 lower in the last 30 days than in the 30 before (range 1.2 to 2.2).",
    ),
    (
        Trend("mood", 0.7, -0.2, 1.6, 30, 28, claim=False),
        "Mood: the last 30 days were about the same as the 30 before.",
    ),
    (
        WeekdayFinding(0.9, 0.78, 5, 0, 12, 0.3, claim=False),
        "No clear pattern by weekday. Chance alone moves these by about 0.8 in 12 weeks.",
    ),
    (
        WeekdayFinding(1.4, 0.78, 5, 0, 12, 0.001, claim=True),
        "Mood was highest on Saturdays and lowest on Mondays, 1.4 apart."
        " Chance alone moves these by about 0.8 in 12 weeks.",
    ),
    (
        TimeFinding(0.2, 0.31, 3, 0, 45, 0.3, claim=False),
        "No clear pattern by time of day. Chance alone moves these by about 0.3 in 45 days.",
    ),
    (
        TimeFinding(0.9, 0.31, 0, 4, 45, 0.001, claim=True),
        "Mood was highest in the morning and lowest at night, 0.9 apart."
        " Chance alone moves these by about 0.3 in 45 days.",
    ),
    (
        TimeFinding(0.9, 0.31, 1, 3, 45, 0.001, claim=True),
        "Mood was highest at midday and lowest in the evening, 0.9 apart."
        " Chance alone moves these by about 0.3 in 45 days.",
    ),
    (
        NotEnough("tags:mood", 12, 30),
        "Tags and mood: not enough days to tell yet (12 of 30). Nothing to do; it fills in as you write.",
    ),
    (
        NotEnough("pair:sleep:craving", 41, 60, "nights"),
        "Sleep and next-day craving: not enough nights to tell yet (41 of 60)."
        " Nothing to do; it fills in as you write.",
    ),
    (
        NotEnough("weekday", 5, 8, "weeks"),
        "Mood by weekday: not enough weeks to tell yet (5 of 8). Nothing to do; it fills in as you write.",
    ),
    (NotEnough("", 12, 30), "Not enough days to tell yet (12 of 30). Nothing to do; it fills in as you write."),
]


@pytest.mark.parametrize(("result", "text"), SAID, ids=[text[:50] for _, text in SAID])
def test_what_is_said(result: Finding | NotEnough, text: str) -> None:
    assert plain(sentence(result)) == text


CLAIMED = re.compile(r"\b(higher|lower|longer|shorter|highest|lowest)\b")
UNSAID = re.compile(r"\b(because|causes?|makes?|should|must|just|only|due|leads?|predicts?|risk|better|worse)\b|!")


@pytest.mark.parametrize(("result", "text"), SAID, ids=[text[:50] for _, text in SAID])
def test_no_sentence_says_why_or_gives_advice(result: Finding | NotEnough, text: str) -> None:
    assert not UNSAID.search(text)
    claims = not isinstance(result, NotEnough) and result.claim
    assert bool(CLAIMED.search(text)) is claims


@pytest.mark.parametrize(("result", "text"), SAID, ids=[text[:50] for _, text in SAID])
def test_what_a_claim_comes_to_is_set_off_and_a_tag_is_known_as_one(result: Finding | NotEnough, text: str) -> None:
    kinds = [piece.kind for piece in sentence(result)]
    assert ("strong" in kinds) is (not isinstance(result, NotEnough) and result.claim)
    assert [piece.text for piece in sentence(result) if piece.kind == "tag"] == re.findall(r"#\w+", text)


def with_tags(claims: int, others: int) -> Patterns:
    claimed = [tag(f"good{number}") for number in range(claims)]
    return Patterns(tags=(*claimed, *(tag(f"other{number}", claim=False) for number in range(others))))


@pytest.mark.parametrize(
    ("claims", "others", "text"),
    [
        (1, 6, "Six other tags were looked at; none stood out."),
        (0, 6, "Six tags were looked at; none stood out."),
        (2, 1, "One other tag was looked at; it did not stand out."),
        (0, 1, "One tag was looked at; it did not stand out."),
        (0, 13, "13 tags were looked at; none stood out."),
        (3, 0, ""),
    ],
)
def test_what_did_not_stand_out_is_said_too(claims: int, others: int, text: str) -> None:
    assert plain(tags_without_pattern(with_tags(claims, others))) == text


def test_a_tag_that_stood_out_for_craving_is_not_among_those_that_did_not() -> None:
    found = Patterns(tags=(tag(of="craving"), tag(of="mood", claim=False), tag("rain", claim=False)))
    assert plain(tags_without_pattern(found)) == "One other tag was looked at; it did not stand out."


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, ""),
        (1, "One tag is on too few days to tell yet, or on nearly all."),
        (3, "Three tags are on too few days to tell yet, or on nearly all."),
    ],
)
def test_tags_that_wait_are_counted(number: int, text: str) -> None:
    assert plain(rare_tags(Patterns(rare_tags=number))) == text


def test_several_that_wait_are_a_short_list() -> None:
    assert plain(in_short(NotEnough("tags:mood", 12, 30))) == "Tags and mood: 12 of 30 days so far"
    assert (
        plain(in_short(NotEnough("pair:sleep:mood", 4, 60, "nights")))
        == "Sleep and next-day mood: 4 of 60 nights so far"
    )
