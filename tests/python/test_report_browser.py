"""The report in a real Chromium, as a reader uses it: `pytest -m browser`."""

import time
from urllib.parse import quote

import inquit
import pytest
from browser import chromium
from by_hand import attribution, record_of, speaker
from inquit.report import Entry, report_html

pytestmark = pytest.mark.browser
HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=2><b>bold</b>"
WAIT = 10  # seconds at most until the page shows what it should


def article(n, who, to=None, outlet="The Daily", date="2023-09-19", words="We are ready", kind="direct", url=None):
    text = (
        f"😀 The {n}th article. "
        + "It went on. " * 40
        + f"“{words},” {who} told {to or 'nobody'}. “Not yet,” they say."
    )
    at = text.index("“")
    end = at + len(words) + 3
    who_at = text.index(f" {who} told") + 1 if who else end
    people = [speaker(0, who or "Nobody"), speaker(1, to or "Nobody")]
    said = attribution(
        0,
        uid=f"u{n}",
        content=[[at, end]],
        source=[[who_at, who_at + len(who or "")]],
        kind=kind,
        speaker=who,
        speaker_id=0 if who else None,
        addressee_name=to,
        addressee_id=1 if to else None,
        mentions=[1] if to else [],
        confidence=0.5 + n / 100,
    )
    last = text.index("“Not yet,”")
    other = attribution(1, uid=f"v{n}", content=[[last, last + 10]], kind="mixed")
    record = record_of(text, [said, other], people, id=f"a{n}", date=date, title=f"Title {n}")
    return Entry(inquit.Document.from_dict(record), outlet, url)


@pytest.fixture(scope="module")
def chrome(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    entries = [
        article(0, "Ann Bell", "Carl Dunn", url="https://example.org/0"),
        article(
            1, "Ann Bell", "Carl Dunn", "The Weekly", "2023-09-21", "Nothing is decided", url="javascript:alert(1)"
        ),
        article(2, "Zoë Ng", None, "The Weekly", "2023-09-20", "The café’s open", kind="indirect"),
    ]
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_html(entries, title="A small corpus"), encoding="utf-8")
    return path.as_uri()


class Reader:
    """Somebody in front of the page."""

    def __init__(self, driver, address):
        from selenium.webdriver.common.keys import Keys

        self.driver, self.address, self.keys = driver, address, Keys
        driver.get("about:blank")
        driver.get(address)

    def js(self, script, *arguments):
        return self.driver.execute_script(f"return {script}", *arguments)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def rows(self):
        return self.js("[...document.querySelectorAll('.row')].map(r => r.id)")

    def count(self):
        return self.find("#count").text

    def choose(self, select, label):
        from selenium.webdriver.support.ui import Select

        Select(self.find(f"#{select}")).select_by_visible_text(label)

    def set(self, field, value):
        self.js(
            "((id, value) => { const e = document.getElementById(id); e.value = value;"
            " e.dispatchEvent(new Event('input', { bubbles: true })); })(...arguments)",
            field,
            value,
        )

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(getattr(self.keys, key, key)).perform()

    def until(self, what):
        end = time.monotonic() + WAIT
        while not what():
            assert time.monotonic() < end, "the page did not come to it"
            time.sleep(0.02)


@pytest.fixture
def reader(chrome, address):
    return Reader(chrome, address)


