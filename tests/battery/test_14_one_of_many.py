"""Row 14: one failing text among N: the others as ever, and the error says which."""

from __future__ import annotations

import inquit
import pytest
from hostile import SAID

BAD = {
    "no text": (None, TypeError, "no-text"),
    "a number": (7, TypeError, "wrong-type"),
    "not UTF-8": (b"ab\xff", ValueError, "not-utf8"),
    "half a pair": ("a\ud800", UnicodeEncodeError, "not-utf8"),
}


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize(("bad", "error", "code"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("place", [0, 17, 39])
def test_one_of_many(bad, error, code, place, threads, extractor):
    texts = [f"“Paragraph {n} is ready,” John Kirby said." for n in range(40)]
    whole = [doc.to_json() for doc in extractor.extract_many(texts, ids=range(40))]
    result = extractor.extract_many([*texts[:place], bad, *texts[place + 1 :]], ids=range(40), threads=threads)
    (failure,) = result.errors
    assert (failure.index, failure.id) == (place, str(place))
    assert isinstance(failure.error, error)
    assert str(place) in str(failure)
    for n, doc in enumerate(result):
        if n != place:
            assert doc.to_json() == whole[n]
    rows = result.documents.to_pylist()
    assert [row["error_code"] for row in rows] == [code if n == place else None for n in range(40)]
    assert place not in {row["doc_row"] for row in result.attributions.to_pylist()}


def test_a_bad_date_or_title_fails_alone(extractor):
    result = extractor.extract_many([SAID] * 3, dates=["2023-09-19", "soon", None], titles=["a", "b", "c\udc00"])
    assert [isinstance(item, inquit.Document) for item in result] == [True, False, False]


def test_texts_that_raise_while_they_come(extractor):
    def texts():
        yield SAID
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        extractor.extract_many(texts())


def test_a_callback_that_raises(extractor):
    def progress(done, total):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        extractor.extract_many([SAID] * 10, progress=progress)
    assert extractor.extract(SAID).attributions
