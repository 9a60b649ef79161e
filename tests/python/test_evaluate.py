"""The figures: as their definitions say (expected.json is what an independent script of the same definitions gives)."""

import json

import inquit
import pytest
from by_hand import DATA
from click.testing import CliRunner
from inquit.cli import cli
from inquit.evaluate import GoldError, evaluate, read_gold, sample
from inquit.evaluate.figures import calibration, score_document
from inquit.evaluate.words import Words, quoted_ranges

FILES = DATA / "evaluate"
GOLD, PREDICTED = str(FILES / "gold.jsonl"), str(FILES / "predicted.jsonl")
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report():
    return evaluate(GOLD, PREDICTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_figures_agree_with_the_independent_script(report, name):
    figure, expected = report.figures[name], EXPECTED[name]
    if isinstance(expected, dict):
        assert (figure.precision, figure.recall, figure.value) == pytest.approx(
            (expected["p"], expected["r"], expected["f1"])
        )
    else:
        assert figure.value == pytest.approx(expected)


def test_the_example_is_all_right():
    report = evaluate(str(DATA / "example.jsonl"))
    for name in ("attributions", "quoted words, right source", "direct", "indirect"):
        assert report.figures[name].value == 1.0
    assert report.figures["speaker right, given the content"].value == 1.0
    assert report.errors == {}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a “b c” d", ["b c"]),
        ("„b“ and „c”", ["b", "c"]),
        ("«b» c", ["b"]),
        ("''b'' c", ["b"]),
        ('"b" c "d"', ["b", "d"]),
        ('a 12" pipe and "b"', ["b"]),
        ("“b\nc", ["b"]),
        ("“b “c” d", ["b “c"]),
        ("‘b’ c", []),
    ],
)
def test_quoted_words(text, inside):
    assert [text[s:e] for s, e in quoted_ranges(text)] == inside


def test_words_that_spans_cover():
    words = Words("The clerk, Ada Fenn, said so.")
    assert words.covered([[4, 9]]) == {1}
    assert words.covered([[5, 6], [11, 14]]) == {1, 2}
    assert words.covered([[9, 10]]) == frozenset()
    assert words.covered([[0, 999]]) == set(range(6))
    assert words.bare(words.covered([[0, 9]])) == {1}


def test_intervals_hold_the_value_and_the_cases_are_counted(report):
    for figure in report.figures.values():
        assert 0 <= figure.low <= figure.high <= 1
        assert figure.low <= figure.value + 1e-9
    assert report.figures["attributions"].cases == 9
    assert report.documents == 4


def test_the_same_seed_gives_the_same_intervals(report):
    assert evaluate(GOLD, PREDICTED).figures == report.figures


def test_calibration_of_a_known_case():
    text = "“a b,” x said. “c d,” y said."
    gold = [{"content": [[0, 6]], "source": [[7, 8]]}]
    predicted = [{**gold[0], "confidence": 0.95}, {"content": [[15, 21]], "source": [[22, 23]], "confidence": 0.75}]
    table = calibration([score_document("a", text, gold, predicted)])
    assert [(b["from"], b["cases"], b["right"]) for b in table["bins"]] == [(0.7, 1, 0.0), (0.9, 1, 1.0)]
    assert table["ece"] == pytest.approx((0.75 + 0.05) / 2)


def test_groups_by_a_field(report):
    groups = report.groups["outlet"]
    assert {name: n for name, (n, _) in groups.items()} == {"Tidewater Post": 2, "Quay Herald": 2}


def test_errors_are_grouped_and_in_context(report):
    assert {sort: len(some) for sort, some in report.errors.items()}["spurious indirect"] >= 1
    wrong = report.errors["wrong source"][0]
    assert wrong["context"][1].startswith("two piers” had cracked")
    assert wrong["predicted"]["source"] == "the council"


def test_comparing_with_itself_is_no_difference():
    report = evaluate(GOLD, PREDICTED, other=PREDICTED)
    assert all(c["difference"] == 0 and c["p"] == 1 for c in report.comparison.values())


def test_comparing_with_nothing_is_a_difference():
    report = evaluate(GOLD, PREDICTED, other={})
    c = report.comparison["attributions"]
    assert c["difference"] > 0
    assert c["low"] >= 0


def test_a_document_that_was_not_predicted_counts_as_empty():
    assert evaluate(GOLD, {}).figures["attributions"].value == 0


def test_brat(tmp_path):
    (tmp_path / "a.txt").write_text("“Go,” said Ada. “Now.”", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tContent 0 5;16 22\t“Go,” “Now.”\nT2\tSource 11 14\tAda\nT3\tCue 6 10\tsaid\nE1\tCue:T3 Content:T1 Source:T2\n",
        encoding="utf-8",
    )
    doc = read_gold(str(tmp_path))["a"]
    assert doc["attributions"] == [
        {"content": [[0, 5], [16, 22]], "source": [[11, 14]], "cue": [[6, 10]], "addressee": []}
    ]


