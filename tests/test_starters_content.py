"""The starters say what they may say: the article's questions exactly, its facts with their source, and no more.

Nobody's wording is passed off as somebody else's: our principles are called ours, the published ones are called
missing, and apart from the questions and a few short quotations no eight words in a row are the article's.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from kindboard.cards.cards import Barrier

BOARDS = Path(__file__).parent.parent / "boards"
PRACTICE, BE_HUMAN = BOARDS / "kindness-in-practice", BOARDS / "be-human"
STARTERS = (PRACTICE, BE_HUMAN)
FILES = sorted(BOARDS.glob("*/**/*.toml"))

ARTICLE = "The power of empathy and kindness"
TEXT_LIMIT, LINE_LIMIT = 20_000, 300

KEYS = {
    "board": [
        *("schema", "title", "source", "starter", "created", "changed", "purpose", "support"),
        *("questions", "plan_questions"),
    ],
    "principles": ["schema", "order", "title", "source", "wording", "background", "created", "changed", "text"],
    "learn": ["schema", "section", "order", "title", "source", "url", "created", "changed", "text"],
}
"""Each kind's keys in the order of its file."""
MAY_BE_ABSENT = {"url", "text"}
LONG = {"text", "purpose"}

QUESTIONS = [
    {"key": "self", "text": "How do I personally embody this principle in my work?"},
    {"key": "organisation", "text": "How does my organisation embody this principle?"},
    {"key": "improve", "text": "What do I think needs to be improved?"},
    {"key": "people-say", "text": "What do people with care and support needs say needs to be improved?"},
]
PLAN_QUESTIONS = [
    {"key": "stop", "text": "What do we need to stop doing?"},
    {"key": "start", "text": "What do we need to start doing?"},
    {"key": "stay", "text": "What do we need to keep doing?"},
]
QUOTATIONS = [
    "They can't take away kindness.",
    "…even though they may try to.",
    "How can we talk about kindness when the system is brutal?",
    "Workers might think differently if they could only visit the toilet three or four times a day!",
]
PRINCIPLES = [
    ("kindness-counts", "Kindness counts"),
    ("safe-to-say", "It is safe to say how it is"),
    ("walk-a-mile", "We walk a mile in people's shoes"),
    ("look-after-each-other", "We look after each other"),
    ("people-before-process", "People come before process"),
    ("rules-leave-room", "Rules leave room to be kind"),
    ("never-instead-of-care", "Kindness is never instead of care"),
]
SECTIONS = [
    "What this means",
    "Why it matters",
    "The research",
    "What gets in the way",
    "Tensions",
    "What you can do",
    "Watch, Reflect, Read",
]
BARRIERS = ["barrier-risk", "barrier-regulation", "barrier-performance", "barrier-radical"]


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_bytes().decode("utf-8"))


def kind(path: Path) -> str:
    return "board" if path.name == "board.toml" else path.parent.name


def named(path: Path) -> str:
    return path.relative_to(BOARDS).as_posix()


def in_order(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """(slug, card) of every card in a folder, by `order`."""
    return sorted(((path.stem, read(path)) for path in folder.glob("*.toml")), key=lambda found: found[1]["order"])


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub("['’‘]", "", text.lower()))


# The form of the files ----------------------------------------------------------------------------------------------


def test_git_leaves_the_bytes_of_every_board_alone() -> None:
    assert (BOARDS / ".gitattributes").read_bytes() == b"** -text -filter -ident -working-tree-encoding\n"


def test_the_starters_are_these_two_and_hold_nothing_else() -> None:
    assert {path.parent for path in BOARDS.glob("*/board.toml")} == set(STARTERS)
    assert {kind(path) for path in FILES} == set(KEYS)
    assert sorted(path for path in BOARDS.glob("*/**/*") if path.is_file()) == FILES


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_written_as_kindboard_writes_it(path: Path) -> None:
    text, doc, keys = path.read_bytes().decode("utf-8"), read(path), KEYS[kind(path)]
    assert list(doc) == [key for key in keys if key in doc]
    assert set(keys) - set(doc) <= MAY_BE_ABSENT
    assert "\r" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert type(doc["created"]) is date
    assert doc["created"] == date(2026, 11, 23)
    assert doc["changed"] == datetime(2026, 11, 23, tzinfo=UTC)
    assert "\nchanged = 2026-11-23T00:00:00.000000Z\n" in text
    assert doc["schema"] == 1


