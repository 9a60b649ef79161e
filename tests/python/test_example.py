"""The example article, field by field against tests/data/example.jsonl; reports every field that differs."""

import pytest

FIELDS = ("kind", "speaker", "speaker_kind", "addressee_name", "when")
SPANS = ("content", "source", "cue", "addressee", "time", "place", "document")


def differences(text, want, got):
    """One line for each field that is not as annotated. What the annotation leaves out is free."""

    def words(spans):
        return [text[s:e] for s, e in spans]

    for name in FIELDS:
        if name in want and want[name] != got[name]:
            yield f"{name}: want {want[name]!r}, got {got[name]!r}"
    for name in SPANS:
        if name in want and want[name] != got[name]:
            yield f"{name}: want {words(want[name])}, got {words(got[name])}"


@pytest.mark.parametrize("number", range(13))
def test_attribution_of_the_example(number, example, gold):
    want = gold["attributions"][number]
    found = [a for a in example.to_dict()["attributions"] if a["content"] == want["content"]]
    words = [gold["text"][s:e] for s, e in want["content"]]
    assert found, f"not found: {words}"
    report = list(differences(gold["text"], want, found[0]))
    if want.get("parent") is not None:
        parents = [a for a in example.to_dict()["attributions"] if a["id"] == found[0]["parent"]]
        outer = gold["attributions"][want["parent"]]["content"]
        if [a["content"] for a in parents] != [outer]:
            report.append(f"parent: want {outer}, got {[a['content'] for a in parents]}")
    assert not report, "\n".join([str(words), *report])


def test_example_has_no_other_attribution(example, gold):
    wanted = [a["content"] for a in gold["attributions"]]
    others = [a.content.text for a in example if [list(span) for span in a.content.spans] not in wanted]
    assert others == []


def test_example_says_nothing_for_words_that_nobody_spoke(example, gold):
    contents = [[list(span) for span in a.content.spans] for a in example]
    assert not [gold["text"][s:e] for s, e in gold["reject"] if [[s, e]] in contents]


def test_example_speakers_are_named_in_full(example):
    names = {s.name for s in example.speakers}
    assert {"Antony Blinken", "Han Zheng", "Matthew Miller", "John Kirby", "Mao Ning"} <= names


def test_example_offsets_are_places_of_the_text(example):
    for a in example:
        for part in (a.content, a.source, a.cue, a.addressee, a.time, a.place, a.document):
            for (start, end), words in zip(part.spans, part.texts, strict=True):
                assert 0 <= start < end <= len(example.text)
                assert words == example.text[start:end] == words.strip()


def test_example_rules_and_confidences_are_given(example):
    for a in example:
        assert a.rule
        assert 0 < a.confidence <= 1
        assert len(str(a.confidence)) <= 5
    assert len({a.uid for a in example}) == len(example)


def test_comparison_reports_the_field():
    want = {"kind": "direct", "speaker": "A", "content": [[0, 1]], "cue": [[1, 2]]}
    got = {"kind": "direct", "speaker": "B", "content": [[0, 1]], "cue": [[2, 3]]}
    assert list(differences("xyz", want, got)) == ["speaker: want 'A', got 'B'", "cue: want ['y'], got ['z']"]