def test_label_studio(tmp_path):
    span = lambda i, s, e, label: {"id": i, "type": "labels", "value": {"start": s, "end": e, "labels": [label]}}  # noqa: E731
    result = [
        span("x", 0, 5, "content"),
        span("y", 11, 14, "Source"),
        {"type": "relation", "from_id": "x", "to_id": "y"},
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": 7, "data": {"text": "“Go,” said Ada."}, "annotations": [{"result": result}]}]))
    assert read_gold(str(path))["7"]["attributions"][0]["source"] == [[11, 14]]


@pytest.mark.parametrize("name", ["a.labelstudio.json", "a.brat.zip"])
def test_what_inquit_exports_is_read_back_whole(tmp_path, name):
    text = "“Go,” said Ada Fenn. “Go now.”\n\nShe called the pier “a ruin”. “It’s cold,” she told Ole Brandt."
    result = inquit.extract_many([text], ids=["https://example.org/a\tb"])
    result.write(tmp_path / name)
    gold = read_gold(str(tmp_path / name))["https://example.org/a\tb"]["attributions"]
    doc = result.document(0).to_dict()
    assert any(len(a["content"]) > 1 for a in gold)
    assert [a["kind"] for a in gold] == [a["kind"] for a in doc["attributions"]]
    report = evaluate(str(tmp_path / name), {"https://example.org/a\tb": doc})
    assert report.figures["attributions, strict"].value == 1.0


def test_a_spreadsheet_finds_its_texts_in_the_predictions(tmp_path):
    text = "“Go on home” said Ada Fenn."
    gold, predicted = tmp_path / "a.csv", tmp_path / "a.jsonl"
    gold.write_text("doc_id,quote,speaker\na,“Go on home”,Ada Fenn\n", encoding="utf-8")
    predicted.write_text(json.dumps(inquit.extract(text, id="a").to_dict()) + "\n", encoding="utf-8")
    assert evaluate(str(gold), str(predicted)).figures["speaker right, given the content"].value == 1.0


def test_a_spreadsheet_asks_for_the_speaker(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "doc_id,quote,speaker,text\na,“Go on home”,Ada Fenn,“Go on home” said Ada Fenn.\n", encoding="utf-8"
    )
    report = evaluate(str(path))
    assert report.figures["speaker right, given the content"].value == 1.0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", "{\n", "a.jsonl:1: not a document"),
        ("a.jsonl", '{"id": 1}\n{"id": 1}\n', "a.jsonl:2: a second document '1'|a second document"),
        ("a.csv", "doc_id,quote\n", "a.csv:1: no column speaker"),
        ("a.csv", "doc_id,quote,speaker\na,b,c\n", "a.csv:2: no text of 'a'"),
        ("a.csv", "doc_id,quote,speaker,text\na,b,c,x y\n", "does not have these words"),
        ("a.json", "{}", "a list of tasks is wanted"),
        ("a.ann", "T1\n", "is missing"),
    ],
)
def test_a_bad_file_is_named(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_gold(str(path))


def run(*args):
    return CliRunner().invoke(cli, list(map(str, args)), catch_exceptions=False)


def test_the_command_prints_json_and_a_page(tmp_path):
    out = json.loads(run("evaluate", GOLD, PREDICTED, "--format", "json").output)
    assert out["figures"]["attributions"]["value"] == pytest.approx(EXPECTED["attributions"]["f1"])
    page = tmp_path / "page.html"
    assert run("evaluate", GOLD, PREDICTED, "--compare", PREDICTED, "-o", page).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "wrong source" in html


def test_the_page_is_escaped():
    gold = {
        "<b>": {"id": "<b>", "text": "<i>“x y”</i>", "attributions": [{"content": [[3, 8]], "source": [], "cue": []}]}
    }
    page = evaluate(gold, {}).to_html("<title>")
    assert "<i>" not in page
    assert "&lt;i&gt;" in page


def test_the_command_on_a_missing_file():
    assert run("evaluate", "/nowhere.jsonl").exit_code == 2


def test_sample_draws_as_many_of_each(tmp_path):
    docs = [{"id": str(i), "outlet": "a" if i < 80 else "b", "text": "x"} for i in range(100)]
    chosen = sample(docs, 10, "outlet", seed=1)
    assert sum(d["outlet"] == "b" for d in chosen) == 5
    assert chosen == sample(docs, 10, "outlet", seed=1)
    assert len(sample(docs, 200)) == 100
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("".join(json.dumps(d) + "\n" for d in docs), encoding="utf-8")
    lines = run("sample", corpus, "-n", "4", "--by", "outlet").output.splitlines()
    assert len(lines) == 4
    assert run("sample", corpus, "--by", "colour").exit_code == 2
