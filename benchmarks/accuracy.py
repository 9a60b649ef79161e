"""Accuracy on annotated corpora in the record's format, one table for all: python -m benchmarks.accuracy GOLD.jsonl …"""

from __future__ import annotations

import sys
import time

from inquit.evaluate import evaluate

SHOWN = (
    "quoted words, right source",
    "attributions",
    "direct",
    "mixed",
    "indirect",
    "speaker right, given the content",
)


def main(paths: list[str]) -> None:
    """Prints the figures of each corpus, with intervals by article."""
    if not paths:
        sys.exit(__doc__)
    for path in paths:
        start = time.perf_counter()
        report = evaluate(path)
        print(
            f"{path}: {report.documents} articles, {time.perf_counter() - start:.1f} s, calibration error {report.calibration['ece']:.3f}"
        )
        for name in SHOWN:
            if name in report.figures:
                f = report.figures[name]
                print(f"  {name:34} {f.value:.3f}  [{f.low:.3f}, {f.high:.3f}]  of {f.cases}")


if __name__ == "__main__":
    main(sys.argv[1:])
