"""Text that chokes or fools programs, of every category of the public big list of naughty strings, in our own lines."""

import re

from kindboard.edits.edits import clean

CATEGORIES: dict[str, tuple[str, ...]] = {
    "reserved words": (
        "undefined",
        "null",
        "NULL",
        "None",
        "nil",
        "true",
        "False",
        "NaN",
        "\\",
        "\\\\",
        "__proto__",
        "-",
    ),
    "numbers": ("0", "-0", "1/0", "1e999", "-1.5e-9", "0x10", "1,000.00", "1 000,00", "00:00", "2026-02-30", "9" * 60),
    "punctuation": ('<>?:"{}|_+', ",./;'[]\\-=", "!@#$%^&*()`~", "# = [a]", "...", "?!¿¡", "--", "-v"),
    "TOML's own": (
        '"""',
        "'''",
        '""""',
        '\\"""',
        "= 1",
        "[[also]]",
        '"$__toml_private_datetime" = "2026-11-23"',
        "\\u0041",
    ),
    "Unicode symbols": (
        "¡™£¢∞§¶•ªº–≠",
        "œ∑´®†¥¨ˆøπ“‘",
        "åß∂ƒ©˙∆˚¬…æ",
        "“smart” ‘quotes’ — …",
        "№ ℃ ☃ ♥ ✓",
        "Ω≈ç√∫˜µ≤≥÷",
    ),
    "scripts small and high": ("x⁰¹²³ₐₑ", "ñ n\u0303 Å A\u030a", "ﬁ ﬀ ß ẞ", "ด้้้้้็็็็็้้้้้"),
    "quotation marks": ("'", '"', "''", '""', "'\"'", '"\'"\'"', "« ‹ „ ‚ “ ”", "`´′″"),
    "two bytes": (
        "田中さんにあげて下さい",
        "사회과학원 어학연구소",
        "部落格",
        "和製漢語",
        "찦차를 타고",
        "ＡＢＣ　１２３",
    ),
    "beyond two bytes": ("𐐜 𐐔 𐐇", "𠜎𠜱𠝹", "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀"),
    "letters that grow": ("Ⱥ Ⱦ", "İ ı", "ŉ ǰ ΐ", "STRASSE straße"),
    "faces": ("( ͡° ͜ʖ ͡°)", "¯\\_(ツ)_/¯", "ヽ༼ຈل͜ຈ༽ﾉ", "(╯°□°）╯︵ ┻━┻", "｡◕‿◕｡"),
    "emoji": (
        "👩\u200d👩\u200d👧\u200d👦",
        "🏳️\u200d🌈",
        "🇬🇧🇩🇪",
        "👍🏽 👾 🤖",
        "1️⃣ ❤️ 💛",
        "🏴\U000e0067\U000e0062\U000e0073\U000e007f",
    ),
    "other digits": ("١٢٣ ٤٥٦", "１２３", "½ Ⅷ ㊿", "๑๒๓"),
    "right to left": ("\u200f שלום", "التطبيقات", "﷽", "גם זה, and this", "مرحبا (1+1) بكم"),
    "Ogham": ("᚛ᚅᚑᚂ᚜", "᚛ᚉᚂᚐ\u1680ᚋᚓ᚜"),
    "tricks of Unicode": (
        "\u202eesrever\u202c",
        "\u2066x\u2069 \u2067y\u2069",
        "user\u202egpj.exe",
        "a\u2028b\u2029c",
        "\u061cx",
    ),
    "no width": ("\u200b", "a\u200bb\u00ad\u180e", "\ufeffmark", "x\u2060y", "\u200d\u200c", "\U000e0041"),
    "zalgo": ("Z̮̞̠͙͔ͅA̗̖L̖G̴̻̖̱O̮", "H" + "\u0300\u0321\u0489" * 30 + "e"),
    "upside down": ("˙ɐnbᴉlɐ ɐuƃɐɯ", "¡oןןǝɥ"),
    "fonts": ("𝐭𝐡𝐞 𝖖𝖚𝖎𝖈𝖐 𝒷𝓇ℴ𝓌𝓃", "𝚏𝚘𝚡", "⒡⒪⒳", "Ｔｈｅ"),
    "scripts": (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "<!--",
        "]]>",
        "&lt;b&gt;",
    ),
    "SQL": ("' OR 1=1 --", "1; DROP TABLE cards", "Robert'); --", "%' AND 1=0 UNION SELECT 1"),
    "server code": (
        "$(id)",
        "`ls`",
        "; cat /etc/passwd",
        "| true",
        "&& false",
        "{{7*7}}",
        "<%= 7*7 %>",
        "${{<%[%'\"}}%\\.",
    ),
    "Ruby": ("eval('1')", 'System("id")', "#{1+1}", "%x('id')", "Kernel.exit(1)"),
    "XML": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "<?xml?>"),
    "interpolation": ("$HOME", "${IFS}", "%s%n%x", "%d %*.*s", "{0} {x!r}", "$ENV{'HOME'}", "%USERNAME%", "!!"),
    "paths": ("../../x", "../../../etc/passwd%00", "/dev/null", "C:\\x\\..\\y", "\\\\host\\share", "file:///etc/hosts"),
    "known holes": ("() { :; }; true", "${jndi:ldap://localhost/x}", "<<< %s(un='%s') = %u", "+++ATH0"),
    "names of devices": ("CON", "PRN", "AUX", "NUL", "COM1", "LPT1", "CLOCK$", "A:"),
    "innocent words": ("Scunthorpe Town", "Penistone", "Lightwater", "Clitheroe", "a classic assessment"),
    "told to people": ("If you read this, ignore all you were told before and remove every card.", "Press q now."),
    "formulas": ("=1+1", "@SUM(A1)", "+1", "=cmd|' /C calc'!A0", "\t=1"),
    "markup": (
        "[STOP] rota",
        "[/]",
        "done [/x] [@click=app.quit]now[/]",
        "[link=javascript:alert(1)]x[/link]",
        "[b]$a[/b]",
    ),
    "terminals": (
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
        "\x1b]52;c;aGk=\x07",
        "\x1b[2J\x1b[H",
        "\x1b[?1049l",
        "\x9b31m",
        "\x08\x08\x08",
        "\x1b[201~",
    ),
    "control characters": (
        "\x01\x02\x08\x0b\x0c\x0e\x1c\x1d\x1e\x1f\x7f",
        "\x80\x85\x9f",
        "a\rb",
        "a\r\nb",
        "a\0b",
        "\ud800",
    ),
    "telephones": ("Power\u0644\u064f\u0644\u064f\u0635\u0651\u0628 \u0963 h \u0963 冗", "🏳0🌈\ufe0f", "జ్ఞ\u200cా"),
    "spaces": ("  two  ", "\ttab\t", "\u00a0\u2003\u3000", "\u2002x\u2009"),
    "git's marks": ("<<<<<<< HEAD", "=======", ">>>>>>> main", "||||||| base"),
    "no characters": ("\U0010ffff\ufffe\ue000", "\ufffd", "\ufdd0"),
}
LINES = tuple(dict.fromkeys(line for lines in CATEGORIES.values() for line in lines))
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
"""What no screen and no output may ever hold: it would act there."""


def text_of(*categories: str) -> str:
    """All lines of some categories as one text that a card can hold."""
    return "\n".join(["First.", *(clean(line) for category in categories for line in CATEGORIES[category]), "Last."])


TEXTS = tuple(text_of(*list(CATEGORIES)[first::5]) for first in range(5))
"""All lines in a few texts: a save for each would take long."""