@pytest.mark.parametrize("path", FILES, ids=named)
def test_long_text_fits_and_ends_in_one_newline_and_other_text_is_one_line(path: Path) -> None:
    raw, doc = path.read_text("utf-8"), read(path)
    for key in LONG & set(doc):
        text = doc[key]
        assert f'\n{key} = """\n{text[:20]}' in raw
        assert text.strip("\n") + "\n" == text
        assert 1 < len(text) <= TEXT_LIMIT
        assert "\n\n\n" not in text
    lines = list(strings({key: value for key, value in doc.items() if key not in LONG}))
    assert all(0 < len(line) <= LINE_LIMIT and "\n" not in line for line in lines)


@pytest.mark.parametrize("board", STARTERS, ids=named)
def test_no_name_of_a_card_is_the_ending_of_another(board: Path) -> None:
    """On the command line a card may be named by any ending that only it has."""
    slugs = [path.stem for path in board.glob("*/*.toml")]
    assert all(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", slug) for slug in slugs)
    assert not any(a.endswith(b) for i, a in enumerate(slugs) for j, b in enumerate(slugs) if i != j)


# The boards ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("board", STARTERS, ids=named)
def test_a_starter_asks_the_articles_questions_in_its_exact_words(board: Path) -> None:
    doc = read(board / "board.toml")
    assert doc["questions"] == QUESTIONS
    assert doc["plan_questions"] == PLAN_QUESTIONS
    assert doc["starter"] is True
    assert doc["source"].startswith(ARTICLE)
    assert doc["support"] == []


def test_the_boards_have_their_titles() -> None:
    assert read(PRACTICE / "board.toml")["title"] == "Kindness in practice"
    assert read(BE_HUMAN / "board.toml")["title"] == "Be Human: the seven principles"


@pytest.mark.parametrize("board", STARTERS, ids=named)
def test_a_starter_says_that_kindness_alone_is_not_enough(board: Path) -> None:
    assert "Kindness alone is not enough" in read(board / "board.toml")["purpose"]


# The principles -----------------------------------------------------------------------------------------------------


def test_kindness_in_practice_has_its_seven_principles_in_order() -> None:
    found = in_order(PRACTICE / "principles")
    assert [(slug, card["title"]) for slug, card in found] == PRINCIPLES
    assert [card["order"] for _, card in found] == list(range(1, 8))


def test_a_working_principle_is_short_and_says_that_its_words_are_ours() -> None:
    for _, card in in_order(PRACTICE / "principles"):
        sentences = re.findall(r"[^.!?]+[.!?]", card["text"])
        assert card["wording"] == "working"
        assert card["source"].startswith(ARTICLE)
        assert card["source"].endswith("Working wording by kindboard.")
        assert 2 <= len(sentences) <= 4
        assert len(sentences[0]) <= 90
        assert sentences[1].strip() == "Our own working words."
    purpose = read(PRACTICE / "board.toml")["purpose"]
    assert "not the seven published principles of the Be Human movement" in purpose


@pytest.mark.parametrize("starter", [PRACTICE, BE_HUMAN], ids=lambda starter: starter.name)
def test_every_principle_has_a_background_that_is_there(starter: Path) -> None:
    pages = {slug for slug, _ in in_order(starter / "learn")}
    for slug, card in in_order(starter / "principles"):
        assert card["background"], slug
        assert set(card["background"]) <= pages, slug
    assert {f"barrier-{barrier}" for barrier in get_args(Barrier)} <= pages


def test_be_human_has_seven_numbered_cards_and_no_wording() -> None:
    found = in_order(BE_HUMAN / "principles")
    assert [slug for slug, _ in found] == [f"principle-{n}" for n in range(1, 8)]
    assert [card["title"] for _, card in found] == [f"Principle {n} of 7" for n in range(1, 8)]
    assert [card["order"] for _, card in found] == list(range(1, 8))
    assert {card["wording"] for _, card in found} == {"missing"}
    assert not any(card.get("text") for _, card in found)


def test_be_human_cards_differ_in_their_number_alone_and_say_that_the_wording_is_missing() -> None:
    """What is the same on all seven cannot be the wording of any."""
    found = [card for _, card in in_order(BE_HUMAN / "principles")]
    assert len({str({k: v for k, v in card.items() if k not in ("order", "title")}) for card in found}) == 1
    assert found[0]["source"].startswith("The wording is not in our source.")


def test_be_human_tells_how_to_paste_the_wording_and_that_it_works_without() -> None:
    purpose = read(BE_HUMAN / "board.toml")["purpose"]
    assert "missing from our copy" in purpose
    assert "We do not guess at it" in purpose
    assert "`kindboard wording`" in purpose
    assert "Every card takes answers to all four questions" in purpose


def test_be_human_does_not_borrow_our_working_principles() -> None:
    paths = [BE_HUMAN / "board.toml", *(BE_HUMAN / "principles").glob("*.toml")]
    said = " ".join(words(" ".join(strings([read(path) for path in paths]))))
    for _, card in in_order(PRACTICE / "principles"):
        gist = card["text"].split(".")[0]
        assert " ".join(words(card["title"])) not in said
        assert " ".join(words(gist)) not in said


# Learn --------------------------------------------------------------------------------------------------------------


def test_both_starters_have_the_same_learn_cards() -> None:
    cards = [{path.name: path.read_bytes() for path in (board / "learn").glob("*.toml")} for board in STARTERS]
    assert cards[0] == cards[1]
    assert 16 <= len(cards[0]) <= 20


def test_learn_follows_the_sections_of_the_article() -> None:
    found = [card for _, card in in_order(PRACTICE / "learn")]
    assert [card["order"] for card in found] == list(range(1, len(found) + 1))
    sections = [card["section"] for card in found]
    assert list(dict.fromkeys(sections)) == SECTIONS
    assert sum(before != after for before, after in pairwise(sections)) == len(SECTIONS) - 1


def test_each_of_the_four_barriers_has_a_card() -> None:
    found = in_order(PRACTICE / "learn")
    assert [slug for slug, card in found if card["section"] == "What gets in the way"] == BARRIERS
    assert all("Kindness Innovation Network" in card["source"] for slug, card in found if slug in BARRIERS)


@pytest.mark.parametrize("path", sorted((PRACTICE / "learn").glob("*.toml")), ids=named)
def test_a_learn_card_is_short_and_names_its_source(path: Path) -> None:
    card = read(path)
    assert ARTICLE in card["source"]
    assert 60 <= len(card["text"].split()) <= 160
    assert card.get("url", "https://").startswith("https://")
    assert not re.search(r"https?:|www\.|<[a-z/]|\]\(", card["text"]), "a link or HTML"


@pytest.mark.parametrize(
    ("slug", "study"),
    [
        ("kindness-and-feeling-well", "Wallace and Thurman, 2018"),
        ("kindness-and-feeling-well", "Mental Health Foundation, 2020"),
        ("unequal-kindness", "Wallace and Thurman, 2018"),
        ("be-human-report", "Be Human report, 2021"),
        ("leaning-on-volunteers", "Ferguson and Thurman, 2019"),
        ("kindness-beside-cuts", "Ferguson and Thurman, 2019"),
    ],
)
def test_a_finding_names_the_study_it_comes_from(slug: str, study: str) -> None:
    assert study in read(PRACTICE / "learn" / f"{slug}.toml")["source"]


def test_quoted_lines_are_the_known_quotations_and_nothing_else() -> None:
    texts = [card["text"] for _, card in in_order(PRACTICE / "learn")]
    quoted = [line[2:] for text in texts for line in text.splitlines() if line.startswith(">")]
    assert sorted(quoted) == sorted(QUOTATIONS)


def test_the_groups_words_are_given_to_the_group() -> None:
    for quotation in QUOTATIONS[:3]:
        [text] = [card["text"] for _, card in in_order(PRACTICE / "learn") if quotation in card["text"]]
        assert "In the group Leading The Lives We Want To Live, one member " in text.split(quotation)[0]


# Our own words ------------------------------------------------------------------------------------------------------

RUN = 8


def marks(run: list[str]) -> set[str]:
    """A short hash of every eight words in a row."""
    runs = (" ".join(run[at : at + RUN]) for at in range(len(run) - RUN + 1))
    return {hashlib.sha256(text.encode()).hexdigest()[:10] for text in runs}


def own_parts(text: str) -> list[list[str]]:
    """The words of a text, in parts between the exact questions and quotations in it."""
    said = f" {' '.join(words(text))} "
    quoted = [question["text"] for question in (*QUESTIONS, *PLAN_QUESTIONS)] + QUOTATIONS
    for phrase in sorted(quoted, key=len, reverse=True):
        said = said.replace(f" {' '.join(words(phrase))} ", " | ")
    return [part.split() for part in said.split("|")]


def copied(text: str) -> list[str]:
    """The eight words in a row that the article has, too."""
    runs = [part[at : at + RUN] for part in own_parts(text) for at in range(len(part) - RUN + 1)]
    return [" ".join(run) for run in runs if marks(run) & MARKS_OF_THE_ARTICLE]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_card_is_in_our_own_words(path: Path) -> None:
    assert [run for text in strings(read(path)) for run in copied(text)] == []


def test_the_articles_words_would_be_noticed() -> None:
    question = QUESTIONS[3]["text"]
    assert marks(words(question)) <= MARKS_OF_THE_ARTICLE
    assert marks(words(QUOTATIONS[3])) <= MARKS_OF_THE_ARTICLE
    assert copied(question.replace("say needs", "say, needs")) == []
    assert copied(question.removesuffix(" improved?")) != []


MARKS = """
013f985ab1 01883be55a 01d0a5fbeb 02816828d3 02a0e72bea 02c9fdc25a 0324c51a4c 036f7987f6 0464ca82de 0490057330
049ba7ae8e 04ffafd8a8 0554f1f0d9 055ac0312f 056aafa3c9 0586b44b45 062498f1c8 06fa32f359 07ffec9e7d 0825d12e8f
08af6105e5 08ce9c467b 08f2bb1cfc 094a5f7502 096db24de2 09da32ce82 0a3b213b99 0a4b8f8431 0a9398216e 0b240c392c
0bb469eca4 0bc7d55908 0be45998d5 0bf5167f83 0c05260c52 0c20d3bb3e 0c5c046f34 0ca0217221 0cce5fa6b0 0ce3dbaa11
0cec7e7963 0d0b8973ce 0d51ecd34f 0dcd140bd5 0df706362f 0e04065eb0 0e1f756877 0e42682d83 0e4961b86b 0e567e307b
0e63b79e69 0e842073a5 0ea99fea6d 0efc102999 0f49ce5f24 0fd90c8d05 1025f101a0 1086225d07 10888902e4 124b171017
128e67f1bd 12f2128a1f 1301e3ddc9 132f27c118 13698db051 14056b3fb6 1443df37bc 1481f975c1 14e7a7f7f7 14f4014e52
1539e55745 15549807bc 1599cacd88 15b0745c55 15eecee8e0 1617ae8b51 166d320915 170a1ba986 17562a04b4 17732bf062
178cd22453 182884865b 18771bb7a0 1899c6f449 18aaefa6d1 18b4c36c9f 18d6737bb5 1958a97793 19983c67f1 19c24c4f7d
19f0c7b0f3 1a36a8342e 1a82e7f713 1a84f4bf29 1a89855f68 1ab3d672dc 1aecf1c996 1afb123a95 1b1224af75 1bf36c5f77
1c92b4ff83 1cc2dd1f58 1cebc38a08 1ddfab1f01 1e53ec6cf8 1e5e85cee1 1f5e1d9e84 1f8ab74447 1fad6395fc 1ff96a9735
204e09ecf4 20e55d5b55 20ed2be9db 20f4336d6a 2126eb93e8 21949f5d6f 21b8068f14 21ba98f52a 21e3014bd4 2222b75589
22bf388804 22ff15e68d 234759a201 2362261419 23eff6ee42 24130f1d24 242a78e040 244735c6d2 2448af528e 248ba9cb6a
2508daad3a 250dbb079b 251a19fd2c 252b33708d 257ecfd9c4 263d47626c 26a044a5ae 26d9bc7c89 270f431b74 27bffef661
282630d784 2849e66732 289c681990 29059bcabd 2935e8dac6 2998d47c73 29d4bcf66c 2a02e9f3cd 2b511ea8dd 2c0db09d3f
2c3ae017cc 2c855d4e1c 2cb9158073 2cd1725bed 2cf566ef32 2d28955dcc 2d5a1a6508 2d9b7bfe2f 2db1d7a85c 2e44ee2396
2e5eb365d6 2e91ca3820 2f4190e592 2f42e38f36 2f8b5b5fab 2fe9b0479e 30767768d0 31257fcd6f 31bf004fa4 32ab3905c1
32c5fa0677 32e6e8e595 3319226285 332cda9f73 336ae876e8 34903a2f7f 34bf795fce 34d9b0d8c4 354016dff9 35541d3877
35611accaa 35698d8bd9 3596f5957d 360f74af24 3661fdffd0 36b44a66c6 36e353814e 379229c86a 3797152cbd 37c578adab
37dc9d5ccb 37f46feb79 38057bdbfc 3839fe5ea3 3869035330 386f8facda 38b80d0f7f 394153fb94 3990e31b32 39cbc581fd
39e34e2e3d 39e455ff60 39fc337d21 3a17686254 3a753009c7 3ab62cd371 3abcb1d4f1 3ad74f71de 3b320cfc0e 3b42ea3349
3c1e8a7589 3c35c9de56 3c52668840 3c99e5b4e2 3cb1d42dc3 3cd4acd975 3d39e43830 3d6980580a 3e524fff12 3e8e335b91
3e8fd3ea44 3e9f0fd13d 3f3ca7b4ed 3f4b3c5421 3f55e429d2 3fc59c5db2 401144865d 404737f32d 40a0195da9 40df24ed4f
4139434c20 413b20ab67 414f8436e3 41741a6c71 42c26f8bdb 42d0159b2c 431a1d9089 432cc49b8b 43851be85e 4390f36005
440c274c69 4441fc36eb 44b0de74dc 44cae59aae 454c0ff33c 454cc9cc1f 4585d582e3 45e4717882 45f8584d7e 460a5273bd
466cd9f56b 46ae6ccbde 46d2ba5e87 46f2a0a38a 476dc00b88 478d0af052 47b1af5a11 47d1c53263 47e6fa3405 47fc729892
4876e059d7 4894d42db4 48d100009b 491f55bb94 495e23cd7a 49d9ffc0af 4a04da5b7d 4a4a983cbb 4a6e95732b 4a85c84285
4b0cdb1f01 4b3da1bf0d 4b598a3934 4b9e921a75 4d100ed1f5 4da05376fb 4db60bd664 4dc7377aad 4dfb0b945f 4e3375cc2d
4e434a44bb 4f19558e4d 4f31ba2a0f 4fc4a0b59c 5049de13dc 506e38703d 50c3aa7ef8 512b83ca52 516e0c22a6 51a9df1916
526b523d6c 52ca7e67e1 52f5bfc60e 531f1e0148 5354d4f930 53aa94faf2 53d4e2008a 53ed1f18a0 545a8626f9 54a50d3904
54bf0b245a 54cf869b7d 555d33f766 55dc2af074 5646898539 5653656167 56b279ac37 57101605e6 5721cbb01e 57579e425c
578e6bfc30 57c2329411 587d0ab0f5 58922156cc 58bc266876 5950cb174c 598181388a 5a571283d3 5a6c00aeb6 5ad5b56bd9
5ada79f499 5b36f1a9c5 5b773177ea 5b8eba320c 5b98f7aee9 5be45cf243 5c1b6873ee 5c49387d26 5c8464a57c 5c8dff0b1c
5d6ad4a010 5dfb89b018 5dfef73cc2 5e2aa05fe9 5e608aa535 5ede60a09c 5f6e99f23b 5f7a50e42d 5fb0e875ae 60349ba79e
60f2ce0908 60fb6f739a 6170595237 6190497592 61ae887086 6206182e4e 6262d87426 62ec9e42b3 6343d621a1 63870016ea
63e185e7aa 6580f50298 659a5eef15 65ac26c259 66370ae750 6668d45bd3 6683cd1ef2 66fb588bff 6755a51f49 677901f9dc
67de94601f 67e11c11c7 67f656d7fe 68244307f6 686cfe85a3 68d4ffd307 6961ba9483 69d76c734e 69e2983749 69f2b674a8
6abeaa9a25 6ac23cf1da 6ae5f4a35d 6b2cd9d2bb 6b50388657 6bfce3fd6c 6c66d64c5c 6cb0f68edc 6cb204f389 6d0b20a46b
6d417c3ac8 6d807b077f 6dccd3fa1c 6e0d0336b0 6e42e299f6 6ed151cdc4 6ef6d2fc75 6f20ef8687 6f368d302c 6f64dc4870
6fc49b8320 7001e11f45 700b504057 7019c1d0df 702a5e09bc 71fa1b3f88 723573b543 726b93d255 72ac0a194a 72d73c44ec
7331b326e4 7372caebc6 73ffa535eb 740bb6db38 74cdcb00da 7535b1e2b4 7551675454 75fb55c512 76730e1daa 7678986586
76b1f4601f 76dff1c609 7779a9eee9 78f2777440 790cea050a 79eca1ab4c 7a490d379c 7ab4c9be44 7b347eac2d 7b4b713d04
7c5e8e510d 7c9623ff07 7cc97975c3 7ccae5f4e0 7cfc316b59 7d11d8e48a 7d693c067a 7dcd178fd0 7e286dd2b3 7e74a4d1cb
7e77725c87 7ea01e4fb3 7f91c4a869 7f946183a9 80a7d120f2 80b450aa44 80b94e4bde 81cf78a89f 81d37745d1 81dc17b72d
821a670921 821ebfcd57 82afc66b9a 830c605fc5 8318429dc9 8381d519ce 8392c88ec7 8463d45d4b 84790c2bad 84a25e9585
850b18461a 85393d74f4 85427e603b 859cff76c7 85f8b78d27 8648a71c89 86520c8c95 8692bff84e 872713f0e1 877206e41b
87869c9555 87b29eacb8 87b3485419 87d1624f32 884f3c5873 890bed3185 899fdd4eef 89acdbb398 8a3b801b29 8a7f695cae
8af0e096da 8b0e0c1b32 8ba2bcc142 8bf70a5a0d 8c0ffabbec 8c7cd83024 8d602c6116 8d9ae5a2d9 8dd7eb38f4 8e029b8e63
8e48073df7 8ea1adc8df 8eafc29f9e 8ec07e9b74 9011fe1f65 90589b2a20 90b94fb9e8 91bd6b8b84 91e87531fc 92cc91ab82
92e92b0b55 9352748144 936dd5da6a 943df3136c 94b1e8e207 94d5b34d50 951ea756ea 95791bf70f 95ca4e1612 96244166ed
96318693c9 963aabb215 96b8cbd74b 96dfe68b5f 973d88b7dd 97eff12e87 98106d98e7 982021f7cd 98e251ba1a 98f3a0da06
994bddea56 9999523e89 999d717cbd 99ff0ce2c4 9a19ff2f6c 9a301c2bd6 9ac1e96f68 9b4910e339 9b87e41dd9 9bb4e2ec59
9bc19a1c2c 9bf70e6bc6 9c582c8a13 9c76f57b5e 9d539bc1d5 9daf558cf8 9ddaf8272b 9e0f7ac091 9e7620e40e 9eae0de406
9ec2cd3b7c 9ef94d4450 9f15694406 9f4b8a0d95 9f742b35c7 9f7ea6f502 9f918778ec 9fbfe89d23 9ffeb8419d a05a501267
a0c1146382 a0fa758b3d a1487722dc a15b3c4aef a16af462cc a1cc97b3e5 a3182fc2f7 a3b5224650 a436eca400 a4448cd9d2
a4ba9d5359 a4c2dba0da a4d4ff1679 a4e9090a7e a4f598d35d a509d416bb a52e9c2faa a586b069d3 a5a1c8ffe5 a62b32a6fd
a66540b814 a67b4f0286 a79c547c2a a7e5f4a4ed a801394be6 a9290cada5 a93edda757 a946d130fe a9a5db5fc5 aa1b230be1
aac31f43e4 aafc43c32f abb8d6b4d7 ad66af0897 adb6498e27 adbf7a58b3 ae69f0c731 af83f37dab b077a5e03d b0fdc99c6a
b123f86288 b171b86234 b17c041e5d b2b6d46acd b2dd53d5d7 b2eb3ae52b b2fd544a8c b340de5b12 b35073df2a b35094f9b0
b36870e500 b381461aa9 b39aabef90 b3aae438e2 b3c28fb440 b3f9cbd05b b42ad91c9e b48bfb087b b4e61160bb b56e74eaf0
b580524a6f b5a4adf48b b6652ed8ff b72b879935 b747cfe307 b76e79cc81 b81dabecdc b8ee17d9d5 b90e1dc7e7 b91e151163
b96c13c781 b9c38c4279 ba183db7c8 ba3e7c8c70 ba6e972268 ba91b53f48 bad5ea6d73 bb05f0ce1e bb34533449 bb664f58a0
bbaecaae58 bc0bb2d9ea bc1c044bdc bc5b61c42e bc75de0f9a bca7982777 bcfb970531 bd0cabf52b bd14ade0a2 bd2b9fbce5
bd755bdd6e bd8465e945 bd9cf67543 bd9d2a7ae5 bdbcc5094f bdd1bf0fcb bdd7c7e4b4 be93425ecc bedcf19784 bf5f57e5c7
bf965ee8c2 bff5f4a820 c017402782 c112cfe978 c1a7e9d6fe c1bf70fd63 c1de613773 c217211e33 c22fb813bc c256bad060
c310f5ab38 c33d4c5629 c34b1063fd c394b5e7a4 c3a27042b0 c3b6fc23db c4a5677f41 c4a86b9899 c54a33de8e c54c1ebf83
c5fb73acde c61e135d54 c6768be53c c69eb9e24e c6ce7157f8 c78e9bdef1 c801574e6b c8404f4da9 c8e8662b77 c8febc4195
c94b166145 c97ab99724 c9eebd2b9c ca139d4bbd ca83684290 ca85d03957 cbcda5bcd3 cbf89e6d5a cc7f71099f cc8df10af1
cd22682e99 ce1626a66b cfda9db97d d0366582b6 d06684c07f d0ea9110b0 d1ae9683d3 d1f32ccc2d d231298dde d261f0128d
d276dd21d3 d2f3afdd00 d33ac5e8ea d35e5b427d d3c5bc6092 d3d15b6d37 d47126f654 d4b497ac2f d5628200c8 d57465e269
d582012121 d59ef7a50d d5d66f76c5 d5faed214c d6d1c812c7 d73a62fd50 d752fd80a5 d798732591 d81111c04d d8234bf69f
d85a85daa0 d87759943e d8a8b71765 d951463c8f d96ae741e1 d9e6789267 da0ce74379 da5141bf28 daf2395ea8 db063845e8
db78c53580 dbdf87b2ff dc50fc196b dc6e076fd9 dd06cedbf3 ddea1f7b74 ddedd81ad7 de263d736c dea4a09e88 deb7702114
df2fa5d971 df4d4185c1 df69d804d8 dfbaf26e3a e03bf8f76f e06f7f0288 e1b586f867 e1d97974b3 e21cfcc18b e23a58721e
e2b3486f0a e2b751ee09 e2dbcaf6e4 e31a86e1b0 e38d5e3eb7 e3bfd0c084 e45bfae41c e47972ad14 e49eff8b8b e5b9d88cc5
e5e976b531 e6042686c1 e61405ec95 e63742c81f e662b5a659 e68c403014 e7a86f7926 e8a79e1db1 e8d93ea80c e8e0dae4cf
e92d4a1411 e9c07cbc12 eaf6155ec8 eb001c83fc eb5bd58206 eb9bf9e2b5 ec5928fefd ec91655c81 ecafcdfd02 ed0db4ebef
ed1b5a5948 ed5ab49d0c ed5c714605 ed9e494867 ede78b55c8 ee2aed88ae eec498f568 ef35de4524 ef431961a0 efaeae5d7d
f025c39770 f028b7a29f f04bb01341 f081a7ab49 f092fde29c f098b18a9d f0dbe41877 f0f65deb84 f12ade3b25 f13bf12b3e
f141ce4e79 f1fda42356 f270885c95 f2a1494af2 f2f965e7f6 f35b30d853 f4a85361ba f4c0be823f f4d5a4e1fb f545aa4ad3
f58bd34ddb f5be548357 f5c70a327d f66e8fe24d f673918540 f6ab6fb747 f6c6c00672 f73a625391 f7bc03037b f8537bb47c
f889f84e59 f94a362d32 f9bc29e3f6 f9c11ed673 fa0125946d fa233fee5e fa379d15f2 fa511b719a fa574a3166 fa859f9931
fa9bf8759c faa261132d fac54fa4b0 fad73ae1d2 faeac0c53f fb15faae9f fb87e33ede fb893b337a fb96511f26 fbbcdbfa84
fc72af9d0a fc9a5c66f7 fc9ade6624 fc9b84dc60 fcaffa8b6f fce2b2edc5 fd3a55585c fd4af9d13c fd65342f3d fdabf0ff0b
fe4c4c7a1e fec3a2212e ff4a5b9aaf ff5ed3fc36 ff656763ab ff7a342495 ff884c5cec ff9108971d ffd237a9e1
"""
MARKS_OF_THE_ARTICLE = frozenset(MARKS.split())
"""Short hashes of every eight words in a row of the article: they tell whether words are its, not what they are."""
