"""Every case of faults has a test that bears its number, and the table of them can be read."""

from tests.faults.__main__ import LAST, by_case, lines


def test_every_case_has_a_test_and_every_number_is_a_case() -> None:
    found = by_case()
    assert [case for case, tests in found.items() if not tests] == []
    assert sorted(found) == list(range(1, LAST + 1))


def test_the_table_has_each_case_in_words_and_its_tests_below() -> None:
    table = list(lines())
    at = table.index(" 7  push rejected twenty times")
    assert table[at + 1].endswith("::test_case_07_push_rejected_twenty_times")
