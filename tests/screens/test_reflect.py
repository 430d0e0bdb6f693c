"""Reflect, by keys: forms become entries and come again, and nothing half written is lost; plans, cards and letters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from journal.app import JournalApp
from journal.entries import Entry
from journal.finding import Selection
from journal.forms import FOLDER, load_forms
from journal.moments import Moment
from journal.open_card import READABLE, card_path, load_card
from journal.reflections import answers_from_body
from journal.screens.form import FormScreen
from journal.screens.places import REFLECT
from journal.screens.reflect import ReflectScreen
from journal.storage import Storage
from tests.screens.conftest import NOW
from tests.screens.looking import Seen, sees, sees_no, text, types, until

AppOf = Callable[..., JournalApp]
SIZE = (100, 30)


async def goes_to(pilot: Seen, form_id: str) -> None:
    """Move the bar to a form."""
    await sees(pilot, "Looking back")
    screen = pilot.app.screen
    assert isinstance(screen, ReflectScreen)
    forms = [form.id for form in load_forms(pilot.app.storage.vault.home).forms]  # type: ignore[attr-defined]
    below, above = forms.index(form_id), len(forms) - 1 - forms.index(form_id)
    await pilot.press(*(["g", *["j"] * below] if below <= above else ["G", *["k"] * above]))
    await until(pilot, lambda: (screen._selected is not None) and screen._selected.id == form_id)


async def opens(pilot: Seen, form_id: str, words: str = "Question") -> None:
    """Open a form and wait for its question."""
    await goes_to(pilot, form_id)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    await sees(pilot, words)


def the_entry(storage: Storage, tag: str) -> Entry:
    """The newest entry with a tag."""
    (line,) = storage.entries.page(Selection(tags=(tag,)), limit=1)
    return storage.entries.get(line.id)


async def test_a_nightly_inventory_becomes_an_entry_and_opens_again(app_of: AppOf, empty_storage: Storage) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await opens(pilot, "nightly-inventory", "Something that went well")
        await types(pilot, "Soup.\nAnd bed.")
        await pilot.press("tab", "tab")
        await sees(pilot, "Question 3 of 9", "What I may owe somebody")
        await types(pilot, "A call to Maren.")
        await pilot.press("f8")
        await sees(pilot, "Kept. You can come back or not.")
        entry = the_entry(empty_storage, "nightly-inventory")
        assert entry.title == "Nightly inventory"
        assert entry.body == (
            "## Something that went well\n\nSoup.\nAnd bed.\n\n## What I may owe somebody\n\nA call to Maren."
        )
        assert [hit.line.id for hit in empty_storage.entries.search("Maren").hits] == [entry.id]
        await pilot.press("enter")
        await sees(pilot, "Last filled in today, 21:14")
        await pilot.press("e")
        await sees(pilot, "today, 21:14   Nightly inventory")
        await pilot.press("enter")
        await sees(pilot, "Question 2 of 9")  # the first one left open
        await pilot.press("shift+tab")
        await sees(pilot, "Soup.")
        await types(pilot, " Early.")
        await pilot.press("f8")
        await sees(pilot, "Kept.")
        assert "And bed. Early." in the_entry(empty_storage, "nightly-inventory").body
        assert len(empty_storage.entries.history(entry.id)) == 2


async def test_a_form_that_was_half_filled_when_everything_ended_is_offered_and_goes_on_in_the_form(
    app_of: AppOf, empty_storage: Storage
) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await opens(pilot, "nightly-inventory")
        await types(pilot, "Half a line")
        await until(pilot, lambda: bool(empty_storage.drafts.all()))
        (draft,) = empty_storage.drafts.all()
        assert draft.body == "## Something that went well\n\nHalf a line"
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await sees(pilot, "Your words are still here", "Nightly inventory")
        await pilot.press("enter")
        await sees(pilot, "Question 2 of 9")
        await pilot.press("shift+tab")
        await sees(pilot, "Half a line")
        await types(pilot, ", and the rest")
        await pilot.press("f8", "enter")
        await until(pilot, lambda: not empty_storage.drafts.all())
        assert "Half a line, and the rest" in the_entry(empty_storage, "nightly-inventory").body


async def test_leaving_a_form_leaves_it_begun_and_it_goes_on_where_it_was(
    app_of: AppOf, empty_storage: Storage
) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await opens(pilot, "thought-record", "F2 opens Help now")
        await types(pilot, "The mail")
        await pilot.press("enter", "escape")
        await sees(pilot, "begun", "enter goes on")
        assert empty_storage.entries.count() == 0
        await pilot.press("enter")
        await sees(pilot, "Question 2 of 9")


async def test_stopping_with_nothing_written_keeps_nothing(app_of: AppOf, empty_storage: Storage) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await opens(pilot, "halt-check")
        await pilot.press("f8")
        await sees(pilot, "Nothing was written, and that is fine.")
        await pilot.press("enter")
        await sees_no(pilot, "Nothing was written")
    assert empty_storage.entries.count() == 0
    assert empty_storage.drafts.all() == ()


EVERY_KIND = """\
name = "Every [/kind]"
intro = "[/] $ink [@click=app.quit]q[/]"

