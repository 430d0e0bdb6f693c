"""Settings of the interface, in a file a person may edit. They hold nothing personal and need no passphrase."""

import tomllib
from dataclasses import dataclass, field
from typing import Any

from journal.paths import Paths

THEMES = ("dusk", "dawn", "ansi-dark", "ansi-light")
LONGEST_AUTO_LOCK = 24 * 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose. `auto_lock_minutes` 0 never locks by itself; `keys` maps a binding's id to keys."""

    theme: str = "dusk"
    auto_lock_minutes: int = 10
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read, and a sentence for each line that could not be used."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load(paths: Paths) -> Loaded:
    """Return the settings of a journal; anything missing or wrong has its default."""
    try:
        with paths.settings.open("rb") as file:
            found = tomllib.load(file)
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, ValueError) as problem:
        return Loaded(Settings(), (f"settings.toml could not be read ({type(problem).__name__}); defaults are used.",))
    return _checked(found)


def save(paths: Paths, settings: Settings) -> None:
    """Write the settings and keep comments and lines this program does not know.

    Raises:
        NotWritable: the folder may not be written.
        DiskFull: there is no space left.
    """
    import tomlkit  # 50 ms that only a change of settings pays
    from tomlkit.exceptions import TOMLKitError

    from journal.vault.files import write_private

    try:
        document = tomlkit.parse(paths.settings.read_text("utf-8"))
    except (OSError, ValueError, TOMLKitError):
        document = tomlkit.document()
    document["theme"] = settings.theme
    document["auto_lock_minutes"] = settings.auto_lock_minutes
    if settings.keys:
        document["keys"] = dict(settings.keys)
    else:
        document.pop("keys", None)
    write_private(paths.settings, tomlkit.dumps(document).encode("utf-8"))


def _checked(found: dict[str, Any]) -> Loaded:
    default = Settings()
    problems: list[str] = []

    theme = found.get("theme", default.theme)
    if theme not in THEMES:
        problems.append(f"settings.toml: theme can be {', '.join(THEMES)}; dusk is used.")
        theme = default.theme

    minutes = found.get("auto_lock_minutes", default.auto_lock_minutes)
    if type(minutes) is not int or not 0 <= minutes <= LONGEST_AUTO_LOCK:
        problems.append(f"settings.toml: auto_lock_minutes is a number from 0 to {LONGEST_AUTO_LOCK}; 10 is used.")
        minutes = default.auto_lock_minutes

    keys = found.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        problems.append("settings.toml: keys is a table of names and keys; the usual keys are used.")
        keys = {}
    return Loaded(Settings(theme, minutes, dict(keys)), tuple(problems))
