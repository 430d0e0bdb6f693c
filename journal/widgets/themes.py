"""Dusk and dawn: every colour of the interface, with the contrast measured for each (docs/looks.md)."""

from textual.theme import Theme


def _theme(name: str, *, dark: bool, ink: str, grounds: tuple[str, str, str, str], roles: dict[str, str]) -> Theme:
    background, surface, panel, select = grounds
    accent, sand, line = roles["accent"], roles["sand"], roles["line"]
    return Theme(
        name=name,
        dark=dark,
        text_alpha=1.0,  # Textual's 0.87 would take away from the measured contrast
        foreground=ink,
        background=background,
        surface=surface,
        panel=panel,
        primary=accent,
        secondary=sand,
        accent=accent,
        success=accent,
        warning=sand,
        error=roles["clay"],
        variables={
            **roles,
            "ink": ink,
            "select": select,
            "border": accent,
            "border-blurred": line,
            "block-cursor-background": select,
            "block-cursor-foreground": ink,
            "input-cursor-background": accent,
            "input-cursor-foreground": background,
            "input-selection-background": select,
            "scrollbar": line,
            "scrollbar-background": background,
            "scrollbar-corner-color": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-hover": roles["muted"],
            "scrollbar-active": accent,
        },
    )


DUSK = _theme(
    "dusk",
    dark=True,
    ink="#e8e2d6",
    grounds=("#14191e", "#1b2228", "#242d34", "#25343a"),
    roles={
        "accent": "#93cbb9",
        "muted": "#a3adb0",
        "line": "#39444d",
        "sand": "#e2c089",
        "people": "#bfb6ef",
        "help": "#f2b58f",
        "clay": "#eba596",
        "hit-bg": "#e2c089",
        "hit-fg": "#14191e",
        "mood1": "#a68beb",
        "mood2": "#8eb0e2",
        "mood3": "#78cfbd",
        "mood4": "#afd38a",
        "mood5": "#fae68c",
    },
)

DAWN = _theme(
    "dawn",
    dark=False,
    ink="#262b2f",
    grounds=("#f8f4ec", "#f0eadf", "#e6dece", "#dbe5dc"),
    roles={
        "accent": "#17594c",
        "muted": "#555d62",
        "line": "#cabfaa",
        "sand": "#6f4e0c",
        "people": "#4f4799",
        "help": "#8a3f0c",
        "clay": "#93352a",
        "hit-bg": "#f0cf7e",
        "hit-fg": "#262b2f",
        "mood1": "#2c1464",
        "mood2": "#17408f",
        "mood3": "#1f665c",
        "mood4": "#5d6228",
        "mood5": "#8b6205",
    },
)

_ANSI_ROLES = {
    "ink": "ansi_default",
    "select": "ansi_default",
    "muted": "ansi_default",
    "line": "ansi_bright_black",
    "sand": "ansi_yellow",
    "people": "ansi_magenta",
    "help": "ansi_bright_yellow",
    "clay": "ansi_red",
    "hit-bg": "ansi_yellow",
    "hit-fg": "ansi_black",
    "mood1": "ansi_magenta",
    "mood2": "ansi_blue",
    "mood3": "ansi_cyan",
    "mood4": "ansi_green",
    "mood5": "ansi_yellow",
}
"""For people who want the palette of their own terminal; Textual's ansi themes carry the rest."""

OWN_THEMES = (DUSK, DAWN)


def variable_defaults(theme_name: str) -> dict[str, str]:
    """Return our `$names` for a theme that does not bring them itself."""
    return _ANSI_ROLES if theme_name.startswith("ansi") else dict(DUSK.variables)
