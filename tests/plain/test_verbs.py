"""Every verb of kindboard, done in plain lines and looked at on the board."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kindboard.actions.actions import ACTIONS
from kindboard.cards.cards import Answer, PlanItem, Theme
from kindboard.cards.fields import LINE_LIMIT
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests.plain.talks import a_talk
from tests.teams import a_workspace

PLACE = {"principle": "walk-a-mile", "question": "improve"}
FIRST_ANSWER = (">Principles", ">We walk a mile", ">What do I think", "?>See what others said", ">Card 1")
ANSWERS = (">Pool", ">Mark answers")
FIRST_ITEM = (">Plan", ">START", ">Card 1")
COMPUTER = ">This computer"
ELSEWHERE = {
    "palette": "every list is one",
    "back": "b, in every test here",
    "quit_editor": "q in a text, in test_tasks",
    "copy": "it needs an escape sequence; lines that were said can be copied as they are",
    "move_up": "a way to move",
    "move_down": "a way to move",
    "next_status": "a way to mark, in Move it or say how it stands",
    "read_on": "a page is said whole, and Next page goes on",
    "only_mine": "a filter; Find words finds an owner, too",
    "sort_answers": "each list there says its question and principle",
    "sign_in": "asked for by Send, where a server wants it",
    "init": "the first start, in test_tasks",
    "join": "the first start, in test_tasks",
    "add": "each kind of card has its own way",
    "plain": "the door itself",
    "demo": "the first start, in test_tasks; and --plain, in test_demo",
    "minutes": "words that change by themselves have no place in lines that stay",
    "stop_timer": "there is no timer",
    "this_round": "b, from the round that is looked at",
    "then_and_now": "Then and now tells it of each plan item",
    **dict.fromkeys(
        ("earlier", "later", "go_to_day", "first_day", "back_to_today"), "any day can be named under Then and now"
    ),
}


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T10:15:00Z")
    with a_workspace(tmp_path, name="Sam") as workspace:
        workspace.set_name("Ann")
        workspace.add("answer", PLACE | {"text": "We ask people twice."})
        workspace.set_name("Sam")
        yield workspace


def talk(board: Workspace, *steps: str) -> str:
    return a_talk(board, *steps, "q").text


def the_answer(board: Workspace) -> Answer:
    (answer,) = board.board().answers
    return answer


def an_item(board: Workspace, **fields: object) -> PlanItem:
    item = board.add("plan", {"column": "start", "title": "Ask first"} | fields)
    assert isinstance(item, PlanItem)
    return item


def item_now(board: Workspace, item: PlanItem) -> PlanItem:
    now = board.board().cards[item.id]
    assert isinstance(now, PlanItem)
    return now


def test_me_too_is_said_and_taken_back(board: Workspace) -> None:
    assert "You say it, too." in talk(board, *FIRST_ANSWER, ">Say that a card is true")
    assert len(the_answer(board).echoes) == 1
    assert "taken back" in talk(board, *FIRST_ANSWER, ">Say that a card is true")
    assert the_answer(board).echoes == {}


def test_nobody_says_me_too_to_their_own_words(board: Workspace) -> None:
    board.set_name("Ann")
    told = talk(board, *FIRST_ANSWER, "3")
    assert "These are your own words;" in told
    assert the_answer(board).echoes == {}


def test_a_note_with_a_name_and_one_without(board: Workspace) -> None:
    told = talk(board, *FIRST_ANSWER, ">Add a note", "Came up at the group.", ".", ">With your name", ">Put on")
    assert "This goes on the board:\nName: Sam. Day: " in told
    assert "\nCame up at the group.\n" in told
    talk(board, *FIRST_ANSWER, ">Add a note", "And again.", ".", ">No name", ">Put on")
    assert {(note.text, note.by) for note in the_answer(board).notes.values()} == {
        ("Came up at the group.", "Sam"),
        ("And again.", None),
    }


def test_to_somebody_elses_words_a_note_is_offered_before_a_correction(board: Workspace) -> None:
    told = talk(
        board, *FIRST_ANSWER, ">Change it", ">Correct", ">Write it all anew", "We ask them twice.", ".", ">Put on"
    )
    assert "These are Ann's words." in told
    assert told.index("Add a note under them") < told.index("Correct the words themselves")
    assert (the_answer(board).text, the_answer(board).by) == ("We ask them twice.", "Ann")


def test_one_line_of_ones_own_words_is_changed(board: Workspace) -> None:
    board.set_name("Ann")
    board.change(the_answer(board), {"text": "One.\nTwo.\nThree."})
    talk(board, *FIRST_ANSWER, ">Change it", ">Change one line", ">Two.", "Both.", ">Put on")
    assert the_answer(board).text == "One.\nBoth.\nThree."


def test_tags_are_added_and_a_correction_that_is_left_is_kept(board: Workspace) -> None:
    board.set_name("Ann")
    more = (">Change it", ">Add to the end", "Each time.", ".", ">Add or change its tags", "rota, nights")
    assert "Kept on this computer, not on the board." in talk(board, *FIRST_ANSWER, *more, ">Keep it")
    assert the_answer(board).text == "We ask people twice."
    talk(board, *FIRST_ANSWER, ">Change it, or go on with what you began", ">Put on")
    assert (the_answer(board).text, the_answer(board).tags) == ("We ask people twice.\nEach time.", ("nights", "rota"))


def test_taking_off_asks_and_can_be_taken_back_or_restored(board: Workspace) -> None:
    talk(board, *FIRST_ANSWER, ">Take it off", "no")
    assert len(board.board().answers) == 1
    talk(board, *FIRST_ANSWER, ">Take it off", "certainly", "yes", "b", "m", ">Take back")
    assert len(board.board().answers) == 1
    back = ("b", "b", "b", COMPUTER, ">Bring a removed card back", ">We ask people")
    talk(board, *FIRST_ANSWER, ">Take it off", "yes", *back)
    assert len(board.board().answers) == 1


def test_the_story_of_a_card_and_a_text_file_of_it(board: Workspace, computer: Path) -> None:
    told = talk(board, *FIRST_ANSWER, ">What happened", ">Save it as a text file")
    assert "23 Nov 2026, Ann: added it." in told
    (file,) = computer.rglob("kindboard-we-ask*.txt")
    assert "We ask people twice." in file.read_text("utf-8")
    talk(board, *FIRST_ANSWER[:3], ">Save this question", "b", ">Save everything")
    assert len([*computer.rglob("kindboard-we-walk*.txt")]) == 2


def test_an_earlier_wording_is_read_and_brought_back(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    board.set_name("Ann")
    assert "It has never been worded otherwise." in talk(board, *FIRST_ANSWER, ">Bring an earlier")
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-24T10:15:00Z")
    board.change(the_answer(board), {"text": "Once."})
    talk(board, *FIRST_ANSWER, ">Bring an earlier", ">Text until 24 Nov", "no")
    assert the_answer(board).text == "Once."
    told = talk(board, *FIRST_ANSWER, ">Bring an earlier", ">Text until 24 Nov", "yes")
    assert "It said: We ask people twice." in told
    assert "Worded as it was before. u takes it back." in told
    assert the_answer(board).text == "We ask people twice."


@pytest.mark.parametrize(("choice", "title"), [("Keep what", "Two"), ("Use the other", "One")])
def test_two_people_changed_this(board: Workspace, choice: str, title: str) -> None:
    item = an_item(board)
    board.change(item, {"title": "Two"})
    board.change(item, {"title": "One"})
    shown = {"Two": "One", "One": "Two"}[board.board().plan[0].title]
    told = talk(board, *FIRST_ITEM, ">Choose between", f">{choice}")
    assert f"Two people changed this at once. The card shows one; the other title:\n{shown}" in told
    assert board.board().plan[0].also == ()
    assert board.board().plan[0].title == (shown if choice == "Use the other" else {"Two": "One", "One": "Two"}[shown])


def test_both_of_two_texts_are_kept(board: Workspace) -> None:
    answer = the_answer(board)
    board.change(answer, {"text": "Once."})
    board.change(answer, {"text": "Never."})
    talk(board, *FIRST_ANSWER, ">Choose between", ">Keep both")
    assert {"Once.", "Never."} <= set(the_answer(board).text.split("\n"))


def test_a_new_plan_item_with_every_field(board: Workspace) -> None:
    told = talk(
        board, ">Plan", ">START", ">Write a new", "Ten quiet minutes",
        ">Why", "It is hard.", ".", ">Owner", "Dee", ">Review by", "the 40th", "in 6 weeks",
        ">If, then", "If a call was hard, then we say: go.", ">Status", ">under way", ">Barriers", "1 2",
        ">Needs", "2", ">What came of it", "It helps.", ".", ">Principles", "2 4", ">From", "1", ">Put it", ">Put on",
    )  # fmt: skip
    assert '"the 40th" is not a day.' in told
    assert "That is Monday, 4 Jan 2027." in told
    (item,) = board.board().plan
    assert (item.column, item.title, item.why, item.owner) == ("start", "Ten quiet minutes", "It is hard.", "Dee")
    assert (item.review_by, item.status, item.barriers) == (date(2027, 1, 4), "under way", ("regulation", "risk"))
    assert (item.when_then, item.needs) == ("If a call was hard, then we say: go.", ("staffing",))
    assert (item.outcome, item.sources) == ("It helps.", (the_answer(board).id,))
    assert item.principles == ("look-after-each-other", "safe-to-say")


def test_a_plan_item_is_changed_cleared_moved_and_marked(board: Workspace) -> None:
    an_item(board, title="First", owner="Dee")
    an_item(board, title="Second")
    talk(board, *FIRST_ITEM, ">Change it", ">Owner", "-", ">Title", "The first", ">Put it", ">Put on")
    assert (board.board().plan[0].owner, board.board().plan[0].title) == (None, "The first")
    talk(board, *FIRST_ITEM, ">Move it", ">Down by one")
    assert [item.title for item in board.board().lane("start")] == ["Second", "The first"]
    talk(board, *FIRST_ITEM, ">Move it", ">To STAY")
    assert [item.title for item in board.board().lane("stay")] == ["Second"]
    talk(board, *FIRST_ITEM, ">Say how it stands", ">It is done", "It went well.")
    (item,) = board.board().lane("start")
    assert (item.status, item.outcome) == ("done", "It went well.")


def test_whether_those_who_raised_it_were_told_is_asked_when_it_ends_and_can_be_said_later(board: Workspace) -> None:
    item = an_item(board, sources=(the_answer(board).id,))
    told = talk(board, *FIRST_ITEM, ">Say how it stands", ">It is done", "It went well.", ">Not yet")
    assert "Have those who raised it been told?" in told
    assert item_now(board, item).told is None
    assert "Not that we know: “Ask first”, done." in talk(board, ">Review", ">Then and now", "")
    talk(board, *FIRST_ITEM, ">Say how it stands", ">Those who raised it have been told")
    assert item_now(board, item).told == date(2026, 11, 23)


def test_a_review_asks_when_to_look_again_and_of_what_ends_who_knows(board: Workspace) -> None:
    sources = (the_answer(board).id,)
    going = an_item(board, title="Two forms", review_by=date(2026, 11, 1))
    over = an_item(board, title="Ask first", review_by=date(2026, 11, 2), sources=sources)
    talk(board, ">Review", ">Hold a review", ">Still going", "Half of it", "soon", "in 6 weeks",
         ">Done", "They are asked", ">Yes, they know", "")  # fmt: skip
    assert (item_now(board, going).status, item_now(board, going).review_by) == ("under way", date(2027, 1, 4))
    assert [check.note for check in item_now(board, going).checks.values()] == ["Half of it"]
    now = item_now(board, over)
    assert (now.status, now.outcome, now.told) == ("done", "They are asked", date(2026, 11, 23))


def test_then_and_now_tells_each_plan_item_of_both_days(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-24T10:15:00Z")
    item = an_item(board, title="Ask first")
    board.change(item, {"status": "done", "outcome": "They are asked"})
    told = talk(board, ">Review", ">Then and now", "yesterday")
    assert "START, then and now" in told
    assert "“Ask first”: not there yet, now done. They are asked." in told


def test_what_waits_without_a_name_is_sent_when_somebody_says_so(board: Workspace, tmp_path: Path) -> None:
    starters.connect(board, str(tmp_path / "shared"))
    board.add("answer", PLACE | {"text": "Nobody's words."}, no_name=True)
    told = talk(board, ">Send", ">Let it wait")
    assert "1 answer without a name waits." in told
    assert "nobody can tell by the time whose it is" in told
    assert board.status().waiting == 1
    talk(board, ">Send", ">Send it now")
    assert board.status().waiting == 0


def test_a_day_is_given_a_name_and_looked_back_to_by_it(board: Workspace) -> None:
    assert "is not a day" in talk(board, ">Review", ">Give a day", "soon")
    talk(board, ">Review", ">Give a day", "today", "the first visit")
    told = talk(board, ">Review", ">Give a day", "today", "", ">Then and now", "The First Visit")
    assert "the first visit: 23 Nov 2026" in told
    assert "On 23 Nov 2026" in told


def test_how_it_went_over_time_is_told_in_words(board: Workspace) -> None:
    assert "There is nothing in the plan yet." in talk(board, ">Review", ">How it went")
    an_item(board)
    told = talk(board, ">Review", ">How it went")
    assert "23 Nov 2026: 1 planned, 0 under way, 0 done, 0 let go." in told
    assert "1 of 28." in told


def test_a_plan_item_is_made_from_an_answer_and_leads_back_to_it(board: Workspace) -> None:
    talk(board, *FIRST_ANSWER, ">Make a plan item", ">STOP", "Asking twice", ">Put it", ">Put on")
    (item,) = board.board().lane("stop")
    assert (item.sources, item.principles) == ((the_answer(board).id,), ("walk-a-mile",))
    told = talk(board, ">Plan", ">STOP", ">Card 1", ">Read what it came from", ">Card 1")
    assert "Text: We ask people twice." in told


def test_what_is_due_what_needs_more_and_handing_over(board: Workspace) -> None:
    an_item(board, title="Two forms", owner="Dee", review_by=date(2026, 11, 1), needs=("rule-change",))
    told = talk(board, ">Plan", ">What is due", ">Card 1", "b", "b", ">Kindness alone", ">Card 1")
    assert "They need a rule changed: Two forms" in told
    talk(board, ">Plan", ">Hand over", ">Dee", "Bo")
    assert board.board().plan[0].owner == "Bo"


def two_answers(board: Workspace) -> None:
    board.add("answer", PLACE | {"text": "And a third time.", "principle": "kindness-counts"})


def in_themes(board: Workspace) -> dict[str, list[str]]:
    """The texts of the answers in each theme, by its title."""
    now = board.board()
    return {theme.title: [answer.text for answer in now.grouped(theme)] for theme in now.themes}


def test_several_answers_are_marked_by_number_and_made_a_theme_in_one_step(board: Workspace) -> None:
    two_answers(board)
    told = talk(board, *ANSWERS, "2 1", ">Make a theme", "Asked again", ">Put on")
    assert "2 answers marked." in told
    assert "\nAsked again\nAnswers: 2 cards" in told
    assert "2 answers put into a new theme, “Asked again”. u takes it back." in told
    assert sorted(in_themes(board)["Asked again"]) == ["And a third time.", "We ask people twice."]
    talk(board, "u")
    assert board.board().themes == ()


def test_answers_are_marked_while_they_are_read_and_put_into_a_theme_that_is_there(board: Workspace) -> None:
    two_answers(board)
    board.new_theme("Alone")
    read = (">Pool", ">Read the answers", ">Card 1", ">Mark it", ">Next card", ">Mark it", ">Take its mark", ">Mark it")
    told = talk(board, *read, "b", "b", ">Put the marked", ">Alone")
    assert "2 answers are marked. Pool has what can be done with marked answers." in told
    assert "2 answers put into “Alone”. u takes it back." in told
    assert "Every answer is in a theme." in told
    assert len(in_themes(board)["Alone"]) == 2


def test_a_theme_is_split_and_an_answer_is_taken_out(board: Workspace) -> None:
    two_answers(board)
    board.new_theme("Asked", board.board().answers)
    talk(board, ">Pool", ">Card 1", ">Take answers out", "1", ">Into a new theme", "A second", ">Put on")
    assert sorted(map(len, in_themes(board).values())) == [1, 1]
    talk(board, ">Pool", ">Card 2", ">Read its answers", ">Card 1", ">Take it out", ">Into no theme")
    assert len(board.board().ungrouped) == 1
    told = talk(board, ">Pool", ">Mark answers", "1", "6", ">Unmark all", "7")
    assert "No marked answer is in a theme." in told
    assert "No answers are marked. Mark them by their numbers" in told


def test_marked_answers_are_taken_out_of_their_themes_together(board: Workspace) -> None:
    two_answers(board)
    board.new_theme("Asked", board.board().answers)
    talk(board, *ANSWERS, "1 2", ">Take the marked", ">Into no theme")
    assert in_themes(board) == {"Asked": []}


def test_a_theme_is_renamed_summed_up_and_put_together_with_another(board: Workspace) -> None:
    two_answers(board)
    first, second = board.board().answers
    one = board.new_theme("One", [first])
    board.new_theme("Two", [second])
    talk(board, ">Pool", ">One", ">Give it another title", "First", ">Put on",
         ">Change it", "In the same week.", ".", ">Put on")  # fmt: skip
    now = board.board().by_path[one.path]
    assert isinstance(now, Theme)
    assert (now.title, now.summary) == ("First", "In the same week.")
    told = talk(board, ">Pool", ">First", ">Put it together", ">Two")
    assert "Put together in “Two”. u takes it back." in told
    (theme,) = board.board().themes
    assert (theme.title, theme.summary, len(board.board().grouped(theme))) == ("Two", "In the same week.", 2)


def test_a_title_that_is_too_long_or_left_is_not_lost(board: Workspace) -> None:
    told = talk(board, ">Pool", ">Start a theme", "x" * (LINE_LIMIT + 1), "Short", ">Type another", "Another", "b")
    assert "is the most. Its summary can hold more." in told
    assert "Kept on this computer, not on the board." in told
    assert [draft.fields["title"] for draft in board.drafts()] == ["Another"]


def test_a_plan_item_from_a_theme_keeps_the_theme_and_its_answers_as_sources(board: Workspace) -> None:
    two_answers(board)
    theme = board.new_theme("Asked again", board.board().answers)
    told = talk(board, ">Pool", ">Card 1", ">Make a plan item", ">STOP", "", ">Put it", ">Put on")
    assert 'Enter alone takes "Asked again".' in told
    (item,) = board.board().lane("stop")
    assert item.title == "Asked again"
    assert set(item.sources) == {theme.id, *(answer.id for answer in board.board().answers)}
    assert item.principles == ("kindness-counts", "walk-a-mile")


def test_a_list_is_said_once_and_then_what_is_new_in_it(board: Workspace) -> None:
    two_answers(board)
    told = talk(
        board,
        ">Principles",
        ">We walk a mile",
        ">What do I think",
        ">See what others said",
        ">Card 1",
        ">Say that a card is true",
        "b",
        "l",
        "m",
    )
    assert told.count("4. Add a note") == 1
    back, again = told.split("question 3 of 4:\n")[-1], told.split("\n1. ")[-1]
    assert back.startswith("8. Card 1 of 1: We ask people twice. Ann. Others say it too.\nType a number from 1 to 8")
    assert again.startswith("Write a new answer\n")
    main = again.split("\nBoard: ")[1]
    assert "l says the list." in main
    assert "Principles" not in main


def test_several_lines_become_answers_of_their_own_and_go_on_the_board_together(board: Workspace) -> None:
    start = (*FIRST_ANSWER[:3], ">Write a new", "- Two forms", "- No tea", ".", ">No name", ">Make each line")
    told = talk(board, *start, ">Put on the board what is kept here", ">Put on")
    assert "These 2 go on the board:" in told
    assert {(a.text, a.by) for a in board.board().answers} >= {("Two forms", None), ("No tea", None)}
    assert board.drafts() == ()


def test_identifying_details_are_told_before_anything_leaves(board: Workspace) -> None:
    text = "Ring her on 020 7946 0018."
    told = talk(
        board, *FIRST_ANSWER[:3], ">Write a new", text, ".", ">With your name", ">Keep it", "b", "b", "b", ">Kept"
    )
    assert "This may tell who somebody is:" in told
    assert "“020 7946 0018”: " in told
    assert "Put on the board as it is" in told
    board.new_draft("answer", PLACE | {"text": "Nothing in it."})
    talk(board, ">Kept on this computer", ">Put all of it", ">Put only the others")
    assert [draft.fields["text"] for draft in board.drafts()] == [text]


def test_drafts_are_thrown_away_and_kept_again(board: Workspace) -> None:
    board.new_draft("answer", PLACE | {"text": "Half a thought"})
    told = talk(board, ">Kept", ">Draft 1", ">Save it", ">Throw it away", "yes")
    assert "Thrown away." in told
    assert board.drafts() == ()
    board.new_draft("answer", PLACE | {"text": "Half a thought"})
    talk(board, ">Kept", ">Draft 1", ">Throw it away", "yes", "u")
    assert len(board.drafts()) == 1


def test_words_are_found_on_the_whole_board(board: Workspace) -> None:
    told = talk(board, ">Find words", "people twice", ">Card 1", ">What happened", "b", "b", ">Find words", "elephants")
    assert 'Found: 1 with "people twice".' in told
    assert 'Found: 0 with "elephants".' in told


def test_who_writes_here_and_what_of_theirs_is_in_sight(board: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(board, COMPUTER, ">Show or change your name", "Bo")
    assert board.name == "Bo"
    talk(board, COMPUTER, ">Ask at each start")
    board.new_draft("answer", PLACE | {"text": "Bo's own"})
    monkeypatch.setenv("KINDBOARD_NOW", "2026-11-23T11:15:00Z")
    told = talk(board, ">Somebody else", "Dee", "6", COMPUTER, ">Show everything", "b", ">Kept")
    assert "Nothing is kept on this computer that is shown now." in told
    assert board.name == "Dee"
    before, after = told.split("What is kept on this computer is shown again.")
    assert "Bo's own" not in before
    assert "Bo's own" in after
    talk(board, ">No name", COMPUTER, ">Somebody else", ">Dee", ">Stop asking")
    assert not board.several


def test_shown_to_a_room_no_draft_is_in_sight_and_no_name_goes(board: Workspace) -> None:
    board.new_draft("answer", PLACE | {"text": "My own half thought"})
    write = (*FIRST_ANSWER[:3], ">Write a new", "From the room.", ".", ">Put on", "b", "b", "b")
    told = talk(board, COMPUTER, ">Show to a room", "b", *write, COMPUTER, ">Stop showing")
    assert "My own half thought" not in told
    assert [answer.by for answer in board.board().answers if answer.text == "From the room."] == [None]


def test_who_left_is_no_longer_named_as_somebody_to_talk_to(board: Workspace) -> None:
    told = talk(board, COMPUTER, ">Name somebody", "Ann, our manager", "Room 3", ">Take somebody off", ">Ann")
    assert "Ann, our manager is no longer named as somebody to talk to." in told
    assert board.board().about.support == ()


def test_what_concerns_the_board_as_a_whole(board: Workspace, tmp_path: Path) -> None:
    told = talk(
        board, COMPUTER, ">Change what this board", "Riverside", ">Name somebody", "Ann, our manager", "Room 3",
        ">Add a principle", "We laugh", "Often.",
        ">List the cards", ">Look for cards", ">Share this board", str(tmp_path / "shared"), "b", ">Who to talk",
        ">Send", ">Show me round", "?", ">Review", ">What is due", "b", "b", ">Learn", "1", ">Next page",
        ">Page before",
    )  # fmt: skip
    now = board.board()
    assert (now.about.title, [one.name for one in now.about.support]) == ("Riverside", ["Ann, our manager"])
    assert now.principles[-1].title == "We laugh"
    assert board.status().remote == str(tmp_path / "shared")
    assert "Ann, our manager: Room 3" in told
    assert "A card is not a report of harm." in told
    assert "All is well: every file of this board could be read." in told
    assert "Page 2 of 20" in told


def test_published_wording_is_pasted(board: Workspace) -> None:
    pasted = [f"Line {n}" for n in range(1, 8)]
    told = talk(board, COMPUTER, ">Paste the principles", *pasted[:6], ".", "", ">Paste", *pasted, ".", "A page")
    assert "There are 7 principles here and 6 lines; nothing was changed." in told
    assert [(p.title, p.source) for p in board.board().principles] == [(line, "A page") for line in pasted]


def test_one_goes_through_questions_and_principles_in_order(board: Workspace) -> None:
    told = talk(
        board, ">Principles", ">We walk", ">Next principle", ">Principle before", ">What do I think", ">Next question",
        ">Question before", ">See what others said", ">Card 1",
    )  # fmt: skip
    assert "Principle 4 of 7: We look after each other" in told
    assert "question 4 of 4:" in told
    assert "Card 1 of 1. An answer." in told


def test_every_verb_there_is_is_chosen_in_one_long_sitting(board: Workspace, tmp_path: Path) -> None:
    item = an_item(board, title="First", owner="Dee", review_by=date(2026, 11, 1))
    board.change(item, {"owner": "Bo"})
    board.change(item, {"owner": "Ann"})
    answer = (*FIRST_ANSWER, ">Say that a card is true",
              ">Add a note", "Yes.", ".", ">With", ">Put on", ">Take a note off", "1", ">Change it", "b",
              ">What happened", ">Bring an earlier", ">Save it", ">Mark it", ">Put it into", ">A new theme", "Asked",
              ">Make a plan", ">STAY", "Ask", ">Keep it", ">Take it off", "yes")  # fmt: skip
    question = (">Next question", ">Question before", ">Write a new", "Tea.", ".", ">With", ">Keep it",
                ">Put on the board what", ">Put on", "u", "b", ">Next principle", ">Principle before",
                ">Read more", ">A mile", "b", "b", "m")  # fmt: skip
    pooling = (">Pool", ">Start a theme", "Two", ">Put on", ">Start a theme", "Three", ">Three", ">Put it together",
               ">Two", ">Two", ">Give it", "One", "b", ">Read all", ">Card 1", ">Put it into", ">One", ">Take it out",
               ">Into no", "b", "b", ">One", ">Make a plan", ">STOP", "", ">Keep it", "m")  # fmt: skip
    plan = (">Kept on", "b", *FIRST_ITEM, ">Choose between", ">Keep what", ">Move it", ">To STOP", "b", "b",
            ">What is due", "b", ">Hand over", "1", "Dee", "b")  # fmt: skip
    computer = (COMPUTER, ">Show or change", "Bo", ">Somebody else", "1", ">Show everything", ">Ask at each",
                ">Stop asking", ">Show to a room", ">Stop showing", ">Change what", "River", ">Name somebody", "Ann",
                "", ">Take somebody", ">Ann", ">Add a principle", "We laugh", "", ">Bring a removed", ">We ask",
                ">List", ">Look for", ">Paste", "b", ">Share this", str(tmp_path / "shared"),
                ">Go to another", ">Begin another", "Nights", ">Go to another", ">River,", "b")  # fmt: skip
    rounds = (">Rounds", ">Choose between", "1", ">Ask one", ">Go on", ">Go back to the q",
              ">Write a new", "Tea.", ".", ">With", ">Put on",
              ">Read the answers", "b", ">Go back to the board",
              ">Next stage", ">Set the stage", ">Pool", ">Close", "yes", ">Open a closed", "1",
              ">Start a round", "", "b", ">Look at another", "1", "b", "b")  # fmt: skip
    back = (">Review", ">Then and now", "", ">What happened on", ">How it went", ">Give a day", "today", "First day",
            ">Write the board", "1", ">Hold a review", "1", "Going on", "", "We look again", "b")  # fmt: skip
    rest = (
        *back,
        ">Find words",
        "tea",
        "b",
        ">Who to talk",
        ">Take back",
        "yes",
        ">Bring again",
        ">Send",
        ">Show me round",
        "?",
        "q",
    )
    before = a_talk(board, *FIRST_ANSWER[:3], ">See what others", ">Begin an answer", "", "", "", "q")
    old = board.board().round
    assert old is not None
    for stage in ("pool", "plan"):
        board.change(old, {"stage": stage})
    person = a_talk(board, *pooling, *answer, *question, *rounds, *plan, *computer, *rest)
    assert {action.name for action in ACTIONS} - {*before.talk.done, *person.talk.done} == set(ELSEWHERE)
