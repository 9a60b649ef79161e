"""The options of an extractor are one list for all commands; --people."""

import json

import inquit
import pytest
from click.testing import CliRunner
from inquit.cli import cli
from inquit.cli.options import OPTIONS
from inquit.options import OptionValues, people_of

TAKERS = {
    "extract": set(),
    "report": {"offsets"},
    "explain": {"offsets", "corrections", "min_confidence"},
    "evaluate": {"offsets", "corrections", "min_confidence"},
}
TEXT = "“We are ready,” Bell said. “Go,” the mayor added."


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.tsv"
    path.write_text("# name\taliases\n\nAnn Bell\tBell; Annie\tfemale\tMayor\tQ1\nCarl Dunn\n", encoding="utf-8")
    return path


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_list_is_that_of_python():
    assert list(OPTIONS) == list(OptionValues.__annotations__)


@pytest.mark.parametrize("command", TAKERS)
def test_commands_show_the_same_options(command):
    def shown(name):
        return {option.name: (option.opts, option.help, option.default) for option in cli.commands[name].params}

    expected = {name: shown("extract")[name] for name in OPTIONS if name not in TAKERS[command]}
    assert {name: what for name, what in shown(command).items() if name in OPTIONS} == expected


def test_people_of_a_file(people):
    bell, dunn = people_of(people)
    assert bell == inquit.Person("Ann Bell", ("Bell", "Annie"), "female", "Mayor", "Q1")
    assert dunn == inquit.Person("Carl Dunn")


def test_people_are_known_to_the_extraction(people, article):
    done = run("extract", article, "--format", "jsonl", "--people", people)
    record = json.loads(done.output)
    expected = inquit.extract(TEXT, id=record["id"], people=people_of(people))
    assert [a["speaker"] for a in record["attributions"]] == [a.speaker for a in expected.attributions]
    assert {s["external_id"] for s in record["speakers"]} == {"Q1"}


@pytest.mark.parametrize("command", ["extract", "report", "explain", "evaluate"])
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (None, "there is no such file"),
        ("Ann\t\tF\n", "people.tsv:1: gender of 'Ann' must be"),
        ("\tX\n", "needs a name"),
    ],
)
def test_wrong_people_are_named(command, lines, told, people, article, tmp_path):
    if lines is None:
        people.unlink()
    else:
        people.write_text(lines, encoding="utf-8")
    more = {"explain": ["--at", "0"], "report": ["-o", tmp_path / "r.html"]}.get(command, [])
    done = run(command, article, "--people", people, *more)
    assert done.exit_code == 2
    assert told in done.output
    assert "Traceback" not in done.output
