import inquit
import pytest


@pytest.fixture(scope="session")
def extractor() -> inquit.Extractor:
    return inquit.Extractor()