def test_opens_from_disk_without_a_complaint(reader):
    assert reader.driver.title == "A small corpus"
    assert reader.count() == "6 quotations"
    assert "3 articles, 0 without a quotation" in reader.find("#summary").text
    assert [entry for entry in reader.driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_search_finds_words_names_and_phrases(reader):
    for words, rows in (
        ("decided", ["q2"]),
        ("CAFE's", ["q4"]),
        ("zoe", ["q4"]),
        ('"is decided"', ["q2"]),
        ("decided is", ["q2"]),
        ("weekly bell", ["q2"]),
        ('"decided is"', []),
    ):
        reader.find("#search").clear()
        reader.find("#search").send_keys(words)
        assert reader.rows() == rows, words
    assert reader.find("#results .empty").text == "No quotation passes these filters."


@pytest.mark.parametrize(
    ("control", "label", "rows"),
    [
        ("speaker", "Ann Bell (2)", ["q0", "q2"]),
        ("speaker", "(nobody named) (3)", ["q1", "q3", "q5"]),
        ("to", "Carl Dunn (2)", ["q0", "q2"]),
        ("kind", "indirect (1)", ["q4"]),
        ("outlet", "The Weekly (4)", ["q2", "q3", "q4", "q5"]),
        ("sort", "newest first", ["q2", "q3", "q4", "q5", "q0", "q1"]),
        ("sort", "oldest first", ["q0", "q1", "q4", "q5", "q2", "q3"]),
        ("sort", "by speaker", ["q0", "q2", "q4", "q1", "q3", "q5"]),
        ("sort", "by outlet", ["q0", "q1", "q2", "q3", "q4", "q5"]),
        ("sort", "least certain first", ["q0", "q2", "q4", "q1", "q3", "q5"]),
        ("sort", "longest first", ["q2", "q4", "q0", "q1", "q3", "q5"]),
    ],
)
def test_controls_filter_and_sort(reader, control, label, rows):
    reader.choose(control, label)
    assert reader.rows() == rows
    if len(rows) < 6:
        assert reader.count() == f"{len(rows)} of 6 quotations"


def test_dates_bound_what_is_shown(reader):
    reader.set("from", "2023-09-20")
    assert reader.rows() == ["q2", "q3", "q4", "q5"]
    reader.set("until", "2023-09-20")
    assert reader.rows() == ["q4", "q5"]
    reader.find("#clear").click()
    reader.until(lambda: len(reader.rows()) == 6)
    assert reader.find("#from").get_attribute("value") == ""


def test_article_stands_beside_with_its_place_marked_and_in_sight(reader):
    reader.find("#q2").click()
    here = reader.find("#reader .here")
    assert here.text == "“Nothing is decided,”"
    assert reader.find("#reader .source").text == "Ann Bell"
    assert reader.find("#reader h2").text == "Title 1"
    assert "Carl Dunn" in reader.find("#reader .facts").text
    assert reader.js(
        "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.here').getBoundingClientRect())"
    )
    reader.find("#reader mark:not(.here)").click()
    assert reader.find('[aria-selected="true"].row').get_attribute("id") == "q3"


def test_only_web_addresses_become_links(reader):
    reader.find("#q0").click()
    assert reader.find('#reader a[target="_blank"]').get_attribute("href") == "https://example.org/0"
    reader.find("#q2").click()
    assert reader.all('#reader a[target="_blank"]') == []
    assert "javascript:alert(1)" in reader.find("#reader .meta").text


def test_link_brings_back_filters_and_quotation(reader):
    reader.choose("outlet", "The Weekly (4)")
    reader.find("#search").send_keys("decided")
    reader.find("#q2").click()
    shared = reader.driver.current_url
    assert "#" in shared
    again = Reader(reader.driver, shared)
    assert again.rows() == ["q2"]
    assert again.find("#reader .here").text == "“Nothing is decided,”"
    single = Reader(reader.driver, again.find("#quote-link").get_attribute("href"))
    assert (len(single.rows()), single.find("#reader h2").text) == (6, "Title 1")
    for odd in ("#quote=none&kind=odd&sort=odd&view=odd", "#" + quote(HOSTILE), "#%%%"):
        assert len(Reader(reader.driver, reader.address + odd).rows()) == 6


def test_keys_alone_are_enough(reader):
    def selected():
        return [row.get_attribute("id") for row in reader.all('.row[aria-selected="true"]')]

    reader.press("j")
    assert selected() == ["q0"]
    reader.press("j", "j", "k")
    assert selected() == ["q1"]
    reader.press("ARROW_DOWN", "END")
    assert selected() == ["q5"]
    assert reader.find("#results").get_attribute("aria-activedescendant") == "q5"
    reader.press("PAGE_UP", "ENTER")
    assert selected() == ["q0"]
    assert reader.js("document.activeElement.id") == "reader"
    reader.press("ESCAPE")
    assert reader.js("document.activeElement.id") == "results"
    reader.press("/", *"zoe")
    assert reader.rows() == ["q4"]
    reader.press("ESCAPE", "x")
    assert len(reader.rows()) == 6
    reader.press("2")
    assert reader.find("#view-whom").is_displayed()
    reader.press("3")
    assert reader.find("#view-speakers").is_displayed()
    reader.press("?")
    assert reader.find("#help").is_displayed()
    reader.press("ESCAPE")
    assert not reader.find("#help").is_displayed()


def test_who_told_whom_leads_to_the_quotations(reader):
    reader.find("#tab-whom").click()
    assert "2 of 6 quotations name who is spoken to" in reader.find("#view-whom caption").text
    reader.find('button[aria-label="quotations of Ann Bell to Carl Dunn"]').click()
    assert reader.find("#view-quotations").is_displayed()
    assert reader.rows() == ["q0", "q2"]
    reader.find("#tab-speakers").click()
    assert "1 speaker of 2 quotations" in reader.find("#view-speakers").text
    assert "2023-09-19 to 2023-09-21" in reader.find("#view-speakers").text
    reader.find("#tab-speakers").send_keys(reader.keys.ARROW_LEFT)
    assert reader.find("#view-whom").is_displayed()


def test_every_control_has_a_name(reader):
    reader.find("#q0").click()
    for view in ("quotations", "whom", "speakers"):
        reader.find(f"#tab-{view}").click()
        for element in reader.all("button, input, select, a, [role=listbox], [role=tabpanel]"):
            if element.is_displayed():
                assert element.accessible_name.strip(), element.get_attribute("outerHTML")


def test_hostile_words_stay_words(chrome, tmp_path):
    entry = article(1, HOSTILE, HOSTILE, HOSTILE, "2023-09-19", HOSTILE, HOSTILE, "javascript:window.hit=3//")
    path = tmp_path / "report.html"
    path.write_text(report_html([entry], title=HOSTILE), encoding="utf-8")
    reader = Reader(chrome, path.as_uri())
    for view in ("speakers", "whom", "quotations"):
        reader.find(f"#tab-{view}").click()
    reader.find("#q0").click()
    assert reader.js("window.hit") is None
    assert reader.all("b, img") == []
    assert HOSTILE in reader.find("#reader .here").text
    assert reader.find("h1").text == HOSTILE


def test_ten_thousand_quotations_are_no_burden(chrome, tmp_path):
    entries = [article(n, f"Speaker {n % 700}", f"Person {n % 90}", f"Outlet {n % 12}") for n in range(5000)]
    path = tmp_path / "report.html"
    path.write_text(report_html(entries), encoding="utf-8")
    start = time.monotonic()
    reader = Reader(chrome, path.as_uri())
    assert reader.count() == "10,000 quotations"
    assert time.monotonic() - start < 10
    assert len(reader.rows()) == 100
    reader.js("document.getElementById('results').scrollTo(0, 1e9)")
    reader.until(lambda: len(reader.rows()) > 100)
    took = reader.js(
        "(() => { const t = performance.now(), s = document.getElementById('search');"
        " s.value = 'ready \"speaker 699\"'; s.dispatchEvent(new Event('input', {bubbles: true}));"
        " return performance.now() - t; })()"
    )
    assert took < 1000
    assert reader.count() == "7 of 10,000 quotations"
    reader.press("ESCAPE")
    reader.find("#clear").click()
    reader.until(lambda: reader.count() == "10,000 quotations")
    reader.find("#results").send_keys(reader.keys.END)
    reader.until(lambda: len(reader.rows()) == 10_000)
    assert reader.find("#reader h2").text == "Title 4999"


def test_prints_list_and_article(reader):
    reader.find("#q0").click()
    pdf = reader.driver.execute_cdp_cmd("Page.printToPDF", {})["data"]
    assert len(pdf) > 10_000
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not reader.find("#filters").is_displayed()
        assert reader.find("#q5").is_displayed()
        assert reader.find("#reader .here").is_displayed()
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
