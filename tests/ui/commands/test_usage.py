"""What argparse says for the command line: in the user's language, and no line wider than the terminal."""

import argparse
import ast
import re
from pathlib import Path

import pytest

from models.facts.records import KINDS, LETTER_CHANNELS
from models.letters.table import ALSO, LETTERS
from models.vocabulary import LANGUAGES, vocabulary
from ui.commands.commandline import COMMANDS, main
from ui.commands.listing import width
from ui.commands.usage import SENTENCES, speaking, wrapped

OURS = {*COMMANDS, *LETTERS, *KINDS, *LETTER_CHANNELS, *LANGUAGES, "clauseledger", "late_fee", "clear", "all", *ALSO}
"""Names that are written so in every language."""
MEANT_FOR_PROGRAMMERS = re.compile(
    "conflict|__call__|mutually|callable|cannot|dest=|invalid option string|parsers?\\b|open '|mode %r|subcommands"
    "|'required'|unexpected option|deprecated|warning|default|program's version|not allowed with|one of the arguments"
    "|at most one"
)
"""What argparse says of parsers that are made wrong, or that have what ours have not."""


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run a command line on a terminal of 80 columns; give its exit status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def running(*words):
        status = main(words)
        return status, *capsys.readouterr()

    return running


@pytest.fixture
def every_help(run):
    """Give the Chinese help of every command and of every job of one."""
    texts = {(): run("--help")[1]}
    for command in COMMANDS:
        texts[command,] = run(command, "--help")[1]
        jobs = re.search(r"\{([a-z,]+)\}\s+\.\.\.", texts[command,])
        for job in jobs[1].split(",") if jobs else ():
            texts[command, job] = run(command, "l", job, "--help")[1]
    assert len(texts) > len(COMMANDS) + 15
    return texts


def test_no_help_in_chinese_holds_english_words(every_help):
    for words, text in every_help.items():
        body = re.sub(r"\{[^}]*\}|(?<!\w)--?[\w-]+|[\w./:@-]*[\d@.][\w./:@-]*", " ", text.split("\n\n", 1)[1])
        found = set(re.findall(r"[A-Za-z][\w-]*", body)) - OURS
        # A job stands in the first column of the list of jobs.
        found -= set(re.findall(r"^ {4}([\w-]+)", body, re.MULTILINE))
        assert not {word for word in found if not word.isupper()}, words


def test_no_line_of_a_help_is_wider_than_the_terminal(every_help):
    for words, text in every_help.items():
        wide = [line for line in text.splitlines() if width(line) > 80 and not line.lstrip().startswith(("{", "[--"))]
        assert not wide, words


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "clauseledger：用法有误：缺少：COMMAND"),
        (["nothing"], "COMMAND：'nothing' 不在可选之列（'import', "),
        (["import", "l"], "clauseledger import：用法有误：缺少：FILE"),
        (["verify", "l", "surplus"], "多余或不认识：surplus"),
        (["verify", "l", "--nothing"], "多余或不认识：--nothing"),
        (["assess", "l", "--as-of"], "--as-of：后面要跟一个值"),
        (["assess", "l", "--as-of", "2026-02-30"], "--as-of：“2026-02-30”不是日期"),
        (["assess", "l", "--json=1"], "--json：后面不带值，却写了 '1'"),
        (["findings", "l", "--within", "x"], "--within：“x”不是天数"),
        (["findings", "l", "--within=-1"], "--within：“-1”不是天数"),
        (["letter", "l", "poem", "b", "-o", "f"], "KIND：'poem' 不在可选之列"),
        (["register", "l", "draft", "k", "--about", "bill"], "--about：后面要跟 2 个值"),
        (["agreement", "l", "search"], "缺少：WORDS"),
        (["what-if", "l", "--pay", "x"], "--pay：“x”写法不对"),
    ],
)
def test_wrong_usage_is_said_in_chinese(run, words, says):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert says in err
    assert err.startswith("用法: clauseledger")
    assert not re.search("usage|error|argument|expected|required|invalid|choose", err)


def test_wrong_usage_is_said_in_english(run):
    status, _, err = run("import", "l", "--lang", "en")
    assert status == 2
    assert err.splitlines()[-1] == "clauseledger import: wrong usage: missing: FILE"


def test_argparse_speaks_as_before_afterwards():
    before = argparse._, argparse.ngettext
    with speaking(vocabulary("zh")):
        assert argparse._("usage: ") == "用法: "
        assert argparse.ngettext("expected %s argument", "expected %s arguments", 2) == "后面要跟 %s 个值"
    assert (argparse._, argparse.ngettext) == before


def test_every_sentence_of_this_python_s_argparse_is_known():
    source = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    said = {
        each.value
        for call in ast.walk(source)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "ngettext"}
        for each in call.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    assert len(said) > 20
    assert not {sentence for sentence in said - SENTENCES.keys() if not MEANT_FOR_PROGRAMMERS.search(sentence)}


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("一二三四五六七", 10, ["一二三四五", "六七"]),
        ("一二三四五，六七", 10, ["一二三四", "五，六七"]),
        ("一二三（四五六", 9, ["一二三", "（四五六"]),
        ("one two three", 8, ["one two", "three"]),
        ("用 --json 输出", 10, ["用 --json", "输出"]),
        ("a-very-long-word", 5, ["a-very-long-word"]),
        ("", 5, [""]),
    ],
)
def test_lines_are_broken_where_chinese_may_be(text, room, lines):
    assert wrapped(text, room) == lines


class TestTheSystemsReasons:
    """Why the system could not read or write is said in the user's language too."""

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["import", "l", "none.json"], "none.json：没有这个文件或文件夹。"),
            (["calendar", "l", "."], "它是一个文件夹"),
            (["import", "l", "file/in.json"], "路径中有一段不是文件夹"),
            (["import", "l", "n" * 300], "文件名太长"),
            (["calendar", "l", "none.json"], "没有这个文件或文件夹"),
        ],
    )
    def test_of_reading(self, run, words, says):
        Path("file").touch()
        status, out, err = run(*words)
        assert (status, out) == (1, "")
        assert says in err
        assert not re.search("(?i)no such|directory|denied|too long|errno", err)

    def test_in_english(self, run):
        err = run("import", "l", "none.json", "--lang", "en")[2]
        assert "cannot read none.json: there is no such file or folder." in err

    def test_one_we_have_no_words_for_keeps_its_name(self):
        assert vocabulary("zh").reason("EMLINK") == "系统错误 EMLINK"
