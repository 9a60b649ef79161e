"""Notebooks are run by nbmake (`make test`); here: that none carries outputs into git."""

import json

import pytest
from by_hand import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_stripped(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [c for c in cells if c["cell_type"] == "code" and (c["outputs"] or c["execution_count"])] == []


def test_there_are_notebooks():
    assert NOTEBOOKS
