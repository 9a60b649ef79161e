"""The fuzzers' corpora: folders of inputs, as libFuzzer wants them, and minimised.hex, one input a line, as the repository
keeps the thousands that are no crash.

    scripts/corpus.py unpack cpp/fuzz/corpus/TARGET FOLDER     FOLDER gets every input
    scripts/corpus.py pack FOLDER cpp/fuzz/corpus/TARGET       what `fuzz_TARGET -merge=1 -use_counters=0` left becomes minimised.hex
"""

import hashlib
import sys
from pathlib import Path

PACKED = "minimised.hex"


def unpack(corpus: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in corpus.iterdir():
        data = path.read_bytes()
        for one in map(bytes.fromhex, data.decode().split()) if path.name == PACKED else [data]:
            (folder / hashlib.sha256(one).hexdigest()[:16]).write_bytes(one)


def pack(folder: Path, corpus: Path) -> None:
    inputs = sorted({path.read_bytes() for path in folder.iterdir()}, key=lambda data: (len(data), data))
    (corpus / PACKED).write_text("".join(data.hex() + "\n" for data in inputs if data), encoding="ascii")


if __name__ == "__main__":
    {"unpack": unpack, "pack": pack}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
