import pytest
from inquit.options import date_text, missing, name_text


class NAType:
    """As pandas.NA, of which a truth value cannot be asked."""

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")

    def __eq__(self, other):
        return self

    __hash__ = None


@pytest.mark.parametrize("value", [None, float("nan"), NAType()])
def test_missing_values_of_data_frames(value):
    assert missing(value)
    assert date_text(value) is None
    assert name_text(value, "title") is None


@pytest.mark.parametrize("value", ["", "nan", 0, 0.0, False, b""])
def test_values_that_are_not_missing(value):
    assert not missing(value)


def test_date_of_a_pandas_timestamp():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra: pandas)")
    assert date_text(pandas.Timestamp("2023-09-19 10:00", tz="UTC")) == "2023-09-19"
    assert date_text(pandas.NaT) is None
    assert name_text(pandas.NA, "id") is None


def test_date_of_a_numpy_datetime():
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    assert date_text(numpy.datetime64("2023-09-19T10:00")) == "2023-09-19"
    assert name_text(numpy.int64(3), "id") == "3"


def test_there_is_one_list_of_options():
    import inspect
    from dataclasses import fields

    import inquit
    from inquit.options import Options, OptionValues

    names = [*(field.name for field in fields(Options)), "corrections"]
    assert list(OptionValues.__annotations__) == names
    takers = [inquit.extract, inquit.extract_many, inquit.extract_stream, inquit.extract_frame, inquit.Extractor]
    for taker in takers:
        shown = inspect.signature(taker).parameters
        assert list(shown)[-len(names) :] == names, taker
        assert shown["language"].default == "en"


def test_an_unknown_option_is_named():
    import inquit

    with pytest.raises(TypeError, match="no option 'langage'; there are language, packs"):
        inquit.extract("x", langage="fr")
