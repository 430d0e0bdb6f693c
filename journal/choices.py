"""What a person chose about what the journal shows them. Values and pure functions."""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Choices:
    """What is shown, and how somebody is greeted. Numbers are those of counters; hidden ones become words.

    `deeper` adds the deeper prompts, `topics_off` holds the keys of topics of which no prompt is shown. `on_this_day`
    is off until somebody switches it on: an old page may be met on purpose, never by surprise.
    """

    called: str = field(default="", repr=False)
    numbers_hidden: bool = False
    prompts: bool = True
    deeper: bool = False
    topics_off: frozenset[str] = frozenset()
    on_this_day: bool = False

    def tidy(self) -> "Choices":
        """Return the same with the name on one line and of a length that fits a greeting."""
        return replace(self, called=" ".join(self.called.split())[:LONGEST_NAME].strip())


def choices_to(choices: Choices) -> str:
    """Return the choices as JSON."""
    return json.dumps({**asdict(choices), "topics_off": sorted(choices.topics_off)})


def choices_from(text: str) -> Choices:
    """Return the choices that a JSON text holds; anything missing or strange has its default."""
    try:
        found = json.loads(text)
    except ValueError:
        return Choices()
    if not isinstance(found, dict):
        return Choices()
    kept: dict[str, Any] = {
        known.name: value
        for known in fields(Choices)
        if type(value := found.get(known.name)) is type(known.default) and known.name != "topics_off"
    }
    topics = found.get("topics_off")
    kept["topics_off"] = frozenset(
        word for word in (topics if isinstance(topics, list) else ()) if isinstance(word, str)
    )
    return Choices(**kept).tidy()