[[question]]
heading = "Text"
hint = "[/hint] a page"

[[question]]
heading = "Line"
kind = "line"

[[question]]
heading = "Number"
kind = "number"
low_word = "none"

[[question]]
heading = "Ratings"
kind = "ratings"
items = ["hungry", "tired"]
highest = 3

[[question]]
heading = "Choice"
kind = "choice"
options = ["no", "partly"]

[[question]]
heading = "Choices"
kind = "choices"
options = ["rain", "payday"]

[[question]]
heading = "Pairs"
kind = "pairs"
items = ["an evening alone"]
options = ["ring Jo", "a walk"]

[[question]]
heading = "Waiting"
kind = "timer"

[[question]]
heading = "Seen"
kind = "today"
"""


async def test_every_kind_of_question_is_answered_by_keys(app_of: AppOf, empty_storage: Storage, home: Path) -> None:
    (home / FOLDER).mkdir()
    (home / FOLDER / "every.toml").write_text(EVERY_KIND)
    (home / FOLDER / "broken.toml").write_text("name = 7\n")
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await sees(pilot, "Your own")
        await pilot.press("G")
        await sees(pilot, "forms/broken.toml, line 1: name is text in")
        await sees(pilot, "Every [/kind]", "[/] $ink [@click=app.quit]q[/]")  # words, whatever they look like
        await pilot.press("enter")
        await sees(pilot, "Question 1 of 8", "[/hint] a page")
        await pilot.press("left_square_bracket", "slash", "b", "right_square_bracket", "enter", "x")
        await pilot.press("tab")
        await types(pilot, "one line")
        await pilot.press("enter", "1", "0")
        await types(pilot, "loud")
        await pilot.press("enter", "2", "3", "tab", "down", "enter")
        await pilot.press("space", "down", "down")
        await types(pilot, "wind, too")
        await pilot.press("enter", "tab")
        await sees(pilot, "What may come?")
        await pilot.press("enter")
        await sees(pilot, "an evening alone → and then?")
        await pilot.press("j", "enter")
        await sees(pilot, "- an evening alone → a walk")
        await pilot.press("tab")
        await sees(pilot, "Urge timer")
        await pilot.press("7", "enter", "tab")
        await sees(pilot, "Kept.")
    assert the_entry(empty_storage, "every").body == (
        "## Text\n\n[/b]\nx\n\n"
        "## Line\n\none line\n\n## Number\n\n10 of 10, loud\n\n## Ratings\n\n- hungry: 2 of 3\n- tired: 3 of 3\n\n"
        "## Choice\n\npartly\n\n## Choices\n\n- rain\n- wind, too\n\n## Pairs\n\n- an evening alone → a walk\n\n"
        "## Waiting\n\n- after 0 min: 7 of 10\n\n## Seen\n\n10 March 2026"
    )


async def test_answers_that_nobody_touched_stay_as_they_are(app_of: AppOf, empty_storage: Storage, home: Path) -> None:
    (home / FOLDER).mkdir()
    (home / FOLDER / "every.toml").write_text(EVERY_KIND)
    form = load_forms(home).get("every")
    assert form is not None
    strange = {question.id: f"as I wrote it\n- {question.id}: 9 of 3" for question in form.questions[:-1]}
    body = "A line on top.\n\n" + "\n\n".join(f"## {q.heading}\n\n{strange[q.id]}" for q in form.questions[:-1])
    at = NOW.at - timedelta(days=1)
    empty_storage.entries.add(
        Entry("a1" * 16, at, NOW.zone, at, title="Mine", body=body, tags=("every",), revision="a1" * 16)
    )
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await sees(pilot, "Your own")
        await pilot.press("G", "e")
        await sees(pilot, "yesterday, 21:14   Mine")
        await pilot.press("enter")
        await sees(pilot, "Question 1 of 8", "This entry holds more than the form asks for")
        await pilot.press("f8")
        await sees(pilot, "Kept.")
    entry = the_entry(empty_storage, "every")
    filled = answers_from_body(form, entry.body)
    assert filled.answers == {**strange, "seen": "10 March 2026"}
    assert (entry.title, filled.before) == ("Mine", "A line on top.")


async def test_deep_writing_ends_softly_with_what_is_next(app_of: AppOf, empty_storage: Storage) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await opens(pilot, "writing-it-through", "15 minutes left")
        await types(pilot, "The coat.")
        await pilot.press("f8")
        await sees(pilot, "Three slow breaths, if you like.", "What is next for me today")
        await types(pilot, "supper")
        await pilot.press("enter")
        await until(pilot, lambda: empty_storage.entries.count() == 1)
    assert the_entry(empty_storage, "writing-it-through").body == (
        "## What weighs on me\n\nThe coat.\n\n## What is next for me today\n\nsupper"
    )


async def test_the_time_of_deep_writing_ends_with_an_offer_and_not_with_a_lock(
    app_of: AppOf, empty_storage: Storage
) -> None:
    from journal.filling import open_form

    seconds = 1000.0
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        form = load_forms().get("writing-it-through")
        assert form is not None
        await pilot.app.push_screen(FormScreen(open_form(empty_storage, form, NOW), ticks=lambda: seconds))
        await sees(pilot, "15 minutes left")
        seconds += 15 * 60
        await sees(pilot, "15 minutes have passed. F8 leads out softly")
        await types(pilot, "still writing")
        await sees(pilot, "still writing")


# --- the safety plan -------------------------------------------------------------------------------------------------


async def plan_kept(pilot: Seen) -> None:
    await opens(pilot, "safety-plan", "A plan made with" if pilot.app.size.width < 60 else "My warning signs")
    await types(pilot, "no sleep\nno calls")
    await pilot.press("tab", "f8")
    await sees(pilot, "Kept.", "o: a copy of it on the open card")


async def test_the_safety_plan_goes_on_the_open_card_after_a_warning_and_off_with_one_key(
    app_of: AppOf, empty_storage: Storage, home: Path
) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await plan_kept(pilot)
        assert not card_path(home).exists()
        await pilot.press("o")
        await sees(pilot, READABLE[:40], "1 My warning signs: no sleep · no calls", "No copy is on the card.")
        await pilot.press("escape", "o")
        await sees(pilot, "No copy is on the card.")
        assert not card_path(home).exists()
        await pilot.press("y")
        await sees(pilot, "It is on the open card now.")
        card = load_card(home).card
        assert card.plan == ("My warning signs: no sleep · no calls",)
        assert card.plan_looked_at == NOW.at.date()
        await pilot.press("escape", "enter")
        await sees(pilot, "10 Mar", "A copy is on the open card")
        await pilot.press("enter")
        await sees(pilot, "Question 2 of 7")
        await types(pilot, "a walk")
        await pilot.press("f8")
        await sees(pilot, "The copy on the open card is older now. o")
        await pilot.press("o")
        await sees(pilot, "The copy on the open card is older.", "What I can do alone: a walk")
        await pilot.press("y")
        await sees(pilot, "It is on the open card now.")
        assert len(load_card(home).card.plan) == 2
        await pilot.press("escape", "enter")
        await sees(pilot, "A copy is on the open card")
        await pilot.press("x")
        await sees(pilot, "The copy is off the open card.")
        assert not card_path(home).exists()
        assert empty_storage.entries.count() == 1


async def test_help_now_shows_the_plan_of_the_open_journal_and_writes_it_nowhere(
    app_of: AppOf, empty_storage: Storage, home: Path
) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await plan_kept(pilot)
        await pilot.press("f2")
        await sees(pilot, "My safety plan · looked at 10 March", "My warning signs: no sleep")
        await pilot.press("c", "enter")  # what is kept now is the card, and the plan is not on it
        await until(pilot, lambda: card_path(home).exists())
        await sees(pilot, "My warning signs: no sleep")
    assert load_card(home).card.plan == ()
    assert "sleep" not in card_path(home).read_text("utf-8")


# --- letters ---------------------------------------------------------------------------------------------------------


async def test_a_sealed_letter_is_nowhere_until_its_day_and_then_comes_as_an_entry(
    app_of: AppOf, empty_storage: Storage
) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await opens(pilot, "letter")
        await types(pilot, "me")
        await pilot.press("enter")
        await types(pilot, "A heron.")
        await pilot.press("tab")
        await types(pilot, "some day")
        await pilot.press("f8")
        await sees(pilot, "“some day” could not be read as a day.")
        await pilot.press("ctrl+u")
        await types(pilot, "in 2 weeks")
        await pilot.press("f8")
        await sees(pilot, "It comes on Tuesday 24 March 2026.", "in no list and no search.")
        await pilot.press("enter")
        await sees(pilot, "1 letter waits. l shows it.")
        assert empty_storage.drafts.all() == ()
        assert empty_storage.entries.count() == 0
        await pilot.press("l")
        await sees(pilot, "A letter to me   comes on Tuesday 24 March 2026")
        await pilot.press("enter")
        await sees(pilot, "It is not its day yet. enter once more opens it all the same")
        await pilot.press("escape")
        await sees_no(pilot, "not its day yet")
        assert "heron" not in text(pilot.app)  # type: ignore[arg-type]
    app = app_of(empty_storage, first=REFLECT)
    app._clock = lambda: replace(NOW, at=NOW.at + timedelta(days=14))
    async with app.run_test(size=SIZE) as pilot:
        await goes_to(pilot, "letter")
        await sees(pilot, "has come", "A letter from you has come, written on Tuesday")
        await pilot.press("l", "enter")
        await sees(pilot, "A heron.")
        await pilot.press("escape")
        await sees(pilot, "No letter waits.")
    (hit,) = empty_storage.entries.search("heron").hits
    assert (hit.line.created_at, hit.line.tags) == (NOW.at, ("letter",))


async def test_a_letter_can_be_opened_early_and_thrown_away_after_a_second_key(
    app_of: AppOf, empty_storage: Storage
) -> None:
    from journal.letters import Letter

    for number, body in enumerate(("The first.", "The second.")):
        empty_storage.letters.write(
            Letter(f"{number}a" * 16, NOW.at, NOW.zone, NOW.at, "A letter", body, due=(NOW.at + timedelta(9)).date())
        )
    async with app_of(empty_storage, first=REFLECT).run_test(size=SIZE) as pilot:
        await sees(pilot, "Looking back")
        await pilot.press("l")
        await sees(pilot, "Letters that wait")
        await pilot.press("d")
        await sees(pilot, "d once more throws this letter away")
        await pilot.press("d")
        await until(pilot, lambda: len(empty_storage.letters.waiting()) == 1)
        await sees_no(pilot, "once more")
        await pilot.press("enter", "enter")
        await sees(pilot, "The second.")
    assert empty_storage.letters.waiting() == ()


async def test_a_form_can_be_filled_in_where_it_is_narrow(app_of: AppOf, empty_storage: Storage) -> None:
    async with app_of(empty_storage, first=REFLECT).run_test(size=(40, 12)) as pilot:
        await sees(pilot, "Nightly inventory")
        await opens(pilot, "halt-check", "How it is right now")
        await pilot.press("1", "0", "2", "3", "0", "1", "enter")
        await sees(pilot, "What I need most")
        await types(pilot, "quiet")
        await pilot.press("enter", "f8")
        await sees(pilot, "Kept.")
    body = the_entry(empty_storage, "halt-check").body
    assert "- hungry: 1 of 3\n- angry: 0 of 3\n- lonely: 2 of 3\n- tired: 3 of 3" in body
    assert "## What I need most\n\nquiet" in body
    assert Moment(the_entry(empty_storage, "halt-check").created_at, NOW.zone) == NOW
