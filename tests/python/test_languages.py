"""The language of the texts: French by name, and each text's own by `language="auto"`."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import inquit
import pytest

ENGLISH = "“We are ready,” Ada Fenn told reporters on Monday, and the mayor of the town agreed with her at once."
FRENCH = (
    "« Nous sommes prêts », a déclaré Ada Fenn aux journalistes lundi, et le maire de la ville l’a aussitôt approuvée."
)
GERMAN = (
    "„Wir sind bereit“, sagte Ada Fenn am Montag vor der Presse, und der Bürgermeister der Stadt stimmte ihr sofort zu. "
    "Die Arbeiten sollen im Herbst beginnen und werden nach Angaben der Behörde mindestens zwei Jahre dauern."
)
needs_detection = pytest.mark.skipif(importlib.util.find_spec("py3langid") is None, reason="no py3langid")


def test_french_by_name():
    doc = inquit.extract(FRENCH, language="fr")
    assert doc.language == "fr"
    assert [(a.speaker, a.cue.text) for a in doc.attributions] == [("Ada Fenn", "déclaré")]
    result = inquit.extract_many([FRENCH, FRENCH], language="fr")
    assert [row["speaker"] for row in result.attributions] == ["Ada Fenn", "Ada Fenn"]


def test_a_language_without_words_is_named_with_those_there_are():
    with pytest.raises(inquit.DataError, match="language 'xx' is not known; there are: en, fr"):
        inquit.Extractor(language="xx")


@needs_detection
def test_auto_takes_each_text_in_its_own_language():
    assert [inquit.extract(text, language="auto").language for text in (ENGLISH, FRENCH)] == ["en", "fr"]
    result = inquit.extract_many([FRENCH, ENGLISH, None, GERMAN, FRENCH.encode()], language="auto", threads=2)
    assert [row["language"] for row in result.documents] == ["fr", "en", None, None, "fr"]
    assert [row["error_code"] for row in result.documents][2:4] == ["no-text", "wrong-value"]
    assert "'de'" in str(result.errors[1])
    assert [row["cue"] for row in result.attributions] == ["déclaré", "told", "déclaré"]
    assert result.document(0).to_dict()["language"] == "fr"
    assert "déclaré" in str(inquit.explain(result.document(0), 0))


@needs_detection
def test_auto_reads_columns_and_streams():
    pyarrow = pytest.importorskip("pyarrow")
    result = inquit.extract_frame(pyarrow.table({"text": [ENGLISH, FRENCH]}), language="auto")
    assert [row["language"] for row in result.documents] == ["en", "fr"]
    (one,) = inquit.extract_stream(iter([FRENCH]), language="auto")
    assert one.document(0).language == "fr"


@needs_detection
def test_auto_on_the_command_line(tmp_path):
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "inquit", "extract", str(tmp_path / "a.txt"), "--language", "auto", "--format", "csv"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "déclaré" in done.stdout


def test_auto_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"inquit\[languages\]"):
        inquit.Extractor(language="auto")
