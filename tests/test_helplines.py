"""Numbers for a hard moment: each with its source, none uncertain, and never none at all."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journal
from journal import helplines
from journal.grounding import BUILT_IN, grounding
from journal.helplines import ELSEWHERE, Emergency, Helpline, Helplines, checked_words, choose, guessed_country, load

FILE = Path(journal.__file__).parent / "content" / "helplines.toml"
CONTENT: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
LINES: list[dict[str, Any]] = CONTENT["line"]
EMERGENCIES: list[dict[str, Any]] = CONTENT["emergency"]
DIAL = re.compile(r"[0-9][0-9 -]*")
# What the design page marks as unconfirmed. A number that is here and in the file is a defect, whatever else is right.
UNCONFIRMED = ("0800231313", "03301236600", "03001236600", "1800459459", "18002214444", "18002738255", "09000113")
UNCONFIRMED_NAMES = ("FRANK", "Drinkline", "SADAG", "Alcool Info", "Drogues Info", "HSE drugs")


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


# --- the list that is shipped ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['country']} {line['dial'] or line['text_to']}")
def test_every_line_says_what_it_is_where_it_was_read_and_when(line: dict[str, Any]) -> None:
    assert {"country", "name", "kind", "dial", "text_to", "text_word", "url", "hours", "languages", "cost"} <= set(line)
    assert line["country"] in CONTENT["countries"]
    assert line["name"].strip()
    assert line["kind"] in {"crisis", "alcohol and drugs", "information"}
    assert line["dial"] or line["text_to"]
    assert all(not number or DIAL.fullmatch(number) for number in (line["dial"], line["text_to"]))
    assert re.fullmatch(r"[A-Z]*", line["text_word"])
    assert not line["text_word"] or line["text_to"]
    assert re.match(r"https?://[\w.-]+/", line["source"])
    assert type(line["checked_on"]) is date
    assert line["checked_on"] <= date.today()  # noqa: DTZ011 - a day of a calendar on a wall


@pytest.mark.parametrize("number", EMERGENCIES, ids=lambda number: number["dial"])
def test_every_emergency_number_has_its_source_and_day(number: dict[str, Any]) -> None:
    assert set(number["countries"]) <= set(CONTENT["countries"])
    assert re.fullmatch(r"[0-9]{3}", number["dial"])
    assert number["what"]
    assert re.match(r"https?://[\w.-]+/", number["source"])
    assert number["checked_on"] <= date.today()  # noqa: DTZ011


def test_these_numbers_and_no_others_are_in_the_file() -> None:
    # Copied from the design page by hand, line by line: a slip in either place shows here.
    assert {(line["country"], way) for line in LINES for way in (line["dial"], line["text_to"]) if way} == {
        ("US", "988"), ("US", "1-800-662-4357"), ("US", "741741"),
        ("CA", "9-8-8"),
        ("GB", "116 123"), ("GB", "85258"),
        ("IE", "116 123"), ("IE", "50808"), ("IE", "1800 111 888"),
        ("AU", "13 11 14"), ("AU", "0477 13 11 14"), ("AU", "1800 250 015"),
        ("NZ", "1737"), ("NZ", "0800 787 797"), ("NZ", "8681"),
        ("DE", "0800 1110111"), ("DE", "0800 1110222"), ("DE", "116 123"),
        ("FR", "3114"), ("ES", "024"),
        ("NL", "113"), ("NL", "0800-0113"),
        ("BR", "188"),
        ("IN", "14416"), ("IN", "1-800-891-4416"),
        ("SG", "1767"), ("SG", "9151 1767"),
    }  # fmt: skip
    words = {(line["text_to"], line["text_word"]) for line in LINES if line["text_word"]}
    assert words == {("741741", "HOME"), ("85258", "SHOUT"), ("50808", "HELLO")}


def test_emergency_numbers_stand_only_where_a_page_confirms_them() -> None:
    found = {country: number["dial"] for number in EMERGENCIES for country in number["countries"]}
    europe = {country for country, dial in found.items() if dial == "112"}
    assert len(europe) == 27
    assert not europe & {"GB", "CH", "NO", "IS"}
    assert {country: dial for country, dial in found.items() if country not in europe} == {
        "AU": "000",
        "NZ": "111",
        "BR": "192",
        "US": "911",
        "CA": "911",
        "GB": "999",
    }
    assert not {"IN", "SG"} & set(found)


def test_nothing_unconfirmed_is_there() -> None:
    text = FILE.read_text("utf-8")
    numbers = {digits(line[key]) for line in LINES for key in ("dial", "text_to")}
    assert not numbers & set(UNCONFIRMED)
    assert not [name for name in UNCONFIRMED_NAMES if name.casefold() in text.casefold()]
    assert not [number for number in UNCONFIRMED if number in digits(text)]


def test_the_shipped_file_is_read_without_a_complaint() -> None:
    found = load()
    assert found.problems == ()
    assert len(found.lines) == len(LINES)
    assert not any(line.is_own for line in found.lines)


# --- how to reach a line ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "ways"),
    [
        (Helpline("IE", "a", dial="116 123"), ("116 123",)),
        (Helpline("IE", "a", text_to="50808", text_word="HELLO"), ("text HELLO to 50808",)),
        (Helpline("CA", "a", dial="9-8-8", text_to="9-8-8"), ("call or text 9-8-8",)),
        (Helpline("AU", "a", dial="13 11 14", text_to="0477 13 11 14"), ("13 11 14", "text 0477 13 11 14")),
        (Helpline("SG", "a", dial="1767", text_to="9151 1767", text_by="WhatsApp"), ("1767", "WhatsApp 9151 1767")),
        (Helpline("NL", "a", dial="113", url="113.nl"), ("113", "113.nl")),
    ],
)
def test_ways_are_said_as_a_person_would(line: Helpline, ways: tuple[str, ...]) -> None:
    assert line.ways == ways


@pytest.mark.parametrize(
    ("checked", "today", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), "checked on 1 March 2026"),
        (date(2026, 3, 1), date(2027, 3, 1), "checked on 1 March 2026"),
        (date(2026, 3, 1), date(2027, 3, 2), "checked on 1 March 2026, may have changed"),
        (date(2024, 2, 29), date(2025, 2, 28), "checked on 29 February 2024"),
        (date(2024, 2, 29), date(2025, 3, 1), "checked on 29 February 2024, may have changed"),
        (date(2026, 3, 1), date(1970, 1, 1), "checked on 1 March 2026"),
    ],
)
def test_after_twelve_months_a_line_says_that_it_may_have_changed(checked: date, today: date, words: str) -> None:
    assert checked_words(Helpline("IE", "a", dial="1", checked_on=checked), today) == words


# --- which country ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "country"),
    [
        ({"LANG": "en_GB.UTF-8"}, "GB"),
        ({"LC_ALL": "de_DE@euro", "LANG": "en_US.UTF-8"}, "DE"),
        ({"LC_ALL": "C", "LC_MESSAGES": "en_IE", "LANG": "en_US"}, "IE"),
        ({"LC_ALL": "", "LANG": "ast_ES.UTF-8"}, "ES"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "en"}, ""),
        ({"LANG": "POSIX"}, ""),
        ({"LANG": "en_GB\nrm"}, ""),
        ({}, ""),
    ],
)
def test_the_country_is_guessed_from_the_language_settings(environment: dict[str, str], country: str) -> None:
    assert guessed_country(environment) == country


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("ie", "IE"), ("UK", "GB"), (" united  kingdom ", "GB"), ("ZA", "ZA"), ("Narnia", ""), ("é", "")],
)
def test_a_country_is_asked_for_by_code_or_by_name(wanted: str, code: str) -> None:
    assert choose(load(), wanted=wanted, kept="NZ", environment={"LANG": "en_US"}).code == code


def test_what_was_asked_for_goes_before_what_was_kept_and_that_before_a_guess() -> None:
    environment = {"LANG": "en_US.UTF-8"}
    assert choose(load(), wanted="IE", kept="NZ", environment=environment).code == "IE"
    kept = choose(load(), kept="NZ", environment=environment)
    assert (kept.code, kept.is_guess, kept.in_danger) == ("NZ", False, "111, the emergency number in New Zealand.")
    guess = choose(load(), environment=environment)
    assert (guess.code, guess.is_guess, guess.in_danger) == (
        "US",
        True,
        "911, the emergency number in the United States.",
    )
    elsewhere = choose(load(), kept=ELSEWHERE, environment=environment)
    assert (elsewhere.code, elsewhere.lines, elsewhere.in_danger) == ("", (), "Call your local emergency number.")


# --- files that are damaged, or a person's own -----------------------------------------------------------------------


def own(home: Path, text: str | bytes) -> Helplines:
    data = text if isinstance(text, bytes) else text.encode()
    (home / helplines.OWN_FILE).write_bytes(data)
    return load(home)


def of(found: Helplines, country: str) -> list[str]:
    return [line.name for line in found.lines if line.country == country]


def test_an_own_file_adds_replaces_and_leaves_out(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        """
        [countries]
        ZA = "South Africa"
        [[emergency]]
        country = "ZA"
        dial = "555"
        [[line]]
        country = "ZA"
        name = "The surgery"
        dial = "020 555 0100"
        [[line]]
        country = "IE"
        name = "samaritans"
        dial = "555 111"
        [[line]]
        country = "IE"
        name = "Text 50808"
        leave_out = true
        """,
    )
    assert found.problems == ()
    assert of(found, "ZA") == ["The surgery"]
    assert of(found, "IE") == ["samaritans", "Your Mental Health information line"]
    assert checked_words(found.lines[0], date(2026, 3, 1)) == "your own line"
    choice = choose(found, wanted="south africa", environment={})
    assert choice.emergency == Emergency("ZA", "555", "the emergency number")
    assert choice.in_danger == "555, the emergency number in South Africa."


def test_a_broken_line_is_named_with_its_number_and_the_rest_works(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        "[[line]]\n"  # 1
        'country = "IE"\nname = "One"\ndial = "1"\n'
        "[[line]]\n"  # 5
        'country = "IE"\nname = broken\ndial = "2"\n'
        "[[line]]\n"  # 9
        'country = "IE"\nname = "Three"\ndial = "ring me"\n'
        "[[line]]\n"  # 13
        'country = "Ireland"\nname = "Four"\ndial = "4"\n'
        "[[line]]\n"  # 17
        'country = "IE"\nname = "Five"\ndail = "5"\n'
        "[[line]]\n"  # 21
        'country = "IE"\nname = "Six"\n'
        "[[lines]]\n"  # 24
        'country = "IE"\n'
        "[[line]]\n"  # 26
        'country = "IE"\nname = "Seven"\ndial = "7"\nchecked_on = "yesterday"\n'
        "[[line]]\n"  # 31
        'country = "IE"\nname = "Eight"\ndial = "8"\n',
    )
    assert of(found, "IE")[:2] == ["One", "Eight"]
    assert "Samaritans" in of(found, "IE")
    assert [int(problem.split("line ")[1].split(":")[0]) for problem in found.problems] == [7, 12, 14, 20, 21, 24, 30]
    assert all(problem.startswith("helplines.toml, line ") for problem in found.problems)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\x00\xff\xfe",
        b"[[line]]",
        b"[[line",
        b"line = 1",
        b"[[[[[[",
        b"a = " + b"[" * 100_000,
        b"[[line]]\ncountry = 1\nname = []\n",
        b"[[emergency]]\ncountries = 3\n",
        b"[[emergency]]\ncountries = []\n",
        b'[[emergency]]\ncountries = [["IE"]]\ndial = "1"',
        b'[[line]]\r\ncountry = "IE"\r\nname = "x"\r\ndial = "' + b"1" * 50_000 + b'x"',
        b"x" * 1_000_000,
    ],
    ids=range(13),
)
def test_whatever_an_own_file_holds_the_lines_of_the_program_stay(tmp_path: Path, text: bytes) -> None:
    found = own(tmp_path, text)
    assert of(found, "IE") == of(load(), "IE")
    assert choose(found, wanted="IE", environment={}).in_danger == "112, the emergency number in Ireland."


@given(st.binary(max_size=300) | st.text("[]line=\"'\n#country 12\\{}.", max_size=300).map(str.encode))
def test_no_content_of_a_file_makes_reading_fail(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        found = own(Path(folder), data)
        read = helplines._read(Path(folder) / helplines.OWN_FILE, own=True)  # not what stands in for a mistake
    assert read.problems == found.problems
    assert of(found, "GB") == of(load(), "GB")


def test_letters_from_notepad_and_a_wrong_byte_do_not_hide_a_line(tmp_path: Path) -> None:
    found = own(tmp_path, b'\xef\xbb\xbf[[line]]\r\ncountry = "IE"\r\nname = "Caf\xe9"\r\ndial = "1"\r\n')
    assert of(found, "IE")[0] == "Caf�"


def test_what_stands_in_the_file_cannot_move_the_cursor(tmp_path: Path) -> None:
    found = own(tmp_path, '[[line]]\ncountry = "IE"\nname = "\\u001b[2Jx"\ndial = "1"\nnote = "a\\nb"')
    assert (found.lines[0].name, found.lines[0].note) == ("x", "a b")


@pytest.mark.parametrize("damage", [None, b"\xff\x00[[line", b"[[line]]\nname ="])
def test_without_the_shipped_file_the_emergency_sentence_is_still_there(tmp_path: Path, damage: bytes | None) -> None:
    shipped = tmp_path / "gone.toml"
    if damage is not None:
        shipped.write_bytes(damage)
    found = load(tmp_path, shipped=shipped)
    assert found.problems
    assert choose(found, wanted="IE", environment={}).in_danger == "Call your local emergency number."


def test_a_folder_or_a_path_that_cannot_be_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / helplines.OWN_FILE).mkdir()
    assert load(tmp_path).problems == ("helplines.toml could not be read.",)
    assert load(tmp_path / "nowhere" / "at all").problems == ()
    assert load(Path("a\0b")).problems == ("helplines.toml could not be read.",)


# --- grounding -------------------------------------------------------------------------------------------------------


def test_grounding_steps_come_from_the_file() -> None:
    found = grounding()
    assert found != BUILT_IN
    assert len(found.exercises) == 2
    assert len(found.right_now) == 3


@pytest.mark.parametrize(
    "damage", [None, b"", b"\xff", b"[right_now]\nsteps = []", b"[right_now]\nsteps = 3\nclosing = 4"]
)
def test_without_the_file_there_are_still_steps(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "grounding.toml"
    if damage is not None:
        path.write_bytes(damage)
    assert grounding(path) == BUILT_IN


LOUD = re.compile(r"!|\b(should|must|just|only|relapse|clean|fail\w*|addict\w*|suicidal\?)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", ["helplines.toml", "grounding.toml"])
def test_every_sentence_of_the_content_is_quiet(name: str) -> None:
    for line in (FILE.parent / name).read_text("utf-8").splitlines():
        if not line.startswith(("#", "source")):
            assert not LOUD.search(line), line
