"""Parts of a day: morning, midday, afternoon, evening, night. By the clocks of the person."""

PARTS = ("morning", "midday", "afternoon", "evening", "night")
STARTS = (5 * 60, 11 * 60, 14 * 60, 18 * 60, 22 * 60)
"""The minute after midnight at which each part begins; the night lasts until the morning begins."""

NIGHT = len(PARTS) - 1


def part_of(minute: int) -> int:
    """Return the place in `PARTS` of a minute after midnight (0 to 1439)."""
    return max((part for part, start in enumerate(STARTS) if minute >= start), default=NIGHT)
