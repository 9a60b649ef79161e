"""Row 22: word lists of a user from one entry to fifty thousand, and broken files of rules: they work, or a clear error
names file and line; never an empty result."""

from __future__ import annotations

import inquit
import pytest
from hostile import SAID
from lane import count

SIZES = [1_000, 5_000, 20_000, 50_000]


@pytest.mark.parametrize("n", SIZES[: count(2, 4)])
def test_large_lists_work(n, tmp_path):
    names = [f"Zor{a}vik{b}".replace("0", "a") for a in range(n // 100) for b in range(100)]
    (tmp_path / "many.words.tsv").write_text("".join(f"{x}el\trole\n" for x in names), encoding="utf-8")
    (tmp_path / "people.tsv").write_text(
        "".join(f"Ada {x.title()}\tA. {x}\tfemale\tjudge\tQ{i}\n" for i, x in enumerate(names)), encoding="utf-8"
    )
    extractor = inquit.Extractor(packs=[tmp_path])
    doc = extractor.extract(
        f"The {names[-1]}el said that the plan would work.\n\n“We go,” Ada {names[0].title()} said.\n\n{SAID}"
    )
    assert doc.attributions[0].source.text == f"The {names[-1]}el"
    assert doc.speakers[doc.attributions[1].speaker_id].external_id == "Q0"
    assert doc.attributions[-1].speaker == "John Kirby"


def test_too_many_cues_raise(tmp_path):
    rows = "".join(f"z{n}\tsay\tverb\tz{n} z{n}s z{n}d z{n}d z{n}ing\t\tquote=900\t\n" for n in range(66_000))
    (tmp_path / "cues.tsv").write_text(rows, encoding="utf-8")
    with pytest.raises(inquit.DataError, match=r"cues.tsv:\d+: .*65,534"):
        inquit.Extractor(packs=[tmp_path])


BROKEN = {
    "an unknown class": ("a.words.tsv", "fixer\tnonsense\n", r"a\.words\.tsv:1: "),
    "too few columns": ("cues.tsv", "# c\n\nquip\tsay\n", r"cues\.tsv:3: "),
    "an unknown act": ("cues.tsv", "quip\tjest\tverb\tquip quips quipped quipped quipping\t\tquote=9\t\n", r"cues\.tsv:1: .*jest"),
    "a number that is none": ("cues.tsv", "quip\tsay\tverb\tq q q q q\t\tquote=many\t\n", r"cues\.tsv:1: .*many"),
    "forms missing": ("cues.tsv", "quip\tsay\tverb\tquip quips\t\tquote=9\t\n", r"cues\.tsv:1: .*forms"),
    "a pattern that does not compile": ("patterns.tsv", "turn\t(unclosed\n", r"patterns\.tsv:1: "),
    "a file of an unknown name": ("verbs.tsv", "quip\n", r"verbs\.tsv"),
    "no TOML": ("a.toml", "titles = [\n\nroles = 3", r"a\.toml:\d+: "),
    "a truncated file": ("a.toml", '[[rule]]\nid = "x"\npattern = "', r"a\.toml:\d+: "),
    "not UTF-8": ("a.toml", b"titles = ['\xff']\n", r"a\.toml:\d+: "),
    "a rule without a pattern": ("a.toml", '[[rule]]\nid = "x"\n', r"a\.toml:\d+: "),
    "a rule that binds nothing": ("a.toml", '[[rule]]\nid = "x"\npattern = "CUE"\nexamples = [{text = "a", content = "a"}]\n', r"a\.toml:\d+: "),
    "an unknown unit": ("a.toml", '[[rule]]\nid = "x"\npattern = "content=(QUOTES!)"\n', r"a\.toml:\d+: "),
    "an unknown key": ("a.toml", "title = ['x']\n", r"a\.toml:\d+: .*title"),
    "nesting without end": ("a.toml", "a = " + "[" * 5000, r"a\.toml:\d+: "),
    "a group without end": ("a.toml", '[[rule]]\nid = "x"\npattern = "' + "(" * 5000 + '"\n', r"a\.toml:\d+: "),
    "a huge count": ("a.toml", '[[rule]]\nid = "x"\npattern = "content=(QUOTE!) (WORD){1,1000000}"\n', r"a\.toml:\d+: "),
    "counts of counts": ("a.toml", '[[rule]]\nid = "x"\npattern = "content=(QUOTE!) ((((WORD){1,90}){1,90}){1,90}){1,90}"\n', r"a\.toml:\d+: "),
    "a definition of itself": ("a.toml", '[define]\nA = "A"\n[[rule]]\nid = "x"\npattern = "content=(QUOTE!) A"\n', r"a\.toml:\d+: "),
    "a ring of definitions": ("a.toml", '[define]\nA = "B"\nB = "A A"\n[[rule]]\nid = "x"\npattern = "content=(QUOTE!) A"\n', r"a\.toml:\d+: "),
    "definitions that double": (
        "a.toml",
        "[define]\n" + "".join(f'A{n} = "A{n + 1} A{n + 1}"\n' for n in range(60)) + 'A60 = "WORD"\n[[rule]]\nid = "x"\npattern = "content=(QUOTE!) A0"\n',
        r"a\.toml:\d+: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "error"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named(name, content, error, tmp_path):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(inquit.DataError, match=error):
        inquit.Extractor(packs=[tmp_path / name])


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(inquit.DataError, match=r"gone\.toml: cannot be read"):
        inquit.Extractor(packs=[tmp_path / "gone.toml"])
    with pytest.raises(inquit.DataError, match=r"no \.tsv and no \.toml"):
        inquit.Extractor(packs=[tmp_path])
