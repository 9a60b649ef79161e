"""Row 9: ten properties of any text, found by Hypothesis; halves of surrogate pairs are in its alphabet."""

from __future__ import annotations

import io
import json
import pickle
import warnings

import inquit
import inquit.export
import pytest
from hostile import SAID, UNITS, check
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inquit.explanation import explain
from inquit.export.brat import annotation_lines
from inquit.export.warn import ExportWarning
from lane import count

WORDS = [
    "said", "told", "asked", "according to", "adding", "that", "who", "he", "she", "they", "John Kirby", "Mr. Han",
    "the minister", "a spokesman for", "on Monday", "in Bergen", "Q:", "KIRBY:", "and", "but", "not", "’s", "n’t",
    "“", "”", '"', "'", "‘", "’", "«", "»", ",", ".", "?", "!", ":", ";", "—", "-", "(", ")", "…", "\n", "\n\n", "\r\n",
    "\u2028", "\0", "\u200d", "\u202e", "\u0301", "👍", "\U0010ffff", "\ufeff", "\xa0", "1,000", "2023-09-19", "a" * 40,
]  # fmt: skip
pieces = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=40)
texts = pieces.map(" ".join) | pieces.map("".join) | st.text()
any_texts = st.text(st.characters(), max_size=60) | pieces.map("".join)  # with halves of pairs
examples = settings(
    max_examples=count(60, 2000),
    deadline=None,
    derandomize=count(1, 0) == 1,
    database=None,
    suppress_health_check=list(HealthCheck),
)
EXTRACTORS = {unit: inquit.Extractor(offsets=unit) for unit in UNITS}
extractor = EXTRACTORS["codepoints"]


@examples
@given(texts, st.sampled_from(UNITS))
def test_spans_lie_on_code_points(text, unit):
    try:
        doc = EXTRACTORS[unit].extract(text)
    except UnicodeEncodeError:
        return
    check(doc, text)


@examples
@given(any_texts)
def test_a_text_fails_only_where_it_has_no_utf8(text):
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        with pytest.raises(UnicodeEncodeError) as raised:
            extractor.extract(text)
        assert raised.value.start == error.start  # noqa: PT017  of another exception
    else:
        assert extractor.extract(text).to_json() == extractor.extract(data).to_json()


@examples
@given(st.binary(max_size=80))
def test_bytes_fail_exactly_where_python_fails(data):
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        with pytest.raises(ValueError, match=f"byte {error.start} "):
            extractor.extract(data)
    else:
        assert extractor.extract(data).text == text


@examples
@given(st.lists(texts, max_size=6), st.integers(1, 4))
def test_a_batch_gives_what_single_texts_give(batch, threads):
    for text, item in zip(batch, extractor.extract_many(batch, threads=threads), strict=True):
        try:
            assert item.to_json() == extractor.extract(text).to_json()
        except UnicodeEncodeError:
            assert isinstance(item.error, UnicodeEncodeError)


@examples
@given(texts, texts)
def test_the_answer_does_not_depend_on_the_text_before(first, second):
    try:
        fresh = extractor.extract(second).to_json()
        extractor.extract(first)
    except UnicodeEncodeError:
        return
    assert extractor.extract(second).to_json() == fresh


@examples
@given(texts, st.text(max_size=20), st.text(max_size=20))
def test_records_come_back_as_they_were(text, name, title):
    try:
        doc = extractor.extract(text, id=name, title=title)
    except UnicodeEncodeError:
        return
    assert inquit.Document.from_dict(json.loads(doc.to_json())) == doc
    assert pickle.loads(pickle.dumps(doc)) == doc
    assert doc.to_json().count("\n") == 0
    assert len(doc.to_json().splitlines()) == 1  # one line, by whatever reader


@examples
@given(texts)
def test_contents_are_disjoint_or_contained(text):
    """Of two attributions the contents do not cross; and a parent's content holds its child's words."""
    try:
        doc = extractor.extract(text)
    except UnicodeEncodeError:
        return
    pieces = sorted({piece for a in doc.attributions for piece in a.content.spans}, key=lambda p: (p[0], -p[1]))
    open_ends: list[int] = []
    for start, end in pieces:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        assert not open_ends or end <= open_ends[-1], "contents cross"
        open_ends.append(end)
    for a in doc.attributions:
        if a.parent is not None:
            outer = doc.attributions[a.parent].content.spans
            start, end = a.content.spans[0]
            assert any(s <= start and end <= e for s, e in outer)


@examples
@given(texts)
def test_exports_hold_the_words(text):
    try:
        doc = extractor.extract(text)
    except UnicodeEncodeError:
        return
    for form in ("jsonl", "csv", "tei", "brat", "labelstudio", "jsonld"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ExportWarning)
            inquit.export.write_to([doc], io.BytesIO(), form)
    for line in annotation_lines(doc, text):
        assert len(line.splitlines()) == 1


@examples
@given(texts)
def test_explain_answers(text):
    try:
        doc = extractor.extract(text)
    except UnicodeEncodeError:
        return
    for n in range(min(len(doc), 3)):
        assert str(explain(doc, n))
    doc._repr_html_()
    str(doc)


@examples
@given(texts)
def test_a_paragraph_behind_takes_no_quotation_away(text):
    """An unclosed mark, an open bracket, whatever: damage stays within its paragraph."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    doc = extractor.extract(f"{text}\n\nRain fell.\n\n{SAID}")
    assert any(a.content.text == "“We are ready,”" for a in doc.attributions)
