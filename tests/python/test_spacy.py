"""The spaCy component, found by its entry point: on a blank pipeline, in two processes, through bytes."""

import datetime

import pytest

spacy = pytest.importorskip("spacy", reason="spacy is not installed (extra: spacy)")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")
TEXT = "😀 “We are ready,” Ann Bell told Carl Dunn on Monday. “Nothing,” said Eve Fox, “is decided.”"


@pytest.fixture
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit", config={"date": "2023-09-19"})
    return nlp


def test_component_writes_spans_and_attributions(nlp):
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["quotes"]] == ["“We are ready,”", "“Nothing,”", "“is decided.”"]
    assert [(span.label_, span.id_) for span in doc.spans["quotes"]] == [
        ("direct", "0"),
        ("direct", "1"),
        ("direct", "1"),
    ]
    first, second = doc._.attributions
    assert (first["speaker"], first["addressee_name"], first["when"]) == ("Ann Bell", "Carl Dunn", "2023-09-18")
    assert [doc.text[s:e] for s, e in second["content"]] == ["“Nothing,”", "“is decided.”"]
    assert type(first) is dict


def test_each_document_has_a_date(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.inquit_date = datetime.date(2024, 1, 3)
    assert nlp(doc)._.attributions[0]["when"] == "2024-01-01"
    assert nlp(TEXT)._.attributions[0]["when"] == "2023-09-18"


def test_attributions_go_through_bytes(nlp):
    doc = nlp(TEXT)
    back = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back._.attributions == doc._.attributions
    assert [span.text for span in back.spans["quotes"]] == [span.text for span in doc.spans["quotes"]]


def test_two_processes_give_the_same(nlp):
    alone = [doc._.attributions for doc in nlp.pipe([TEXT] * 6)]
    many = [doc._.attributions for doc in nlp.pipe([TEXT] * 6, n_process=2, batch_size=2)]
    assert many == alone


def test_pipeline_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again(TEXT)._.attributions == nlp(TEXT)._.attributions


def test_component_runs_after_others():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ann Bell"}])
    nlp.add_pipe("inquit", config={"spans_key": "said", "attitudes": True})
    doc = nlp(TEXT)
    assert [entity.text for entity in doc.ents] == ["Ann Bell"]
    assert len(doc.spans["said"]) == 3


def test_contents_that_fit_no_tokens_are_aligned():
    text = "“We are ready”Ann Bell said. “Really?”"
    for alignment in ("expand", "strict", "contract"):
        nlp = spacy.blank("en")
        nlp.tokenizer = spacy.tokens.Doc and spacy.tokenizer.Tokenizer(nlp.vocab)  # words between spaces only
        nlp.add_pipe("inquit", config={"alignment": alignment})
        doc = nlp(text)
        assert all(span.text in text for span in doc.spans["quotes"])


@pytest.mark.parametrize("text", ["", " ", "\n\n", "nothing said"])
def test_texts_without_quotations_have_none(nlp, text):
    doc = nlp(text)
    assert doc._.attributions == []
    assert list(doc.spans["quotes"]) == []


def test_wrong_option_is_named():
    with pytest.raises(Exception, match="atitudes"):
        spacy.blank("en").add_pipe("inquit", config={"atitudes": True})
