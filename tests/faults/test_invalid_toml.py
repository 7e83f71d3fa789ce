"""TOML that is wrong in every way there is, as cards (case 24); and TOML that is right, in every way.

The kinds are those of the public corpus toml-test, the cases our own. All stand on one board at once.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest

from kindboard.cards.paths import path_of
from kindboard.cards.toml import dump, parse
from kindboard.errors import NotReadable
from tests import generated
from tests.by_python import found_in, same
from tests.conftest import move_in
from tests.faults.sound import plain
from tests.faults.test_bad_content import ANSWER, CHANGED, file, incoming
from tests.teams import Team, a_team

INVALID: dict[str, tuple[bytes, ...]] = {
    "array": (
        b"a = [", b"a = ]", b"a = [1", b"a = [1,", b"a = [1, 2", b"a = [1 2]", b"a = [1,, 2]", b"a = [,1]", b"a = [,]",
        b"a = [1]]", b"a = [[1]", b"a = [1; 2]", b"a = [1, 2] 3", b'a = ["x" "y"]', b"a = [x]", b"a = [1, # no end",
        b"a = [{b = 1]", b"a = [[1], [2]", b"a = [1]\na = [2]", b"a = []\n[[a]]\nb = 1", b"a = [{}]\n[a.b]\nc = 1",
        b"a = [1,\n\n[b]\nc = 1", b'a = ["x]', b"a = [1] [2]", b"a = [b = 1]",
    ),
    "bool": (
        b"a = True", b"a = FALSE", b"a = tRUE", b"a = truely", b"a = falsey", b"a = t", b"a = f", b"a = tru",
        b"a = fals", b"a = truetrue", b"a = !true", b"a = yes", b"a = on", b"a = null", b"a = nil", b"a = [truthy]",
    ),
    "control": (
        b'a = "\0"', b"a = '\0'", b'a = """\0"""', b"a = '''\0'''", b"a = 1 # \0", b"\0", b"a\0 = 1", b'a = "\x01"',
        b'a = "x\x08"', b'a = "\x0b"', b'a = "\x0c"', b'a = "\x1b[31m"', b'a = "\x1f"', b'a = "\x7f"', b"a = '\x7f'",
        b'a = """\x1f"""', b"a = '''\x10'''", b"a = 1 # \x07", b"# \x1b[2J\na = 1", b"\x0ca = 1", b"a = 1\x0b",
        b'a = "x\ry"', b'a = """x\ry"""', b"a = 'x\ry'", b"a = 1 # x\ry", b"a = 1\rb = 2", b'a = "x\ny"', b"a = 'x\ny'",
    ),
    "datetime": (
        b"a = 2026-11-23T25:00:00Z", b"a = 2026-11-23T24:00:00Z", b"a = 2026-11-23T10:60:00Z",
        b"a = 2026-11-23T10:00:61Z", b"a = 2026-13-23T10:00:00Z", b"a = 2026-00-23T10:00:00Z",
        b"a = 2026-11-31T10:00:00Z", b"a = 2026-11-00T10:00:00Z", b"a = 2026-02-29T10:00:00Z",
        b"a = 2026-02-30T10:00:00Z", b"a = 2026-11-23T10:00:00+25:00", b"a = 2026-11-23T10:00:00+01:60",
        b"a = 2026-11-23T10:00:00+1:00", b"a = 2026-11-23T10:00:00+0100", b"a = 2026-11-23T10:00:00+01",
        b"a = 2026-11-23T10:00:00+", b"a = 2026-11-23T10:00:00.Z", b"a = 2026-11-23T10:00:00ZZ",
        b"a = 2026-11-2310:00:00Z", b"a = 20261123T100000Z", b"a = 2026-11-23T1:00:00Z", b"a = 2026-1-23T10:00:00Z",
        b"a = 12026-11-23T10:00:00Z", b"a = T", b"a = TZ", b"a = 2026-11-23T", b"a = 2026-11-23TZ",
        b"a = 2026-11-23  10:00:00Z", b"a = 2026-11-23T10:00:00 Z", b"a = -2026-11-23T10:00:00Z",
        b"a = 2026-11-23T10:00:00 UTC",
    ),
    "encoding": (
        b'a = "\xff"', b'a = "\xc3"', b"a = '\xe9'", b'a = """\xfe\xfe"""', b"a = '''\x80'''", b"# \xe9\na = 1",
        b"a = 1 # \xff", b"a\xff = 1", b'"\xff" = 1', b'a = ["\xf0\x9f"]', b'a = "\xc0\xaf"', b'a = "\xed\xa0\x80"',
        b'a = "\xf5\x80\x80\x80"', b"a = 1\xc3", "a = 1".encode("utf-16"), "a = 1".encode("utf-16-be"),
        "a = 1".encode("utf-32"), b"a = 1\n\xef\xbb\xbfb = 2", b"a\xef\xbb\xbf = 1", b"\xef\xbb\xbf\xef\xbb\xbfa = 1",
        "a\u3000= 1".encode(), "a =\u00a01".encode(), "\u2028a = 1".encode(), "a = 1\u0085b = 2".encode(),
    ),
    "float": (
        b"a = 1.", b"a = .1", b"a = -.1", b"a = +.1", b"a = 1..2", b"a = 1.2.3", b"a = 1.e3", b"a = 1e", b"a = 1e+",
        b"a = 1e-", b"a = 1ee3", b"a = 1e3.5", b"a = 1.2e", b"a = 1_.5", b"a = 1._5", b"a = 1.5_", b"a = 1__0.5",
        b"a = 1e_3", b"a = 1e3_", b"a = 01.5", b"a = -01.5", b"a = 00.5", b"a = Inf", b"a = NaN", b"a = in", b"a = na",
        b"a = i_nf", b"a = +-1.5", b"a = 1,5", b"a = 1.5f", b"a = 1.5 6.5", b"a = infinity", b"a = 0x1.8p3",
        b"a = nan", b"a = inf", b"a = -inf", b"a = +nan", b"a = 1e999", "a = ١.٥".encode(),
    ),
    "inline-table": (
        b"a = {", b"a = }", b"a = {b = 1", b"a = {b = 1,", b"a = {b}", b"a = {b = }", b"a = {= 1}", b"a = {,}",
        b"a = {b = 1,, c = 2}", b"a = {, b = 1}", b"a = {b = 1 c = 2}", b"a = {b = 1; c = 2}", b"a = {b: 1}",
        b"a = {b = 1, b = 2}", b"a = {b = 1, b.c = 2}", b"a = {b.c = 1, b = 2}", b"a = {b = {c = 1}, b.d = 2}",
        b"a = {b = 1}\na.c = 2", b"a = {b = 1}\n[a]\nc = 2", b"a = {b = 1}\n[a.c]\nd = 2", b"a = {}\n[[a.b]]",
        b"a = {b = 1}}", b"a = {b = 1} c", b"a.b = 1\na = {c = 2}", b"[a]\nb = 1\n[c]\n[a.d]\n[x]\na = {",
        b"[a.b]\nc = 1\n[a]\nb = {d = 1}",
    ),
    "integer": (
        b"a = 01", b"a = -01", b"a = +01", b"a = 00", b"a = 1__0", b"a = _1", b"a = 1_", b"a = +_1", b"a = ++1",
        b"a = --1", b"a = +-1", b"a = 0x", b"a = 0o", b"a = 0b", b"a = 0xg", b"a = 0o8", b"a = 0b2", b"a = 0X1",
        b"a = 0O1", b"a = 0B1", b"a = -0x1", b"a = +0x1", b"a = -0o1", b"a = +0b1", b"a = 0x_1", b"a = 0x1_",
        b"a = 0_x1", b"a = 0x1__2", b"a = 0b1_", b"a = 0o_7", b"a = 1 2", b"a = 1a", b"a = 1 000", b"a = 1,000",
        b"a = 9223372036854775808", b"a = -9223372036854775809", b"a = 0xffffffffffffffffff", b"a = " + b"9" * 5000,
        "a = １".encode(), "a = ٣".encode(), b"a = -", b"a = +", b"a = 1%",
    ),
    "key": (
        b"a", b"a b = 1", b"= 1", b"a =", b"a = = 1", b"a == 1", b"a = 1 b = 2", b"a = 1, b = 2", b"a = 1\na = 2",
        b'a = 1\n"a" = 2', b"'a' = 1\n\"\\u0061\" = 2", b"a.b = 1\na.b = 2", b"a = 1\na.b = 2", b"a.b = 1\na = 2",
        b".a = 1", b"a. = 1", b"a..b = 1", b". = 1", b'"a = 1', b"'a = 1", b'"a\nb" = 1', b'"""a""" = 1',
        b"'''a''' = 1", b"a\n= 1", b"a = \n1", b"a# = 1", b"a[0] = 1", b"a: 1", b"a! = 1", b"a@b = 1", b"a/b = 1",
        b"!a = 1", b"1.5", b'"a"', b"[a] b = 1", b"[[a]] b = 1", b'"a"b = 1', b'"\\q" = 1', b'"a\\" = 1',
        b"a.b.c = 1\na.b = 2", b"*a = 1", b"<a> = 1", "ключ = 1".encode(), "é = 1".encode(),
        b"\"\xc3\xa9\" = 1\n\"e\xcc\x81\" = 2",
    ),
    "local-date": (
        b"a = 2026-13-01", b"a = 2026-00-01", b"a = 2026-11-31", b"a = 2026-11-00", b"a = 2026-02-29",
        b"a = 1900-02-29",
        b"a = 2026-02-30", b"a = 2026-1-23", b"a = 2026-11-2", b"a = 26-11-23", b"a = 226-11-23", b"a = 12026-11-23",
        b"a = 2026/11/23", b"a = 2026-11", b"a = 2026-11-23x", b"a = 23-11-2026", b"a = 2026-11-23-", b"a = 2026-327",
        b"a = 2026-W48-1", b"a = 2026-11-23T", b"a = 0000-01-01", b"a = 2026.11.23", "a = 2026‑11‑23".encode(),
    ),
    "local-datetime": (
        b"a = 2026-11-23T24:00:00", b"a = 2026-11-23T10:60:00", b"a = 2026-11-23T10:00:61", b"a = 2026-02-29T10:00:00",
        b"a = 2026-13-01T10:00:00", b"a = 2026-11-31T10:00:00", b"a = 2026-11-23T1:00:00", b"a = 2026-11-23T10:0:00",
        b"a = 2026-11-23T10:00:0", b"a = 2026-11-23T10", b"a = 2026-11-23T10:00:00.", b"a = 2026-11-23_10:00:00",
        b"a = 12026-11-23T10:00:00", b"a = 2026-11-2310:00:00", b"a = 2026-11-23T100000", b"a = 0000-01-01T10:00:00",
    ),
    "local-time": (
        b"a = 24:00:00", b"a = 10:60:00", b"a = 10:00:61", b"a = 1:00:00", b"a = 10:0:00", b"a = 10:00:0", b"a = 10:",
        b"a = 10:00:", b"a = 10:00:00.", b"a = 10:00:00..5", b"a = 10:00:00Z", b"a = 10:00:00+01:00", b"a = T10:00:00",
        b"a = 10.00.00", b"a = -10:00:00", b"a = 10:00:00 pm", b"a = 10:00:00,5",
    ),
    "spec": (
        b"key = # nothing", b"first = 'Sam' last = 'Jo'", b"= 'no key'", b"fruit.apple = 1\nfruit.apple.taste = 2",
        b"[fruit]\napple = 1\n[fruit]\npear = 2", b"[fruit]\napple = 1\n[fruit.apple]\ntaste = 2",
        b"[fruit]\napple.colour = 1\n[fruit.apple]\ntaste = 2", b"a = '''Sam said ''''''no''''''.'''",
        b'a = """Three """quotes""" in it."""', b"product = {type = 'x'}\nproduct.edible = false",
        b"[product]\ntype.name = 'x'\ntype = {edible = false}", b"[[fruits]]\n[fruits]\n", b"fruits = []\n[[fruits]]",
        b"[fruits.physical]\ncolour = 1\n[[fruits]]\nname = 2",
        b"[[fruits]]\n[[fruits.kinds]]\nname = 1\n[fruits.kinds]\nname = 2",
    ),
    "string": (
        b'a = "', b"a = '", b'a = "x', b"a = 'x", b'a = x"', b"a = x'", b'a = "x\'', b"a = 'x\"",
        b'a = """', b"a = '''",
        b'a = """x', b"a = '''x", b'a = """x""', b"a = '''x''", b'a = """x"""""" ', b"a = '''x'''''' ", b"a = x",
        b"a = hello world", b'a = "\\q"', b'a = "\\ "', b'a = "\\/"', b'a = "\\\'"', b'a = "\\a"', b'a = "\\0"',
        b'a = "\\x1"', b'a = "\\xzz"', b'a = "\\u12"', b'a = "\\u12g4"', b'a = "\\ud800"', b'a = "\\udfff"',
        b'a = "\\U0011ffff"', b'a = "\\U1234567"', b'a = "\\UFFFFFFFF"', b'a = "\\', b'a = "\\"', b'a = """\\q"""',
        b'a = """x \\ y"""', b'a = """\\ud800"""', b'a = "x" "y"', b'a = "x" + "y"', b'a = "x" y', b'a = ["x, "y"]',
        b"a = `x`", b'a = ""x""', b"a = ''x''", b'a = {b = "x}', b'a = "x\\\ny"', "a = “x”".encode(), b'a = r"x"',
        b'a = f"{x}"',
    ),
    "table": (
        b"[", b"]", b"[]", b"[a", b"a]", b"[a\n]", b"[[a]", b"[a]]", b"[[a", b"[[]]", b"[ [a] ]", b"[a]\n[a]",
        b"[a]\nb = 1\n[a]", b"[a]\n[[a]]", b"[[a]]\n[a]", b"a = 1\n[a]", b"a = 1\n[[a]]", b"a = 1\n[a.b]", b"[a.]",
        b"[.a]", b"[a..b]", b"[.]", b"[..]", b"[a b]", b"[a#b]", b"[a] x", b"[a] b = 1", b"[a = 1]", b"[a, b]",
        b"[\"a]", b"['a]", b"[a\"b\"]", b"[{}]", b"{a}", b"[a](b)", b"[a.b]\n[a.b]", b"[a]\nb.c = 1\n[a.b]",
        b"[a]\nb = 1\n[a.b]", b"[a]\nb = 1\n[a.b.c]", b"[a]\nb = true\n[[a.b]]", b"[[a.b]]\n[[a]]",
        b"[a]\nb = 1\nb = 2",
        b"[a.b.c]\nd = 1\n[a]\nb.c.e = 2", b"[a]\n[b]\n[a]", b"[[a]]\n[a.b]\n[a.b]", b"[\na]", b"[a.\nb]",
        b"[!]", "[é]".encode(),
        b'["""a"""]', b"[" + b".".join([b"a"] * 40) + b"]",
    ),
}  # fmt: skip
"""Every kind of the corpus; under `float` and `integer` also numbers that TOML knows and no card can hold."""

