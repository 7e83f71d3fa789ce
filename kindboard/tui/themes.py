"""Kindboard's own colours: light, dark, and both again in high contrast. Calm, one accent.

Every text stands out from what is behind it by at least 4.5 to 1, in high contrast by 7 to 1; a test draws the
screens in each theme and measures. Colours are never the only sign of anything.
"""

from textual.theme import Theme


def _theme(name: str, dark: bool, *, ground: str, text: str, quiet: str, accent: str, warn: str, hand: str,
           focus: str, on_focus: str, rule: str) -> Theme:  # fmt: skip
    return Theme(
        name=f"kindboard-{name}",
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=warn,
        error=warn,
        success=accent,
        foreground=text,
        background=ground,
        surface=ground,
        panel=hand,
        boost=ground,
        variables={
            "text": text,
            "text-muted": quiet,
            "quiet": quiet,
            "warn": warn,
            "hand": hand,
            "focus": focus,
            "on-focus": on_focus,
            "rule": rule,
            "foreground-muted": quiet,
            "foreground-disabled": quiet,
            "text-disabled": quiet,
            "text-primary": accent,
            "text-accent": accent,
            "block-cursor-background": focus,
            "block-cursor-foreground": on_focus,
            "block-cursor-blurred-background": hand,
            "block-cursor-blurred-foreground": text,
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-selection-background": focus,
            "input-selection-foreground": on_focus,
            "border": accent,
            "border-blurred": rule,
            "scrollbar": rule,
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "link-color": accent,
            **{f"markdown-h{n}-color": accent for n in range(1, 7)},
        },
    )


THEMES = (
    _theme(
        "light", False, ground="#fbf8f3", text="#2b2a28", quiet="#635e57", accent="#1f5f6b", warn="#9a3412",
        hand="#ece6da", focus="#1f5f6b", on_focus="#ffffff", rule="#8f887c",
    ),
    _theme(
        "dark", True, ground="#1d2021", text="#e6e1d6", quiet="#aaa395", accent="#8fcad4", warn="#f0a878",
        hand="#32383a", focus="#8fcad4", on_focus="#14191a", rule="#7b766c",
    ),
    _theme(
        "high-contrast-light", False, ground="#ffffff", text="#000000", quiet="#333333", accent="#00395c",
        warn="#7a1500", hand="#e0e0e0", focus="#000000", on_focus="#ffffff", rule="#333333",
    ),
    _theme(
        "high-contrast-dark", True, ground="#000000", text="#ffffff", quiet="#d6d6d6", accent="#8fe3ff",
        warn="#ffcf6b", hand="#2a2a2a", focus="#ffffff", on_focus="#000000", rule="#c0c0c0",
    ),
)  # fmt: skip
DEFAULT = "kindboard-dark"

TITLES = {
    "kindboard-light": "Light",
    "kindboard-dark": "Dark",
    "kindboard-high-contrast-light": "High contrast, light",
    "kindboard-high-contrast-dark": "High contrast, dark",
}
