"""Settings that a person may edit by hand."""

from pathlib import Path

from journal import settings
from journal.paths import Paths
from journal.settings import Settings


def test_a_journal_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    assert settings.load(Paths(tmp_path)).settings == Settings()


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    chosen = Settings("dawn", 25, {"journal.new": "ctrl+n"})
    settings.save(Paths(tmp_path), chosen)
    assert settings.load(Paths(tmp_path)).settings == chosen


def test_comments_and_unknown_lines_survive_a_change(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.settings.write_text('# mine\ntheme = "dusk"\nlater = 3\n', "utf-8")
    settings.save(paths, Settings(theme="dawn"))
    text = paths.settings.read_text("utf-8")
    assert "# mine" in text
    assert "later = 3" in text
    assert 'theme = "dawn"' in text


def test_each_wrong_line_gets_a_sentence_and_its_default(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.settings.write_text('theme = "neon"\nauto_lock_minutes = -3\nkeys = 5\n', "utf-8")
    loaded = settings.load(paths)
    assert loaded.settings == Settings()
    assert [problem.split(":")[1].split()[0] for problem in loaded.problems] == ["theme", "auto_lock_minutes", "keys"]


def test_a_broken_file_is_said_and_the_defaults_are_used(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.settings.write_bytes(b"\xff\xfe = [")
    loaded = settings.load(paths)
    assert loaded.settings == Settings()
    assert len(loaded.problems) == 1
