"""The forms that come with the journal, and a person's own: a broken one is named with its line, and the rest works."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.forms import FOLDER, GROUPS, Forms, load_forms
from journal.reflections import Form

SHIPPED = load_forms()
MINE = """\
name = "Sunday call"
minutes = 2

[[question]]
heading = "What I told Jo"
was = ["What I said"]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def forms_with(home: Path, text: str, name: str = "mine.toml") -> Forms:
    (home / FOLDER / name).write_text(text, "utf-8")
    return load_forms(home)


# --- what is shipped -------------------------------------------------------------------------------------------------


def test_every_form_of_the_program_can_be_used() -> None:
    assert not SHIPPED.problems
    assert SHIPPED.groups == GROUPS
    assert {form.group for form in SHIPPED.forms} <= set(GROUPS)


@pytest.mark.parametrize("form", SHIPPED.forms, ids=lambda form: form.id)
def test_a_form_says_what_it_is_and_how_long_it_takes(form: Form) -> None:
    assert re.fullmatch(r"\d+ min|any|weekly|monthly", form.takes)
    assert form.intro
    assert form.intro[-1] in ".?"
    assert not form.is_own
    for question in form.questions:
        assert not question.ask or question.ask[-1] in ".?:", question.ask


def test_the_forms_that_were_promised_are_there() -> None:
    wanted = {
        "halt-check", "nightly-inventory", "urge-log", "refusing-the-urge", "event-belief-result", "thought-record",
        "costs-and-benefits", "something-to-do", "if-this-then-that", "prevention-plan", "safety-plan",
        "three-good-things", "strengths-check", "letter", "writing-it-through",
    }  # fmt: skip
    assert wanted <= {form.id for form in SHIPPED.forms}


def test_deep_writing_has_its_time_and_a_soft_ending() -> None:
    form = SHIPPED.get("writing-it-through")
    assert form is not None
    assert (form.box, form.soft) == (15, True)
    assert form.questions[-1].id == "next"


def test_no_number_of_a_form_is_given_a_meaning() -> None:
    verdict = re.compile(r"\b(scores?|cut-?off|at risk|normal|severe|mild|moderate|diagnos\w+)\b", re.IGNORECASE)
    for form in SHIPPED.forms:
        for question in form.questions:
            for text in (form.intro, form.care, question.heading, question.ask, question.low_word, question.high_word):
                assert not verdict.search(text), text


# --- forms of one's own ----------------------------------------------------------------------------------------------


def test_a_form_of_ones_own_stands_in_a_group_of_its_own_behind_the_others(home: Path) -> None:
    forms = forms_with(home, MINE, "Sunday call.toml")
    form = forms.forms[-1]
    assert (form.id, form.name, form.takes, form.group, form.is_own) == (
        "sunday-call", "Sunday call", "2 min", "Your own", True,
    )  # fmt: skip
    assert form.questions[0].headings == ("What I told Jo", "What I said")
    assert not forms.problems
    assert len(forms.forms) == len(SHIPPED.forms) + 1


def test_a_form_of_ones_own_can_stand_in_the_place_of_one_that_comes_with_the_program(home: Path) -> None:
    forms = forms_with(home, 'id = "halt-check"\ngroup = "In the moment"\n' + MINE)
    own = forms.get("halt-check")
    assert own is not None
    assert own.name == "Sunday call"
    assert len(forms.forms) == len(SHIPPED.forms)


def test_a_form_that_is_not_wanted_can_be_left_out(home: Path) -> None:
    forms = forms_with(home, "leave_out = true\n", "strengths-check.toml")
    assert forms.get("strengths-check") is None
    assert not forms.problems


def test_without_a_folder_of_ones_own_the_forms_of_the_program_are_there(tmp_path: Path) -> None:
    assert load_forms(tmp_path) == SHIPPED


def test_other_files_in_the_folder_are_left_alone(home: Path) -> None:
    (home / FOLDER / "notes.txt").write_text("not a form")
    (home / FOLDER / "a folder.toml").mkdir()
    assert load_forms(home) == SHIPPED


