"""Words and rules of a user: added, replaced, switched off, and refused with the place and the remedy."""

import time

import inquit
import pytest

RULE = """
[[rule]]
id = "{id}"
doc = "d"
weight = {weight}
pattern = "{pattern}"
examples = [{{ text = "“The tide decides.” | Ada Fenn", content = "“The tide decides.”", source = "Ada Fenn" }}]
"""
BAR = RULE.format(id="bar", weight=515, pattern="^ content=(QUOTE!) source=(MENTION[name]) (. | $)")


@pytest.fixture
def pack(tmp_path):
    def write(text, name="pack.toml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def first(text, **options):
    return next(iter(inquit.extract(text, **options).attributions), None)


def test_a_cue_of_a_pack_reports(pack):
    text = "Ada Fenn zorbed that the shop was shut."
    assert first(text) is None
    cue = '[[cue]]\nlemma = "zorb"\nact = "say"\ntype = "verb"\nforms = "zorb zorbs zorbed zorbed zorbing"\n'
    a = first(text, packs=[pack(cue + "takes = { that = 900, quote = 900 }\n")])
    assert (a.source.text, a.cue.text, a.content.text) == ("Ada Fenn", "zorbed", "the shop was shut")


def test_a_folder_of_lists_is_a_pack(pack, tmp_path):
    pack(
        "#lemma\tact\ttype\tforms\ttail\ttakes\tflags\nzorb\tsay\tverb\tzorb zorbs zorbed zorbed zorbing\t\tthat=900\t\n",
        "mine/cues.tsv",
    )
    assert first("Ada Fenn zorbed that the shop was shut.", packs=[tmp_path / "mine"]).cue.text == "zorbed"


def test_a_rule_of_a_pack_answers(pack):
    a = first("“The tide decides.” | Ada Fenn", packs=[pack(BAR)])
    assert (a.rule, a.source.text) == ("bar", "Ada Fenn")


def test_a_pack_replaces_by_id_and_switches_off(pack):
    text = "“We are ready,” Ada Fenn said."
    assert first(text).rule == "quote-source-cue"
    off = pack('disable = ["quote-source-cue"]\n')
    found = first(text, packs=[off])
    assert found is None or found.rule != "quote-source-cue"


def test_people_give_name_gender_and_id(pack):
    people = pack(
        '[[person]]\nname = "Ada Fenn"\naliases = ["The Duchess of Quay"]\ngender = "female"\ntitle = "harbour master"\nid = "Q77"\n'
    )
    doc = inquit.extract("“We are ready,” Ada Fenn said. “Come in,” she said.", packs=[people])
    speaker = doc.speakers[doc.attributions[0].speaker_id]
    assert (speaker.name, speaker.gender, speaker.gender_basis, speaker.title) == (
        "Ada Fenn",
        "female",
        "user",
        "harbour master",
    )
    assert speaker.external_id == "Q77"
    assert doc.attributions[1].speaker == "Ada Fenn"


def test_people_as_an_option_are_the_same(pack):
    doc = inquit.extract(
        "“We are ready,” A. Fenn said.", people=[inquit.Person("Ada Fenn", ("A. Fenn",), "female", None, "Q77")]
    )
    assert doc.speakers[0].name == "Ada Fenn"
    assert doc.speakers[0].external_id == "Q77"


def test_titles_roles_and_organisations(pack):
    words = pack('titles = ["quaymistress"]\nroles = [{ word = "netmender", gender = "female" }]\n')
    doc = inquit.extract("Quaymistress Ada Fenn said the shop was shut. “Go,” said a netmender.", packs=[words])
    assert doc.attributions[0].speaker == "Ada Fenn"
    assert doc.speakers[0].title == "Quaymistress"


def test_the_hash_covers_packs_whatever_their_path(pack):
    plain = inquit.Extractor().data_hash
    one, two = pack(BAR, "a/p.toml"), pack(BAR, "b/p.toml")
    other = pack(BAR.replace("515", "516"), "c/p.toml")
    hashes = [inquit.Extractor(packs=[p]).data_hash for p in (one, two, other)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert plain not in hashes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[cue]\n", "pack.toml:1: not TOML"),
        ('[[cue]]\nlemma = "zorb"\n', "pack.toml:1: act: the key is missing"),
        ('colour = "red"\n', "pack.toml:1: colour: unknown key; a pack has [[cue]]"),
        ('[[person]]\nname = "A"\nage = 3\n', "pack.toml:3: age: unknown key; a [[person]] has name, aliases"),
        ('[[person]]\nname = "A"\ngender = "x"\n', 'gender: unknown gender "x"; use female, male or nothing'),
        ('[[person]]\nname = ""\n', "pack.toml:2: name: the value is empty"),
        ("titles = 3\n", "pack.toml:1: titles: a list of words is wanted"),
        ('roles = [{ word = "vet", colour = "red" }]\n', 'unknown feature "colour=red"'),
        (
            '[[cue]]\nlemma = "zorb"\nact = "hum"\ntype = "verb"\nforms = "-"\ntakes = "quote=900"\n',
            'act: unknown act "hum"',
        ),
        ('disable = ["nobody"]\n', "disable: no rule has the id 'nobody'"),
        (BAR.replace("(QUOTE!)", "(QUOTE!)*"), "rule 'bar': pattern: an unbounded repeat"),
        (BAR.replace("MENTION[name]", "BANANA"), "rule 'bar': pattern: unknown unit 'BANANA'"),
        (BAR + BAR.replace('"bar"', '"bar-two"'), "weight: 515 is the weight of rule 'bar' too"),
        (BAR.split("examples")[0], "no example; write one"),
    ],
)
def test_a_wrong_pack_names_file_line_key_and_remedy(pack, text, message):
    with pytest.raises(inquit.DataError) as error:
        inquit.Extractor(packs=[pack(text)])
    assert message in str(error.value)


def test_a_pack_that_is_not_there():
    with pytest.raises(inquit.DataError, match="cannot be read"):
        inquit.Extractor(packs=["/nowhere/pack.toml"])


def test_fifty_thousand_people(pack):
    rows = "".join(f"Zora{i % 977} Quill{i}\tZ. Quill{i}\tfemale\tclerk\tQ{i}\n" for i in range(50_000))
    inquit.Extractor()
    start = time.perf_counter()
    extractor = inquit.Extractor(packs=[pack("#name\taliases\tgender\ttitle\tid\n" + rows, "people.tsv")])
    loaded = time.perf_counter() - start
    doc = extractor.extract("“We are ready,” Zora12 Quill12 said.")
    assert doc.speakers[0].external_id == "Q12"
    assert loaded < 5  # under a second on an idle machine


def test_an_extractor_with_a_pack_pickles(pack):
    import pickle

    extractor = inquit.Extractor(packs=[pack(BAR)])
    assert pickle.loads(pickle.dumps(extractor)) == extractor  # noqa: S301
