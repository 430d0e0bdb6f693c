"""How the journal speaks: every sentence it can show, against the words it does not use.

The table of words and its reasons: recovery.md, section 8. Read are the strings of the program, the help of its
commands, the word lists in `journal/content/`, and the pages that are written for the people who use it.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "journal"
PAGES = ("README.md", "CHANGELOG.md", "docs/commands.md", "docs/help-now.md", "docs/patterns.md", "docs/security.md")
"""Pages for everybody. The others explain the program to those who change it."""
INSIGHTS = re.compile(
    r"journal/(?:patterns/|(?:pattern_words|lookback|day_parts|ledger|reviews?|review_\w+)\.py|journal/widgets/form/facts\.py"
    r"|(?:screens|cli|widgets)/\w*(?:mood_(?:together|patterns|pictures|line|year|sleep|cravings)|review)\w*\.py)"
)
"""Files that say what went together: they never say why."""


class Unkind(NamedTuple):
    """Words that are not used, and what is said in their place."""

    name: str
    words: re.Pattern[str]
    instead: str


def _words(name: str, pattern: str, instead: str) -> Unkind:
    return Unkind(name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), instead)


NEVER = (
    Unkind("loud", re.compile(r"(?<=[\w.…”’\"')\]])!(?!important|=)"), "a full stop"),
    Unkind("picture letters", re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u26FF\u2705\u2728\u274C\u2764]"), "words"),
    _words(
        "a name for a person", r"addict(?:s|ed|ion|ions|ive)?|alcoholics?|junk(?:ie|y|ies)|drunkards?|users?", "you"
    ),
    _words("abuse", r"abus(?:e|es|ed|er|ers|ing)|habits?", "use, behaviour"),
    _words("clean", r"clean(?:er|est)?|dirty|sober for", "days on goal, not using"),
    _words("relapse", r"relaps\w*", "slip, lapse, return to use, new run"),
    _words("failure", r"fail(?:s|ed|ing|ure|ures)?", "what happened, and what can be done next"),
    _words(
        "back to zero",
        r"back to (?:zero|square one)|f[ae]ll(?:en|ing)? off|wagon|start(?:ing)? (?:all )?over",
        "new run",
    ),
    _words(
        "a streak that ends",
        r"(?:streaks?|chains?) (?:is |was |were )?(?:lost|broken|gone|over|ended|reset)"
        r"|(?:los[et]|losing|br[eo]ken?|breaking|reset) (?:your |the |my |a )?(?:streak|run|chain)s?",
        "new run; the days before it stay",
    ),
    _words("late", r"missed|overdue|catch up(?! on)|behind schedule|you forgot", "nothing to catch up on"),
    _words("compliance", r"(?:non-?)?complian\w+", "as planned"),
    _words("a crime", r"commit\w* suicide", "died by suicide"),
    _words("orders", r"should|must|ought to|you (?:have|need) to", "could, if you like"),
    _words(
        "small words for big things",
        r"just(?! now| before| after|[ -]sharing)|you(?:’ve|'ve| have)? only|simply|you can always",
        "nothing",
    ),
    _words(
        "a verdict",
        r"diagnos\w+|disorders?|patients|(?:a|the) patient|symptoms?|unstable|at risk|risk score",
        "nothing",
    ),
    _words(
        "praise",
        r"well done|(?:great|good|nice) job|congrat\w+|awesome|amazing|keep it up|proud of you",
        "what happened",
    ),
    _words("sighs", r"oops|uh-oh|sorry|unfortunately|sadly", "what happened"),
)
"""Said to nobody."""
WHY = _words(
    "why",
    r"causes?|caused|because|makes?|made you|leads? to|led to|due to|thanks to|result(?:s|ed)? in",
    "went together with",
)
"""Not said of what went together."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a piece of one, and the file it stands in."""

    file: str
    text: str

    def __str__(self) -> str:
        """Return both."""
        return f"{self.file}: “{self.text}”"


# Said of machines and files, or by somebody in a story: the file, the words with their neighbours, the reason.
ALLOWED: dict[tuple[str, str], str] = {
    ("journal/cli/manual.py", "User Commands"): "the name of this section of the manual, on every system",
    ("journal/content/demo.toml", "Do not congratulate me"): "a made-up person's own letter",
    ("journal/redaction/capitals.py", "is it its just last"): "words that begin a sentence, told from names",
    ("journal/redaction/letters.py", "\U0001f3fb-\U0001f3ff"): "a range of characters, to keep one picture whole",
    ("journal/redaction/forms.py", "sober|clean|dry"): "words that people use for themselves, looked for in theirs",
    ("journal/screens/mood_sleep.py", "can’t say what led to what"): "it says that it does not say so",
}


# --- reading everything ----------------------------------------------------------------------------------------------


@cache
def said() -> tuple[Said, ...]:
    """Everything that could reach a person."""
    return (*in_code(), *in_word_lists(), *in_pages())


def in_code() -> Iterator[Said]:
    """The strings of the program, and the help texts of its commands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        for text in strings_of(tree, with_help=name.startswith("journal/cli/")):
            yield Said(name, text)


def strings_of(tree: ast.AST, *, with_help: bool) -> Iterator[str]:
    """The strings of a module without its docstrings. An f-string is one text, with `…` for what is filled in."""
    left_out = {id(node) for node in _docstrings(tree, with_help=with_help)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def _docstrings(tree: ast.AST, *, with_help: bool) -> Iterator[ast.Constant]:
    """The docstrings of a module, and sentences below a constant that explain it. Click's commands show theirs."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            lines = getattr(node, field, None)
            lines = lines if isinstance(lines, list) else []
            for number, line in enumerate(lines):
                if not isinstance(line, ast.Expr) or not isinstance(line.value, ast.Constant):
                    continue
                above = " ".join(map(ast.unparse, getattr(node, "decorator_list", ())))
                if not (with_help and number == 0 and ("command(" in above or "click." in above)):
                    yield line.value


