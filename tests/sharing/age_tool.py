"""The `age` command, as somebody without this program has it."""

import shutil
import subprocess
from pathlib import Path


def age(*arguments: str, content: bytes) -> bytes:
    """Run `age` with content on its standard input and return what it writes."""
    command = shutil.which("age")
    assert command, "These tests need the `age` command; on Debian: apt-get install age"
    ended = subprocess.run([command, *arguments], input=content, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout


def key_file(folder: Path, secret: str) -> str:
    path = folder / "key.txt"
    path.write_text(f"# made for a test\n{secret}\n", "utf-8")
    return str(path)
