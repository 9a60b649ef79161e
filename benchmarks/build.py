"""What the benchmarks share: the build of cpp/bench and a file of invented articles."""

import pathlib
import shutil
import subprocess
import sys

import generate_articles

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"


def build() -> pathlib.Path:
    """Builds the preset "bench" and returns its folder."""
    generator = ["-G", "Ninja"] if shutil.which("ninja") and not (BUILD / "CMakeCache.txt").exists() else []
    for command in (
        ["cmake", "--preset", "bench", *generator],
        ["cmake", "--build", "--preset", "bench", "--parallel"],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return BUILD


def write_articles(size: int, seed: int = 1) -> pathlib.Path:
    """Articles apart by a form feed, as cpp/bench/corpus.h reads them; the same for the same size and seed."""
    path = BUILD / f"articles-{size}-{seed}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\f".join(text for _, _, text in generate_articles.articles(size, seed)).encode())
    return path
