import ast
import graphlib
import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import inquit
import pytest
from by_hand import ROOT
from inquit import _core

PACKAGE = Path(inquit.__file__).parent


def python(code, **options):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600, **options)


def test_version_agrees_everywhere():
    stated = re.search(r"project\(inquit VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text()).group(1)
    assert stated == inquit.__version__ == _core.__version__ == importlib.metadata.version("inquit")
    assert f"## {stated}" in (ROOT / "CHANGELOG.md").read_text()


def test_import_loads_the_standard_library_only():
    code = (
        "import sys; before = set(sys.modules); import inquit; "
        "print(*{name.partition('.')[0].lstrip('_') for name in set(sys.modules) - before}"
        " - {name.lstrip('_') for name in sys.stdlib_module_names} - {'xxsubinterpreters', 'interpreters'})"
    )
    done = python(code)
    assert done.stdout.split() == ["inquit"]


@pytest.mark.skipif("INQUIT_SANITIZED" in os.environ, reason="a sanitizer slows everything down")
def test_import_costs_little_more_than_that_of_asyncio():
    # A ratio, since other work on the machine slows both: asyncio takes 35 ms of processor time where inquit must take 50.
    def cost(module):
        code = f"import time; t = time.process_time(); import {module}; print(time.process_time() - t)"
        return float(python(code).stdout)

    pairs = [(cost("inquit"), cost("asyncio")) for _ in range(7)]
    assert min(own for own, _ in pairs) < 1.4 * min(other for _, other in pairs)


def test_click_and_rich_are_the_only_requirements():
    required = [r for r in importlib.metadata.requires("inquit") if "extra ==" not in r]
    assert sorted(re.match(r"\w+", r).group() for r in required) == ["click", "rich"]


def test_package_carries_its_files():
    report = ("report/report.html", "report/report.css", "report/report.js")
    for name in ("py.typed", "_core.pyi", "templates/document.html", "templates/document.css", *report):
        assert (PACKAGE / name).is_file()


def imports_of(path):
    """The modules of the package that a module imports, at its head or later; for its types alone does not count."""
    package = list(path.relative_to(PACKAGE.parent).parent.parts)

    def walk(node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.ImportFrom) and child.level:
                base = [*package[: len(package) - child.level + 1], *(child.module or "").split(".")]
                base = [part for part in base if part]
                yield from (".".join([*base, alias.name]) for alias in child.names)
                yield ".".join(base)
            yield from walk(child)

    return set(walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_no_module_imports_in_a_circle():
    def name(path):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    files = {name(path): path for path in PACKAGE.rglob("*.py")}
    own = set(files) - {"inquit"}  # the package itself gathers them all
    graphlib.TopologicalSorter({m: (imports_of(files[m]) & own) - {m} for m in own}).prepare()


def test_stubs_name_what_the_core_has():
    tree = ast.parse((PACKAGE / "_core.pyi").read_text())
    stated = {"__version__"} | {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            stated.add(node.name)
        if isinstance(node, ast.ClassDef):
            stated.add(node.name)
            members = {item.name for item in node.body if isinstance(item, ast.FunctionDef)} - {"__init__"}
            real = {name for name in vars(getattr(_core, node.name)) if not name.startswith("_") or name == "__len__"}
            assert members == real, node.name
    assert stated == {name for name in dir(_core) if not name.startswith("_")} | {"__version__"}


def test_everything_public_is_documented():
    for name in inquit.__all__:
        thing = getattr(inquit, name)
        assert isinstance(thing, str) or (thing.__doc__ or "").strip(), name
        for member, value in vars(thing).items() if isinstance(thing, type) else ():
            if not member.startswith("_") and (callable(value) or isinstance(value, (property, classmethod))):
                assert (value.__doc__ or "").strip(), f"{name}.{member}"


def test_core_without_init_does_not_crash():
    code = (
        "from inquit import _core\n"
        "for c in (_core.Extractor, _core.Batch):\n try: c()\n except TypeError: print('refused')"
    )
    done = python(code)
    assert (done.returncode, done.stdout.split()) == (0, ["refused", "refused"])


def test_subinterpreter_is_refused():
    module = "_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters"
    code = (
        f"import {module} as i\n"
        "s = i.create()\n"
        "i.run_string(s, 'try:\\n import inquit\\nexcept ImportError as e: print(e, flush=True)')"
    )
    done = python(code)
    assert "main interpreter only" in done.stdout


def test_fork_under_threads_works():
    code = (
        "import os, inquit\n"
        "text = '“We are ready,” John Kirby said.'\n"
        "inquit.extract_many([text] * 50, threads=4)\n"
        "child = os.fork()\n"
        "n = len(inquit.extract_many([text] * 50, threads=4)[0])\n"
        "if child == 0: os._exit(n)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), n)"
    )
    assert python(code).stdout.split() == ["1", "1"]


def test_presets_and_make_have_what_the_readme_says():
    makefile = (ROOT / "Makefile").read_text()
    for target in ("demo", "test", "lint", "format", "asan"):
        assert re.search(rf"^{target}:", makefile, re.M), target
