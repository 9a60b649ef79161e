"""The review widget: what it gets and gives in Python; its script in a real Chromium (`-m browser`)."""

import json

import inquit
import pytest
from browser import chromium
from by_hand import attribution, find, record_of, speaker, split_document

pytest.importorskip("anywidget", reason="anywidget is not installed (extra: notebook)")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def review(example):
    from inquit.review import Review

    return Review([example, split_document()])


def test_review_has_all_attributions_the_least_certain_first(review, example):
    assert len(review.items) == len(example) + 1
    confidences = [item["confidence"] for item in review.items]
    assert confidences == sorted(confidences)
    item = next(item for item in review.items if item["key"] == "1:0")
    words = [text for inside, text in item["parts"] if inside]
    assert words == ["“We are ready,”", "and will go.”"] or words == ["“We are ready,”", "“and will go.”"]
    assert "".join(text for _, text in item["parts"]) == split_document().text


@pytest.mark.parametrize("unit", ["bytes", "utf16"])
def test_review_cuts_texts_in_every_unit(unit):
    from inquit.review import Review

    doc = inquit.extract("😀é" * 200 + "\n\n“We are ready,” John Kirby said.\n\n" + "é😀" * 200, offsets=unit)
    (item,) = Review(doc).items
    assert [text for inside, text in item["parts"] if inside] == ["“We are ready,”"]


def test_review_takes_a_result_with_failures():
    from inquit.review import Review

    assert len(Review(inquit.extract_many(["“We are ready,” John Kirby said.", None])).items) == 1


def test_review_gives_corrections_that_change_the_next_extraction(example, example_text, tmp_path):
    pytest.importorskip("inquit.corrections", reason="corrections have not landed")
    from inquit.review import Review

    review = Review(example)
    kirby = next(a for a in example.attributions if a.speaker == "John Kirby")
    other = next(a for a in example.attributions if a.speaker == "Mao Ning")
    accepted = next(a for a in example.attributions if a.speaker == "Analysts")
    review.decisions = {
        f"0:{kirby.id}": {"do": "set", "speaker": "Ann Bell"},
        f"0:{other.id}": {"do": "reject"},
        f"0:{accepted.id}": {"do": "accept"},
    }
    assert review.counts() == {"accept": 1, "set": 1, "reject": 1, "open": len(example) - 3}
    review.save(tmp_path / "fix.jsonl")
    fixed = inquit.extract(
        example_text, id="example", date="2023-09-19", corrections=inquit.Corrections(tmp_path / "fix.jsonl")
    )
    assert "Mao Ning" not in {a.speaker for a in fixed.attributions}
    assert next(a for a in fixed.attributions if a.uid == kirby.uid).speaker == "Ann Bell"


PAGE = """<!doctype html><meta charset="utf-8"><body><div id="here"></div><script type="module">
const state = {items: ITEMS, decisions: {}}, handlers = {};
const model = { get: (name) => state[name], on: (name, f) => { handlers[name] = f; }, save_changes: () => {},
  set: (name, value) => { state[name] = value; handlers["change:" + name]?.(); } };
SCRIPT
render({ model, el: document.getElementById("here") });
window.decisions = () => state.decisions;
</script></body>"""
HOSTILE = "<img src=x onerror=window.hit=1>"


@pytest.mark.browser
def test_review_in_a_browser(tmp_path):
    from inquit.review import Review
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select

    text = f"“We are ready,” {HOSTILE} said. “No,” said Ann Bell."
    doc = inquit.Document.from_dict(
        record_of(
            text,
            [
                attribution(0, content=find(text, "“We are ready,”"), speaker=HOSTILE, speaker_id=0, confidence=0.5),
                attribution(1, content=find(text, "“No,”"), speaker="Ann Bell", speaker_id=1, kind="mixed"),
            ],
            [speaker(0, HOSTILE), speaker(1, "Ann Bell")],
            title=HOSTILE,
        )
    )
    items = json.dumps(Review(doc).items).replace("<", "\\u003c")
    script = Review._esm if isinstance(Review._esm, str) else str(Review._esm)
    script = script.replace("export default { render };", "")
    (tmp_path / "page.html").write_text(PAGE.replace("ITEMS", items).replace("SCRIPT", script), encoding="utf-8")
    with chromium(tmp_path / "profile") as driver:
        driver.get((tmp_path / "page.html").as_uri())

        def find_one(selector):
            return driver.find_element("css selector", selector)

        assert find_one(".iq-who").text == HOSTILE
        assert find_one("mark").text == "“We are ready,”"
        assert driver.find_elements("css selector", "img") == []
        box = find_one(".iq-review")
        box.send_keys("a")
        assert find_one(".iq-who").text == "Ann Bell"
        find_one("input[type=text]").send_keys(Keys.CONTROL, "a")
        find_one("input[type=text]").send_keys("Carl Dunn", Keys.ENTER)
        assert driver.execute_script("return decisions()") == {
            "0:0": {"do": "accept"},
            "0:1": {"do": "set", "speaker": "Carl Dunn"},
        }
        assert "the speaker is Carl Dunn" in find_one(".iq-decided").text
        box.send_keys("u", "k", "r")
        assert driver.execute_script("return decisions()") == {"0:0": {"do": "reject"}}
        kinds, states = (Select(driver.find_elements("css selector", "select")[n]) for n in (1, 2))
        kinds.select_by_visible_text("mixed")
        assert find_one("[role=status]").text == "1 of 1 (1 of 2 decided)"
        states.select_by_visible_text("decided")
        assert "Nothing passes" in find_one(".iq-review").text
        assert driver.execute_script("return window.hit") is None
        for element in driver.find_elements("css selector", "button, select, input"):
            assert element.accessible_name
