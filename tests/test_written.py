"""The record of what kindboard last wrote: shared between windows, and whole after a crash."""

from pathlib import Path

from kindboard.clone.written import Written


def test_what_was_added_is_there_for_another_window(tmp_path: Path) -> None:
    one, other = Written(tmp_path / "written"), Written(tmp_path / "written")
    one.add({"boards/a.toml": "1" * 40})
    assert other.oids() == {"boards/a.toml": "1" * 40}
    other.add({"boards/a.toml": "2" * 40, "boards/b c.toml": "3" * 40})
    assert one.oids() == {"boards/a.toml": "2" * 40, "boards/b c.toml": "3" * 40}


def test_a_removed_file_is_forgotten(tmp_path: Path) -> None:
    written = Written(tmp_path / "written")
    written.add({"a": "1" * 40, "b": "2" * 40})
    written.add({"a": None})
    assert written.oids() == Written(tmp_path / "written").oids() == {"b": "2" * 40}


def test_half_a_line_of_a_crash_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "written"
    Written(file).add({"a": "1" * 40})
    with file.open("ab") as half:
        half.write(b"222222")
    written = Written(file)
    assert written.oids() == {"a": "1" * 40}
    written.add({"b": "3" * 40})
    assert Written(file).oids() == {"a": "1" * 40, "b": "3" * 40}


def test_it_stays_short_however_often_a_file_is_written(tmp_path: Path) -> None:
    file = tmp_path / "written"
    one, other = Written(file), Written(file)
    for number in range(5000):
        one.add({"a": f"{number:040x}"})
    assert file.stat().st_size < 2100 * 43
    assert other.oids() == one.oids() == {"a": f"{4999:040x}"}


def test_a_name_that_is_not_utf8_is_kept(tmp_path: Path) -> None:
    name = b"boards/\xff.toml".decode("utf-8", "surrogateescape")
    Written(tmp_path / "written").add({name: "1" * 40})
    assert name in Written(tmp_path / "written").oids()
