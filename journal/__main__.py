"""`python -m journal` is the same as `journal`."""

import sys

from journal.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
