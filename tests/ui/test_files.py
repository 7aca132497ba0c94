"""Writing a file: whole or not at all."""

from pathlib import Path

import pytest

from models.problems import Refused
from ui.files import write_beside


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"old")
    write_beside(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_content_may_come_in_pieces_and_what_breaks_off_leaves_the_old_file(tmp_path: Path):
    def pieces():
        yield b"half"
        raise Refused.because("ledger_broken", file="x")

    file = tmp_path / "ledger.json"
    write_beside(file, iter([b"o", b"ld"]))
    with pytest.raises(Refused) as refused:
        write_beside(file, pieces())
    assert refused.value.problems[0].code == "ledger_broken"
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_is_refused_and_leaves_the_old_file(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").touch()
    for folder in (tmp_path / "folder", Path()):
        with pytest.raises(Refused) as refused:
            write_beside(folder, b"new")
        [problem] = refused.value.problems
        assert (problem.code, problem.inputs["reason"]) == ("cannot_write_file", "EISDIR")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    with pytest.raises(Refused):
        write_beside(tmp_path / "missing" / "x", b"new")
