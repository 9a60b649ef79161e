import pickle

import inquit
import pytest
from by_hand import SAID
from inquit import extractor


def test_extractor_gives_what_extract_gives():
    assert inquit.Extractor().extract(SAID, id="a") == inquit.extract(SAID, id="a")


def test_extractor_options_are_keywords():
    with pytest.raises(TypeError):
        inquit.Extractor("en")


def test_extractor_repr_shows_what_was_changed():
    assert repr(inquit.Extractor()) == "Extractor()"
    assert repr(inquit.Extractor(offsets="bytes", attitudes=True)) == "Extractor(attitudes=True, offsets='bytes')"


def test_extractor_pickles_by_its_options():
    one = inquit.Extractor(offsets="utf16", people=[{"name": "John Kirby", "aliases": ["Kirby"]}])
    two = pickle.loads(pickle.dumps(one))  # noqa: S301
    assert one == two
    assert hash(one) == hash(two)
    assert two.extract(SAID) == one.extract(SAID)
    assert one != inquit.Extractor()


def test_extractor_names_its_data():
    assert inquit.Extractor().data_hash == inquit.extract(SAID).to_dict()["data"]


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"offsets": "words"}, ValueError, "'codepoints', 'bytes' or 'utf16'"),
        ({"min_confidence": 2}, ValueError, "from 0 to 1"),
        ({"min_confidence": "high"}, ValueError, "min_confidence"),
        ({"language": None}, TypeError, "language"),
        ({"people": "John Kirby"}, TypeError, "list of people"),
        ({"people": [3]}, TypeError, "not a person"),
        ({"people": [{"nom": "X"}]}, TypeError, "not a person"),
        ({"people": [""]}, ValueError, "name"),
        ({"people": [{"name": "X", "gender": "f"}]}, ValueError, "gender of 'X'"),
        ({"people": [{"name": "X", "aliases": "Y"}]}, TypeError, "aliases of 'X'"),
        ({"packs": ["/no/such/pack.toml"]}, inquit.DataError, "pack.toml"),
    ],
)
def test_extractor_refuses_wrong_options(options, error, says):
    with pytest.raises(error, match=says):
        inquit.Extractor(**options)


def test_extractor_without_init_does_not_crash():
    with pytest.raises(AttributeError):
        inquit.Extractor.__new__(inquit.Extractor).extract(SAID)


def test_extractors_are_kept_by_their_options():
    cache = extractor._Cache()
    options = [extractor.Options(min_confidence=n / 100) for n in range(cache.SIZE + 1)]
    first = cache.get(options[0])
    assert cache.get(options[0]) is first
    for other in options[1:]:
        cache.get(other)
    assert len(cache._kept) == cache.SIZE
    assert cache.get(options[0]) is not first


def test_state_of_a_pack_changes_with_its_file(tmp_path):
    pack = tmp_path / "pack.toml"
    pack.write_text("a = 1")
    before = extractor._state_of(str(pack)), extractor._state_of(str(tmp_path))
    pack.write_text("a = 12")
    after = extractor._state_of(str(pack)), extractor._state_of(str(tmp_path))
    assert before[0] != after[0]
    assert before[1] != after[1]
