"""inquit rules list | show | check | new."""

import pytest
from click.testing import CliRunner
from inquit.cli import cli
from inquit.rules import check_rules, rules, template


def run(*args):
    return CliRunner().invoke(cli, ["rules", *args], catch_exceptions=False)


def test_list_has_every_rule_the_heaviest_first():
    out = run("list").output
    assert all(rule["id"] in out for rule in rules())
    weights = [rule["weight"] for rule in rules()]
    assert weights == sorted(weights, reverse=True)


def test_show_gives_pattern_numbers_and_examples():
    out = run("show", "quote-cue-source").output
    for part in ("weight", "precision", "said Ada Fenn", "CUE[finite,!passive]!", "rules.toml:"):
        assert part in out


def test_show_of_an_unknown_rule_names_those_near():
    result = run("show", "quote-cue")
    assert result.exit_code == 2
    assert "quote-cue-source" in result.output


def test_the_built_in_examples_hold():
    result = run("check")
    assert result.output.splitlines()[-1].endswith("passed, 0 failed")
    assert result.exit_code == 0


def test_check_of_a_pack_runs_its_examples_too(tmp_path):
    pack = tmp_path / "pack.toml"
    pack.write_text(template(), encoding="utf-8")
    result = run("check", str(pack))
    assert result.exit_code == 0, result.output
    assert check_rules()["passed"] < int(result.output.split()[-4])


def test_check_fails_with_the_place_and_what_was_found(tmp_path):
    pack = tmp_path / "pack.toml"
    pack.write_text(template().replace('source = "Ada Fenn"', 'source = "Lin Moss"'), encoding="utf-8")
    result = run("check", str(pack))
    assert result.exit_code == 1
    assert "source is “Ada Fenn”, not “Lin Moss”" in result.output
    assert f"{pack}:" in result.output
    assert result.output.splitlines()[-1].endswith(" 1 failed")


def test_check_of_a_broken_pack(tmp_path):
    pack = tmp_path / "pack.toml"
    pack.write_text("[[rule]]\n", encoding="utf-8")
    result = run("check", str(pack))
    assert result.exit_code == 2
    assert "pack.toml:1: a rule has no 'id'; add one" in result.output


def test_new_writes_a_template_and_never_overwrites(tmp_path):
    path = tmp_path / "mine.toml"
    assert run("new", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8") == template()
    assert run("new", str(path)).exit_code == 2
    assert run("new").output == template()


@pytest.mark.parametrize("key", ["id", "doc", "pattern", "weight", "examples", "counter_examples", "misses", "frame"])
def test_rules_have_their_keys(key):
    assert all(key in rule for rule in rules())
