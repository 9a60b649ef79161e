"""Pages about the files of cpp/data: docs/data/<file>.md for each, made of the files themselves before the site is built.

What a page says comes from where it is kept true: the columns from cpp/data/README.md, the classes from
cpp/src/lexicon/word_classes.h, the use from docs/data_uses.tsv, the rest from the file.
"""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "cpp" / "data"
HERE = Path(__file__).parent / "data"
SHORT = 60  # lines: of a longer file SHOWN are shown
SHOWN = 3


def write_pages() -> None:
    """Writes all pages and their index; leaves a page that has not changed alone."""
    made = {f"{name}.md": page(name) for name in names()}
    made["index.md"] = index()
    HERE.mkdir(exist_ok=True)
    for old in HERE.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        path = HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def languages() -> list[str]:
    return sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())


def names() -> list[str]:
    """All files, whatever language has them."""
    return sorted({path.name for language in languages() for path in (DATA / language).iterdir()})


def uses() -> dict[str, tuple[str, str]]:
    """Of each file the header that says more, and what it is used for."""
    lines = (Path(__file__).parent / "data_uses.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: (header, use) for name, header, use in rows}


def class_meanings() -> dict[str, str]:
    """What word_classes.h says of each class; empty where it says nothing."""
    text = (ROOT / "cpp/src/lexicon/word_classes.h").read_text(encoding="utf-8")
    found = re.findall(r'X\(\w+, "([\w-]+)"\)[ \\\n]*(?:/\* *(.*?) *\*/)?', text, re.S)
    return {name: " ".join(meaning.split()) for name, meaning in found}


def columns(name: str) -> str:
    """The columns, as cpp/data/README.md lists them."""
    for line in (DATA / "README.md").read_text(encoding="utf-8").splitlines():
        cells = re.split(r"(?<!\\)\|", line)
        if len(cells) == 4 and any(fnmatch(name, pattern) for pattern in re.findall(r"`([^`]+)`", cells[1])):
            return cells[2].strip()
    raise LookupError(f"cpp/data/README.md does not say what columns {name} has")


def page(name: str) -> str:
    header, use = uses()[name]
    parts = [f"# {name}", use, f"Read by the code that `cpp/src/{header}` describes.", "## Columns", columns(name)]
    for language in languages():
        path = DATA / language / name
        if path.exists():
            parts += [f"## In `{language}`", *_of_language(path)]
    return "\n\n".join(parts) + "\n"


def index() -> str:
    listed = "\n".join(names())
    return (
        "# Words and rules, file by file\n\nThe files of `cpp/data/<language>/`: what each holds and how it is used. Packs of your "
        f"own have the same files ([packs](../packs.md)); sources and licences are in `cpp/data/README.md`.\n\n"
        f"```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n"
    )


def _of_language(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".toml":
        rules = [line for line in lines if line == "[[rule]]"]
        first = lines.index("[[rule]]")
        end = next((i for i in range(first + 1, len(lines)) if not lines[i].strip()), len(lines))
        return [f"{len(rules)} rules. The first:", _block(lines[first:end], "toml")]
    head = []
    for line in lines:
        if not line.startswith("#") or line.startswith("#!") or line.startswith("#lemma") or line.startswith("#suffix"):
            break
        head.append(line.lstrip("# "))
    entries = [line for line in lines if line.strip() and not line.startswith("#")]
    parts = [re.sub(r"([`*_<\[])", r"\\\1", " ".join(head).strip()), f"{len(entries):,} entries."]
    if path.name.endswith(".words.tsv"):
        return [*parts, *_of_words(lines)]
    if len(entries) <= SHORT:
        return [*parts, _block(entries)]
    return [*parts, "For example:", _block(entries[:SHOWN])]


def _of_words(lines: list[str]) -> list[str]:
    """The classes and features of a list of words, each with how many words have it and the first line that gives it."""
    default = {"classes": "", "features": ""}
    counts: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for line in lines:
        if line.startswith("#!"):
            default = {"classes": "", "features": ""} | dict(re.findall(r"(classes|features)=(\S+)", line))
        if not line.strip() or line.startswith("#"):
            continue
        word, *cells = line.split("\t")
        told = dict(zip(("classes", "features"), cells, strict=False))
        for what in ("classes", "features"):
            for name in (told.get(what) or default[what]).split(","):
                if name:
                    counts[what, name] += 1
                    example.setdefault((what, name), word)
    meanings = class_meanings()
    rows = ["| class | meaning | words | for example |", "| --- | --- | ---: | --- |"]
    rows += [
        f"| `{name}` | {meanings[name].replace('|', '/')} | {n:,} | {example[what, name]} |"
        for (what, name), n in counts.most_common()
        if what == "classes"
    ]
    features = [
        f"| `{name}` | {n:,} | {example[what, name]} |"
        for (what, name), n in counts.most_common()
        if what == "features"
    ]
    if features:
        features = ["\n".join(["| feature | words | for example |", "| --- | ---: | --- |", *features])]
    return ["\n".join(rows), *features]


def _block(lines: list[str], language: str = "text") -> str:
    return "\n".join([f"```{language}", *(line.replace("\t", "    ") for line in lines), "```"])
