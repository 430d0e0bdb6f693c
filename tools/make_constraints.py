"""Pin every package the project installs, with the hashes of its wheels, in `constraints*.txt`.

    python tools/make_constraints.py             pin the newest versions that pyproject.toml allows
    python tools/make_constraints.py --keep      change only what pyproject.toml asks for
    python tools/make_constraints.py textual     bump this package alone

It runs `uv pip compile` (`pip install uv`) once for all systems and all Pythons that pyproject.toml allows. The files
name no host and no folder, so that they work wherever packages come from; the hashes say what is accepted.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
HEADING = """\
# {purpose}
# Made by tools/make_constraints.py; a hash for each wheel of each system. Nothing is ever built from source.
"""


@dataclass(frozen=True, slots=True)
class Set:
    """One file: what it is for, the extras in it, and the file it adds to."""

    file: str
    purpose: str
    extras: tuple[str, ...] = ()
    adds_to: str | None = None


SETS = (
    Set("constraints.txt", "All that the journal needs, and what builds its wheel."),
    Set("constraints-keyring.txt", "With the system keyring.", ("keyring",), adds_to="constraints.txt"),
    Set("constraints-test.txt", "With all that the tests need.", ("keyring", "test"), adds_to="constraints.txt"),
)
EVERYTHING = SETS[-1]


def main() -> int:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", nargs="*", help="bump only these")
    parser.add_argument("--keep", action="store_true", help="bump nothing")
    options = parser.parse_args()
    if shutil.which("uv") is None:
        sys.stderr.write("This needs uv: pip install uv\n")
        return 1
    keep = options.keep or bool(options.package)
    known = [line for each in SETS for line in read_pins(ROOT / each.file).values()] if keep else []
    newest = [argument for name in options.package for argument in ("--upgrade-package", name)]
    everything = compiled(EVERYTHING.extras, preferring=known, arguments=newest)
    pins = {each.file: compiled(each.extras, preferring=list(everything.values())) for each in SETS}
    for each in SETS:
        base = pins[each.adds_to] if each.adds_to else {}
        added = [line for key, line in pins[each.file].items() if key not in base]
        include = f"-r {each.adds_to}\n" if each.adds_to else "--only-binary :all:\n"
        text = HEADING.format(purpose=each.purpose) + include + "".join(added)
        (ROOT / each.file).write_text(text, encoding="utf-8")
        sys.stderr.write(f"{each.file}: {len(added)} packages\n")
    return 0


def compiled(extras: tuple[str, ...], *, preferring: list[str], arguments: list[str] | None = None) -> dict[str, str]:
    """Return each pin with its marker, and its whole text with hashes, for these extras and the build tool."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    wanted += [line for extra in extras for line in project["project"]["optional-dependencies"][extra]]
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "wanted.in"), Path(folder, "pins.txt")
        source.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        output.write_text("".join(preferring), encoding="utf-8")
        subprocess.run(
            [
                "uv", "pip", "compile", source.name, "--output-file", output.name, "--quiet", "--no-config",
                "--universal", "--python-version", OLDEST_PYTHON, "--only-binary", ":all:", "--generate-hashes",
                "--no-header", "--no-annotate", *(arguments or []),
            ],
            cwd=folder,
            check=True,
        )  # fmt: skip
        return read_pins(output)


def read_pins(path: Path) -> dict[str, str]:
    """Return `name==version ; marker` and the whole text of each pin in a file; nothing for a file not there yet."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.finditer(
        r"^(?P<pin>[A-Za-z0-9][^\n\\]*?) *\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE
    )
    return {match["pin"]: match[0] for match in found}


if __name__ == "__main__":
    sys.exit(main())
