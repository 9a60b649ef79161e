from collections.abc import Callable

__version__: str

class DataError(ValueError): ...

class Batch:
    def __len__(self) -> int: ...
    def counts(self, index: int) -> tuple[int, int, int]: ...
    def error(self, index: int) -> BaseException | None: ...
    def failed(self) -> list[int]: ...
    def id(self, index: int) -> str: ...
    def json(self, index: int, with_text: bool) -> bytes: ...

class Extractor:
    def __init__(
        self,
        *,
        language: str,
        packs: list[str],
        people: list[tuple[str, list[str], str, str, str]],
        attitudes: bool,
        offsets: str,
        min_confidence: int,
    ) -> None: ...
    @property
    def data_hash(self) -> str: ...
    def extract(self, text: str | bytes, id: str | None, date: str | None, title: str | None) -> Batch: ...
    def extract_many(
        self,
        texts: list[str | bytes | BaseException | None],
        ids: list[str | None],
        dates: list[str | None],
        titles: list[str | None],
        threads: int,
        progress: Callable[[int, int], object] | None,
    ) -> Batch: ...
