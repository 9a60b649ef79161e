import json

import pytest
from inquit.readers import Article, Problem, read


def read_all(path):
    warnings = []
    return list(read(str(path), lambda place, message: warnings.append((place, message)))), warnings


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "", " \n ", "é😀\u2028x"])
def test_text_is_read_as_it_stands(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert read_all(path) == ([Article(str(path), str(path), text, None, None)], [])


def test_bom_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfabc")
    assert read_all(path)[0][0].text == "abc"
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "abc"}\n')
    assert read_all(path)[0][0].text == "abc"


def test_text_in_windows_1252_is_read_with_a_warning(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("“caf\u00e9”".encode("cp1252"))
    (article,), (warning,) = read_all(path)
    assert article.text == "“café”"
    assert warning == (str(path), "not UTF-8 (byte 0): read as Windows-1252")


@pytest.mark.parametrize(("data", "why"), [(b"a\x81\xff", "neither UTF-8 (byte 1)"), (b"\xff\x00a", "byte 1 is NUL")])
def test_bytes_that_are_no_text_are_a_problem(tmp_path, data, why):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (problem,), _ = read_all(path)
    assert isinstance(problem, Problem)
    assert why in problem.why


def test_jsonl_fields_and_places(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [{"id": 7, "text": "x", "date": "2023-01-01", "title": "T", "attributions": [1]}, {"text": "y"}]
    path.write_text("\n".join([json.dumps(rows[0]), "", "   ", json.dumps(rows[1])]), encoding="utf-8")
    assert read_all(path)[0] == [
        Article(f"{path}:1", 7, "x", "2023-01-01", "T", {"attributions": [1]}),
        Article(f"{path}:4", f"{path}:4", "y", None, None, {}),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{broken", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"{}", 'no field "text"'),
        (b'{"text": null}', 'no field "text"'),
        (b'{"text": 3}', '"text" is no string'),
        (b'{"text": "a", "id": 2.5}', '"id" is no string'),
        (b'{"text": "a", "date": 2023}', '"date" is no string'),
        (b'{"text": "a", "title": ["T"]}', '"title" is no string'),
        (b'{"text": "a\x81\xff"}', "neither UTF-8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_jsonl_bad_line_is_a_problem_with_its_number(tmp_path, line, why):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "first"}\n' + line + b'\n{"text": "last"}')
    (first, problem, last), _ = read_all(path)
    assert (first.text, last.text) == ("first", "last")
    assert problem.place == f"{path}:2"
    assert why in problem.why
    assert not problem.fatal


@pytest.mark.parametrize("name", ["a.docx", "a.gz", "a.PDF"])
def test_formats_that_are_not_text_are_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"anything")
    (problem,), _ = read_all(path)
    assert problem.fatal
    assert "JSONL" in problem.why


def test_missing_file_and_folder_are_problems(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        (problem,), _ = read_all(path)
        assert problem.fatal
        assert problem.place == str(path)
