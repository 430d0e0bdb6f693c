"""The parts of Help now: the number on top, the page below it, and what its keys open in the page's place."""
