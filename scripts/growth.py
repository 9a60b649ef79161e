"""Row 6 of the battery: how the instructions of an extraction grow with the text, for adversarial texts.

    scripts/growth.py BINARY [long]             BINARY is inquit_growth (cpp/bench/growth.cc); needs valgrind
    scripts/growth.py BINARY articles FILE      ordinary text, 1 KB to 16 MB, as one document and as many; FILE as
                                                benchmarks/speed writes it: articles apart by a form feed
    scripts/growth.py BINARY seconds FILE       the same from 1 to 100 MB, which callgrind is too slow for: seconds of the
                                                processor, the least of three runs; shown and not judged

Prints the slope (1 is linear) of each unit between the smallest and the largest size. Fails above LIMIT, or where the
planted quadratic control shows less than CONTROL.
"""

import glob
import math
import subprocess
import sys
import tempfile

LIMIT, CONTROL = 1.05, 1.9
FAST, LONG = (4096, 8192, 16384), (4096, 8192, 16384, 32768, 65536, 131072)
ARTICLES = (1 << 10, 1 << 14, 1 << 18, 1 << 22, 1 << 24)
HUGE = (1_000_000, 16_000_000, 100_000_000)


def counts(binary: str, sizes: tuple[int, ...], articles: str = "") -> dict[str, dict[int, int]]:
    with tempfile.TemporaryDirectory() as folder:
        what = [*(["articles", articles] if articles else []), *map(str, sizes)]
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", binary, *what],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        parts = [line.split("\t") for line in done.stdout.splitlines()]
        found: dict[str, dict[int, int]] = {}
        for n, (name, size, _) in enumerate(parts, 1):
            with open(f"{folder}/out.{n}", encoding="utf-8") as file:
                total = next(int(line.split()[1]) for line in file if line.startswith(("summary:", "totals:")))
            found.setdefault(name, {})[int(size)] = total
        assert len(glob.glob(f"{folder}/out.*")) >= len(parts)
    return found


def seconds(binary: str, articles: str) -> None:
    least: dict[tuple[str, int], float] = {}
    for _ in range(3):
        done = subprocess.run(
            [binary, "articles", articles, *map(str, HUGE)], capture_output=True, text=True, check=True
        )
        for line in done.stdout.splitlines():
            name, size, took = line.split("\t")
            least[name, int(size)] = min(float(took), least.get((name, int(size)), math.inf))
    for (name, size), took in least.items():
        if size:
            rate = took / size / (least[name, HUGE[0]] / HUGE[0])
            print(f"{name:28} {size:11,} bytes {took:8.2f} s   {rate:.2f} times the seconds a byte of {HUGE[0]:,}")


def main() -> int:
    if sys.argv[2:3] == ["seconds"]:
        seconds(sys.argv[1], sys.argv[3])
        return 0
    articles = sys.argv[3] if sys.argv[2:3] == ["articles"] else ""
    sizes = ARTICLES if articles else LONG if sys.argv[2:] == ["long"] else FAST
    found = counts(sys.argv[1], sizes, articles)
    nothing = found.pop("nothing")[0]
    bad, slopes = [], {}
    for name, by_size in found.items() if articles else ():
        print(f"{name}: " + ", ".join(f"{size:,} bytes {count / size:.0f}" for size, count in by_size.items()))
    for name, by_size in found.items():
        first, last = (by_size[size] - (nothing if name != "control" else 0) for size in (sizes[0], sizes[-1]))
        slope = math.log(last / first) / math.log(sizes[-1] / sizes[0])
        slopes[name] = slope
        print(f"{name:28} {slope:5.2f}   {last / sizes[-1]:9.0f} instructions a byte")
        if slope < CONTROL if name == "control" else slope > LIMIT:
            bad.append(f"{name} {slope:.2f}")
    control = slopes.pop("control", None)
    verdict = "too steep: " + ", ".join(bad) if bad else "all linear"
    print(f"{len(slopes)} units, {verdict}; steepest {max(slopes.values()):.2f}", end="")
    print("" if control is None else f", the planted control {control:.2f}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
