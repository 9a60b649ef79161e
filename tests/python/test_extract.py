import datetime
import hashlib
import random
import subprocess
import sys

import inquit
import pytest
from by_hand import SAID


def test_extract_finds_the_plainest_attribution():
    (a,) = inquit.extract(SAID).attributions
    assert (a.content.text, a.source.text, a.cue.text) == ("“We are ready,”", "John Kirby", "said")
    assert (a.speaker, a.kind, a.act) == ("John Kirby", "direct", "say")


def test_extract_text_is_as_it_was_given():
    text = "\ufeff \r\n" + SAID + " \n\n"
    doc = inquit.extract(text)
    assert doc.text == text
    assert text[doc.attributions[0].content.start : doc.attributions[0].content.end] == "“We are ready,”"


def test_extract_of_nothing_is_an_empty_document():
    doc = inquit.extract("")
    assert (len(doc), doc.text, doc.speakers, doc.unattributed) == (0, "", (), ())


@pytest.mark.parametrize("others", ["é", "“”’", "😀", "é“😀"])
def test_extract_reads_the_text_whatever_its_characters(others):
    draw = random.Random(others)  # noqa: S311  the same texts each time
    for size in range(40):
        text = "".join(draw.choice("abc ." * 4 + others) for _ in range(size))
        record = inquit.extract(text).to_dict()
        assert (record["n_chars"], record["text"]) == (size, text)
        assert record["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("unit", "encoding", "width"), [("bytes", "utf-8", 1), ("utf16", "utf-16-le", 2)])
def test_extract_offsets_in_other_units(unit, encoding, width):
    text = "😀 Ünïcode. " + SAID
    points, other = inquit.extract(text).attributions[0], inquit.extract(text, offsets=unit).attributions[0]
    assert points.content.text == other.content.text == "“We are ready,”"
    start, end = other.content.spans[0]
    assert text.encode(encoding)[start * width : end * width].decode(encoding) == "“We are ready,”"
    assert other.content.spans != points.content.spans


def test_extract_bytes_and_str_give_the_same():
    assert inquit.extract(SAID.encode()) == inquit.extract(SAID)
    assert inquit.extract(bytearray(SAID.encode())) == inquit.extract(SAID)
    assert inquit.extract(SAID.encode()).to_json() == inquit.extract(SAID).to_json()


def test_extract_bytearray_is_copied():
    text = bytearray(SAID.encode())
    doc = inquit.extract(text)
    text[:] = b"x" * len(text)
    assert doc.text == SAID
    assert doc.attributions[0].speaker == "John Kirby"


@pytest.mark.parametrize("text", [None, 3, 2.5, ["a"], object(), memoryview(b"a")])
def test_extract_refuses_what_is_no_text(text):
    with pytest.raises(TypeError, match="a text must be str or bytes"):
        inquit.extract(text)


def test_extract_names_the_byte_that_is_not_utf8():
    with pytest.raises(ValueError, match=r"\b5\b"):
        inquit.extract(b"abcd \xff")


def test_extract_names_the_place_of_a_lone_surrogate():
    with pytest.raises(UnicodeEncodeError, match="position 4"):
        inquit.extract("abcd\ud800")


@pytest.mark.parametrize("what", ["id", "title"])
def test_extract_refuses_a_surrogate_in_names(what):
    with pytest.raises(UnicodeEncodeError):
        inquit.extract(SAID, **{what: "a\udfff"})


class Timestamp(datetime.datetime):
    """As pandas': a datetime with a name of its own."""


@pytest.mark.parametrize(
    "date",
    [
        "2023-09-19",
        "20230919",
        "2023-09-19T10:00:00Z",
        "2023-09-19 10:00",
        " 2023-09-19 ",
        datetime.date(2023, 9, 19),
        datetime.datetime(2023, 9, 19, 23, 59, tzinfo=datetime.timezone.utc),
        Timestamp(2023, 9, 19),
    ],
)
def test_extract_takes_dates_of_every_form(date):
    assert inquit.extract(SAID, date=date).date == "2023-09-19"


@pytest.mark.parametrize("date", [None, "", float("nan")])
def test_extract_takes_a_missing_date(date):
    assert inquit.extract("Nothing is said.", date=date).date is None


@pytest.mark.parametrize("date", ["yesterday", "2023-13-01", "2023-02-30", "19/09/2023", "2023"])
def test_extract_names_a_bad_date(date):
    with pytest.raises(ValueError, match=date):
        inquit.extract(SAID, date=date)


@pytest.mark.parametrize("date", [20230919, True, ["2023-09-19"]])
def test_extract_refuses_what_is_no_date(date):
    with pytest.raises(TypeError, match="a date must be"):
        inquit.extract(SAID, date=date)


def test_extract_dates_a_weekday():
    (a,) = inquit.extract("“We are ready,” John Kirby said on Monday.", date="2023-09-19").attributions
    assert (a.time.text, a.when) == ("on Monday", "2023-09-18")


def test_extract_takes_numbers_as_ids():
    assert inquit.extract(SAID, id=17).id == "17"


@pytest.mark.parametrize("id", [2.5, ["a"], True, b"a"])
def test_extract_refuses_what_is_no_id(id):
    with pytest.raises(TypeError, match="id must be a string"):
        inquit.extract(SAID, id=id)


def test_extract_does_not_extract_from_the_title():
    doc = inquit.extract("It rained.", title=SAID)
    assert len(doc) == 0
    assert doc.title == SAID


def test_extract_says_which_languages_there_are():
    with pytest.raises(inquit.DataError, match="xx"):
        inquit.extract(SAID, language="xx")


def test_extract_leaves_out_what_is_below_the_confidence():
    confidence = inquit.extract(SAID).attributions[0].confidence
    assert 0 < confidence <= 1
    assert len(inquit.extract(SAID, min_confidence=confidence)) == 1
    if confidence < 1:
        assert len(inquit.extract(SAID, min_confidence=1)) == 0


def test_extract_keeps_odd_characters_apart():
    text = "\x00\u202e\u2028 a\u0301 👩‍👩‍👧\n" + SAID
    (a,) = inquit.extract(text).attributions
    assert a.content.text == "“We are ready,”"


def test_extract_is_the_same_every_time():
    code = f"import inquit; print(inquit.extract({SAID!r}, id='a').to_json())"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert seen == {inquit.extract(SAID, id="a").to_json().encode() + b"\n"}