CARD = ANSWER + CHANGED + b'text = "%s"\n'


def cards(first: int, text: bytes, one_in: int = 1) -> dict[str, bytes]:
    """path -> file: answers that would be good ones, each with a case below it."""
    cases = [case for cases in INVALID.values() for case in cases][::one_in]
    ids = (generated.numbered_id(first + number) for number in range(len(cases)))
    return {path_of("riverside", "answer", id): CARD % text + case + b"\n" for id, case in zip(ids, cases, strict=True)}


SENT, TYPED = cards(0, b"Sent."), cards(1000, b"Typed.", one_in=4)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Every case was sent by a colleague, and some were typed by Sam, too; then both went on and synced."""
    folder = tmp_path_factory.mktemp("invalid")
    with pytest.MonkeyPatch.context() as patch:
        move_in(folder, patch)
        with a_team(folder, "Sam", "Jo") as team:
            incoming(team, *(file(path, raw) for path, raw in SENT.items()))
            generated.write(team.members[0].root, TYPED)
            for person in team:
                assert person.sync().state == "synced"
                person.add(
                    "answer", {"principle": "walk-a-mile", "question": "self", "text": f"{person.name} is here."}
                )
            team.sync()
            yield team


def test_case_24_invalid_toml_of_every_kind_is_flagged_and_kept_and_the_rest_goes_on(team: Team) -> None:
    sam, jo = team
    for person, bad in ((sam, SENT | TYPED), (jo, SENT)):
        flagged = {flag.path: flag.problem for flag in person.check()}
        assert flagged.keys() == bad.keys()
        for path, raw in bad.items():
            assert not flagged[path].startswith("A field is"), raw  # the fault is in the writing, not in the values
            assert (person.root / path).read_bytes() == raw
        for problem in set(flagged.values()):
            plain(problem)
        assert {answer.text for answer in person.board().answers} == {"Sam is here.", "Jo is here."}
    assert len(team.tips()) == 1
    shared = generated.git(team.shared, "ls-tree", "-r", "--name-only", "main").decode().split("\n")
    assert not TYPED.keys() & set(shared)


@pytest.mark.parametrize("kind", INVALID)
def test_invalid_toml_is_refused_by_itself_too(kind: str) -> None:
    for case in INVALID[kind]:
        for ending in (b"", b"\n", b"\r\n"):
            with pytest.raises(NotReadable):
                parse(case + ending)


VALID: dict[str, tuple[bytes, ...]] = {
    "array": (
        b"a = []", b"a = [1, 2,]", b"a = [1, 2.0, 'x', true]", b"a = [[1], ['x'], []]", b"a = [ # one\n1, # two\n]",
        b"a = ['x,', '#', ']']", b"a = [{b = 1}, {}]", b"a = [{b = 1}, 2]", b"a = [[[]]]", b"a=[1979-05-27,07:32:00]",
    ),
    "bool": (b"a = true\nb = false", b"a = [true, false]", b"true = false"),
    "comment": (
        b"# x\na = 1", b"a = 1# x", b"a = 1 # \xc3\xa9", b"a = '#' # '", b'a = """\n# no""" # yes',
        b"[a] # x\n#\nb = 1",
    ),
    "datetime": (
        b"a = 2026-11-23T10:00:00Z", b"a = 2026-11-23 10:00:00z", b"a = 2026-11-23t10:00:00+01:00",
        b"a = 2026-11-23T10:00:00.5-00:00", b"a = 2026-11-23T10:00:00.123456789Z", b"a = 2024-02-29T00:00:00Z",
        b"a = 0001-01-01T00:00:00+01:00", b"a = 9999-12-31T23:59:59-01:00", b"a = 2026-11-23T10:00:00+23:59",
        b"a = 2026-11-23", b"a = 0001-01-01", b"a = 2026-11-23T10:00:00", b"a = 2026-11-23 10:00:00.9999999",
        b"a = 10:00:00", b"a = 23:59:59.999999", b"a = 00:00:00.0000001", b"a = 2026-11-23T10:00:60Z",
        b"a = 10:00:60",
    ),
    "float": (
        b"a = 1.5", b"a = +1.5", b"a = -0.0", b"a = 0e0", b"a = 5e+22", b"a = 6.626e-34", b"a = 1E06", b"a = 1_0.0_1",
        b"a = 1.7976931348623157e308", b"a = 5e-324", b"a = 1e-400", b"a = 0.1", b"a = 3.14159265358979323846",
    ),
    "inline table": (
        b"a = {}", b"a = {b = 1, c = {d = 2}}", b"a = {b.c = 1, b.d = 2}", b"a = {'b c' = 1}", b"a = { b = [1,\n2] }",
        b"a = {'$__toml_private_datetime' = '2026-11-23'}", b"a = {'' = 1}",
    ),
    "integer": (
        b"a = 0", b"a = -0", b"a = +1", b"a = 1_000", b"a = 0xDEAD_beef", b"a = 0o17", b"a = 0b11", b"a = 0x00ff",
        b"a = 9223372036854775807", b"a = -9223372036854775808",
    ),
    "key": (
        b"a-b_C = 1", b"1 = 2", b"1.2 = 3", b"'' = 1", b"'a.b' = 1", b"a . b = 1", b"a.'b.c'.\"d\" = 1", b"-=1", b"_=1",
        b'"\\u00e9" = 1', b"'\xc3\xa9' = 1", b"2026-11-23 = 1", b"inf = 1", b"A = 1\na = 2", b"a.b = 1\nc = 2\na.d = 3",
        b"'$__toml_private_datetime' = '2026-11-23'", b"'a\\b' = 1", b"\"'\" = 1",
    ),
    "string": (
        b"a = ''", b'a = "\\b\\t\\n\\f\\r\\"\\\\"', b'a = "\\u00e9\\U0001F469"', b"a = 'C:\\new'", b'a = """\nx\ny"""',
        b'a = """x\\\n   y"""', b'a = """x\\  \n\n  y"""', b'a = """"x""""', b"a = ''''x''''", b"a = '''\n\nx'''",
        b'a = "\\u0000\\u007f"', b'a = "\t"', b'a = "\xe2\x80\xa8"', b'a = "e\xcc\x81"', b'a = """\r\nx\r\n"""',
        b"a = '2026-11-23'", b"a = 'null'", b'a = "\\U0010FFFF"', b'a = """\\n"""', b"a = '''\\'''",
    ),
    "table": (
        b"[a]", b"[a.b.c]", b"[a.b]\n[a]\nc = 1", b"[ a . 'b' ]", b"[[a]]", b"[[a]]\n[a.b]\n[[a]]\n[a.b]",
        b"['']", b"['$__toml_private_datetime']\nb = 1", b"[a]\n'$__toml_private_datetime' = '2026-11-23'\nb = 1",
        b"[[a.b]]\n[[a.b.c]]\nd = 1\n[[a.b]]", b"a.b = 1\n[c]\nd = 2", b"[a]\nb.c = 1\n[a.d]", b"[a]\n[[a.b]]\n[c]",
    ),
    "whole file": (b"\xef\xbb\xbfa = 1", b"a = 1\r\nb = 2\r\n", b"\n\n a=1\n\t", b"a = 1", b" \ta\t= 1 "),
}  # fmt: skip
LATER = {
    b"a = {\n b = 1, # x\n c = 2,\n}": {"a": {"b": 1, "c": 2}},
    b'a = "\\e[1m\\x41"': {"a": "\x1b[1mA"},
    b"a = 10:00": {"a": time(10)},
    b"a = 2026-11-23T10:00": {"a": datetime(2026, 11, 23, 10)},
    b"a = 2026-11-23 10:00Z": {"a": datetime(2026, 11, 23, 10, tzinfo=UTC)},
}
"""What TOML 1.1 knows and Python's reader, of TOML 1.0, does not."""


@pytest.mark.parametrize("kind", VALID)
def test_valid_toml_is_read_as_python_reads_it(kind: str) -> None:
    for case in VALID[kind]:
        by_python = found_in(case)
        if by_python is None:  # a leap second, which Python has no time for
            with pytest.raises(NotReadable):
                parse(case)
        else:
            assert same(parse(case), by_python), (case, parse(case), by_python)
            assert same(parse(dump(parse(case), "answer")), by_python), case


@pytest.mark.parametrize("case", LATER, ids=ascii)
def test_what_the_later_toml_knows_is_read_as_it_says(case: bytes) -> None:
    assert same(parse(case), LATER[case])
    assert same(parse(dump(parse(case), "answer")), LATER[case])