BROKEN = {
    "no TOML": ("name = Sunday\n", "line 1: this could not be read"),
    "no name": ("minutes = 2\n\n[[question]]\nheading = 'One'\n", "line 1: a form needs a name"),
    "no question": ("name = 'Sunday'\n", "line 1: a form needs at least one [[question]]"),
    "an unknown field": ("name = 'Sunday'\ncolour = 'red'\n\n[[question]]\nheading = 'One'\n", "line 2: “colour” is"),
    "a strange heading": ("name = 'Sunday'\n\n[form]\n\n[[question]]\nheading = 'One'\n", "line 3: a question begins"),
    "a name that is a number": ("name = 7\n\n[[question]]\nheading = 'One'\n", "line 1: name is text in quotes"),
    "a name that is too long": (f"name = '{'x' * 60}'\n\n[[question]]\nheading = 'One'\n", "line 1: name has at most"),
    "minutes in words": ("name = 'S'\nminutes = 'two'\n\n[[question]]\nheading = 'O'\n", "line 2: minutes is a whole"),
    "stays in words": ("name = 'S'\nstays = 'yes'\n\n[[question]]\nheading = 'O'\n", "line 2: stays is true or false"),
    "facts nobody has": ("name = 'S'\nfacts = 'year'\n\n[[question]]\nheading = 'O'\n", "line 2: facts is one of week"),
    "a title from nowhere": ("name = 'S'\ntitle_from = 'x'\n\n[[question]]\nheading = 'O'\n", "line 2: title_from is"),
    "an id with spaces": ("id = 'a b'\nname = 'S'\n\n[[question]]\nheading = 'O'\n", "line 1: id is made of small"),
    "a tag of nothing": ("name = 'S'\ntag = '---'\n\n[[question]]\nheading = 'O'\n", "line 2: a tag has at least"),
    "a tag that is taken": ("name = 'S'\ntag = 'b'\n\n[[question]]\nheading = 'O'\n", "line 2: “Before” has this tag"),
    "an id that is taken": ("id = 'b'\nname = 'S'\n\n[[question]]\nheading = 'O'\n", "line 1: another file has"),
    "a question with a broken line": ("name = 'S'\n\n[[question]]\nheading = 'O'\nask = \n", "line 5: this could not"),
    "a question without heading": ("name = 'S'\n\n[[question]]\nask = 'Well?'\n", "line 3: a question needs a heading"),
    "a heading without letters": ("name = 'S'\n\n[[question]]\nheading = '?'\n", "line 4: a question whose heading"),
    "an unknown kind": ("name = 'S'\n\n[[question]]\nheading = 'O'\nkind = 'rank'\n", "line 5: kind is one of text"),
    "an unknown part": ("name = 'S'\n\n[[question]]\nheading = 'O'\nbig = 1\n", "line 5: “big” is nothing that a"),
    "bounds upside down": ("name = 'S'\n\n[[question]]\nheading = 'O'\nhighest = 0\n", "line 5: highest is above"),
    "a scale too long": ("name = 'S'\n\n[[question]]\nheading = 'O'\nhighest = 900\n", "line 5: highest is above"),
    "ratings of nothing": ("name = 'S'\n\n[[question]]\nheading = 'O'\nkind = 'ratings'\n", "line 5: ratings need"),
    "a choice of nothing": ("name = 'S'\n\n[[question]]\nheading = 'O'\nkind = 'choice'\n", "line 5: choice need"),
    "items with a colon": ("name = 'S'\n\n[[question]]\nheading = 'O'\nitems = ['a: b']\n", "line 5: items are words"),
    "options in one text": ("name = 'S'\n\n[[question]]\nheading = 'O'\noptions = 'a, b'\n", "line 5: options is a"),
    "a heading twice": (
        "name = 'S'\n\n[[question]]\nheading = 'O'\n\n[[question]]\nid = 'p'\nheading = 'P'\nwas = ['O']\n",
        "line 8: another question of this form has this heading",
    ),
    "an id twice": (
        "name = 'S'\n\n[[question]]\nheading = 'O'\n\n[[question]]\nid = 'o'\nheading = 'P'\n",
        "line 7: another question of this form has this id",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_form_is_named_with_its_line_and_the_rest_works(home: Path, text: str, words: str) -> None:
    forms_with(home, "name = 'Before'\n\n[[question]]\nheading = 'One'\n", "b.toml")
    forms_with(home, MINE, "z.toml")
    forms = forms_with(home, text, "m.toml")
    assert len(forms.problems) >= 1
    assert any(problem.startswith(f"forms/m.toml, {words}") for problem in forms.problems), forms.problems
    assert {"b", "z"} <= {form.id for form in forms.forms}
    assert set(SHIPPED.forms) <= set(forms.forms)


def test_a_broken_question_leaves_the_others_of_its_form(home: Path) -> None:
    first, second, third = (f"[[question]]\nheading = '{word}'\n\n" for word in ("One", "Two", "Three"))
    forms = forms_with(
        home, f"name = 'S'\n\n{first}{second.replace('heading', 'kind = 1' + chr(10) + 'heading')}{third}"
    )
    assert [question.heading for question in forms.forms[-1].questions] == ["One", "Three"]
    assert forms.problems == ("forms/mine.toml, line 7: kind is text in quotes. The rest works.",)


def test_a_text_of_several_lines_may_look_like_a_heading(home: Path) -> None:
    forms = forms_with(home, 'name = "S"\nintro = """\n[[question]]\n"""\n\n[[question]]\nheading = "O"\nkind = 3\n')
    assert forms.problems[0].startswith("forms/mine.toml, line 8: kind")


def test_a_file_that_is_too_large_or_no_text_is_named(home: Path) -> None:
    (home / FOLDER / "big.toml").write_bytes(b"# " + b"x" * 300_000)
    forms = load_forms(home)
    assert forms.problems == ("forms/big.toml is larger than 256 KB and was left alone.",)


@given(st.text() | st.sampled_from(["[[question]]", "[", "name = ", '"""']).flatmap(lambda part: st.just(part * 3)))
def test_no_file_whatever_is_in_it_takes_a_form_of_the_program_away(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FOLDER).mkdir()
        (Path(folder) / FOLDER / "any.toml").write_text(text, "utf-8", "replace")
        assert set(SHIPPED.forms) <= set(load_forms(Path(folder)).forms)


# --- finding a form by what somebody types ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["safety-plan", "My safety plan", "  my  SAFETY plan ", "safety plan", "safety", "my s"]
)
def test_a_form_is_found_by_its_id_its_name_or_the_beginning_of_either(words: str) -> None:
    assert [form.id for form in SHIPPED.named(words)] == ["safety-plan"]


def test_words_that_fit_several_forms_find_all_of_them_and_none_finds_none() -> None:
    assert {form.id for form in SHIPPED.named("th")} == {"thought-record", "three-good-things"}
    assert SHIPPED.named("") == SHIPPED.named("horoscope") == ()


def test_a_form_of_ones_own_takes_no_entries_of_another_form(home: Path) -> None:
    forms = forms_with(home, 'tag = "safety-plan"\n' + MINE)
    assert forms.forms == SHIPPED.forms
    assert forms.problems == ("forms: the tag of “Sunday call” is that of “My safety plan” already.",)