def in_word_lists() -> Iterator[Said]:
    """Every string in the content files."""
    for path in sorted(PACKAGE.rglob("*.toml")):
        for text in _strings_in(tomllib.loads(path.read_text("utf-8"))):
            yield Said(path.relative_to(ROOT).as_posix(), text)


def _strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield str(name).replace("_", " ").replace("-", " ")  # names of groups are shown as they are
            yield from _strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings_in(part)


def in_pages() -> Iterator[Said]:
    """The paragraphs of the pages, without what is code."""
    for name in PAGES:
        text = re.sub(r"```.*?```", "", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)
        for paragraph in re.split(r"\n\s*\n|\n(?=[-|#])", text):
            if words := " ".join(re.sub(r"`[^`]*`", "…", paragraph).split()):
                yield Said(name, words)


# --- judging ---------------------------------------------------------------------------------------------------------


def unkind(text: str, *, insight: bool = False) -> list[str]:
    """What a text says that this journal does not say."""
    rules = (*NEVER, WHY) if insight else NEVER
    return [
        f"“{match[0]}” ({rule.name}; rather: {rule.instead})" for rule in rules for match in rule.words.finditer(text)
    ]


def is_allowed(one: Said, found: str) -> bool:
    """Whether an exception holds these words in this place."""
    word = found.split("”")[0].removeprefix("“")
    return any(one.file == file and phrase in one.text and word.lower() in phrase.lower() for file, phrase in ALLOWED)


def test_every_sentence_is_kind() -> None:
    found = [
        f"{one}\n    {words}"
        for one in said()
        for words in unkind(one.text, insight=bool(INSIGHTS.match(one.file)))
        if not is_allowed(one, words)
    ]
    assert not found, "\n".join(["", *found])


def test_every_exception_is_still_needed() -> None:
    needed = {
        (file, phrase)
        for file, phrase in ALLOWED
        for one in said()
        if one.file == file and phrase in one.text and unkind(one.text, insight=True)
    }
    assert needed == set(ALLOWED)


# --- the reader and the judge are looked at, too ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Done!",
        "“Done”!",
        "Kept. \U0001f389",
        "for addicts and alcoholics",
        "Two hundred users",
        "a drug habit",
        "Clean for 12 days",
        "After a relapse",
        "You failed twice",
        "A failure is a lesson",
        "back to zero",
        "You fell off the wagon",
        "Start all over again",
        "Streak lost",
        "your streak is broken",
        "You lost your streak",
        "You missed three days.",
        "2 check-ins overdue",
        "Something to catch up with",
        "Non-compliance was noted",
        "committed suicide",
        "You should write.",
        "You have to choose",
        "Just write one line.",
        "You’ve only written twice",
        "at risk of more",
        "a symptom of it",
        "Well done. Keep it up",
        "Oops, that was nothing",
    ],
)
def test_unkind_sentences_are_found(text: str) -> None:
    assert unkind(text)


@pytest.mark.parametrize(
    "text",
    [
        "!",
        "a != b",
        "margin: 1 !important",
        "saved just now",
        "What was just before it.",
        "Nothing to catch up on.",
        "You do not have to explain.",
        "Cleaning the text",
        "Mustard",
        "What do you miss about it?",
        "A slip takes away no day.",
        "Only starred ones.",
        "used 3 times",
        "Alcohol Drug Helpline",
    ],
)
def test_other_sentences_are_left_alone(text: str) -> None:
    assert not unkind(text)


@pytest.mark.parametrize(
    "text", ["Walking makes you lighter.", "Low because of sleep", "Late nights lead to cravings", "was caused by it"]
)
def test_insights_never_say_why(text: str) -> None:
    assert unkind(text, insight=True)
    assert not unkind(text)


def test_insights_may_say_what_went_together() -> None:
    assert not unkind("On 9 days with #walk, mood was 0.8 higher (range 0.2 to 1.4).", insight=True)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("journal/cli/moods.py", "The number alone is enough, from 1 (heavy) to 5 (bright)."),  # a command's help
        ("journal/cli/moods.py", "How much energy there is."),  # an option's
        ("journal/screens/today.py", "A check-in with as much or as little as you like"),  # a key's
        ("journal/errors.py", "journal"),  # what is said when something goes wrong
        ("journal/content/prompts.toml", "What does the light around you look like?"),
        ("journal/content/checkin.toml", "with others"),  # the name of a group
        ("journal/lookback.py", "Not enough days to tell yet (… of …)."),  # with what is filled in
        ("docs/commands.md", "Id"),
        ("README.md", "journal"),
    ],
)
def test_every_kind_of_sentence_is_read(file: str, text: str) -> None:
    assert any(one.file == file and text in one.text for one in said())


def test_what_explains_the_program_to_its_makers_is_not_read() -> None:
    source = '"""Fails."""\nX = 1\n"""Must be 1."""\ndef f():\n    """It should."""\n    return "kept"\n'
    assert list(strings_of(ast.parse(source), with_help=False)) == ["kept"]
    command = '@command("add")\ndef add():\n    """Write."""\n'
    assert list(strings_of(ast.parse(command), with_help=True)) == ["Write.", "add"]
    assert list(strings_of(ast.parse(command), with_help=False)) == ["add"]
