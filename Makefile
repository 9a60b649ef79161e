# make demo    build, and show the attributions of the example article
# make test    build, and run all tests (C++, Python, notebooks)
# make lint    formatting, lint and types, as CI checks them;  make format mends what can be mended
# make asan    the tests under AddressSanitizer and UndefinedBehaviorSanitizer
# make battery  the long lane of the reliability battery (docs/reliability.md): an hour or two
# make docs    the documentation site, in docs/_build/html; its notebooks are run, a warning is an error
# make wheel   self-contained wheels in dist/ (scripts/wheels; scripts/test_wheels tries them on bare systems)
# make bench   measure the speed, and compare (docs/performance.md);  make bench-check  count instructions, as CI does
# Each installs what is missing: apt packages (with sudo where needed), and a virtual environment in .venv.
PYTHON ?= python3
BIN := .venv/bin
CXX_FILES := $(shell git ls-files 'cpp/*.h' 'cpp/*.cc' 'tests/cpp/*' ':!cpp/third_party' 2>/dev/null)

export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc 2>/dev/null || echo 2)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# A compiler cache is used where there is one; nothing needs it.
ifneq ($(shell command -v ccache 2>/dev/null),)
export CMAKE_CXX_COMPILER_LAUNCHER ?= ccache
endif

.PHONY: demo test lint format asan battery coverage docs wheel bench bench-check clean
.DEFAULT_GOAL := demo

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

demo:
	@PYTHON=$(PYTHON) scripts/setup build
	@$(MAKE) --no-print-directory .venv/pyvenv.cfg
	@$(BIN)/pip install -q .
	@$(BIN)/inquit extract tests/data/example.txt --date 2023-09-19 --format table

# One build for both: pip builds the C++ tests beside the extension, ctest runs them where they lie.
test:
	@PYTHON=$(PYTHON) scripts/setup test
	@$(MAKE) --no-print-directory .venv/pyvenv.cfg
	$(BIN)/pip install -q --config-settings=build-dir=build/test --config-settings=cmake.define.INQUIT_TESTS=ON '.[test]'
	ctest --test-dir build/test --output-on-failure
	$(BIN)/python -m pytest -q
	$(BIN)/python -m pytest -q --nbmake notebooks

lint: .venv/pyvenv.cfg
	@$(BIN)/pip install -q $(LINTERS) click rich
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/clang-format --dry-run -Werror $(CXX_FILES)

format: .venv/pyvenv.cfg
	@$(BIN)/pip install -q $(LINTERS)
	$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format .
	$(BIN)/clang-format -i $(CXX_FILES)

# The pins of the extra "lint" in pyproject.toml.
LINTERS = $(shell sed -n 's/^lint = \[\(.*\)\]$$/\1/p' pyproject.toml | tr -d ',"')

asan:
	@PYTHON=$(PYTHON) scripts/setup test
	@$(MAKE) --no-print-directory .venv/pyvenv.cfg
	$(BIN)/pip install -q pybind11 '.[test]'
	cmake --preset asan -DINQUIT_PYTHON=ON -DPython_EXECUTABLE=$(CURDIR)/$(BIN)/python -Dpybind11_DIR=$$($(BIN)/python -m pybind11 --cmakedir) >/dev/null
	cmake --build --preset asan
	ctest --preset asan
	cmake --install build/asan --prefix build/asan/site >/dev/null
	cp -r python/inquit build/asan/site/
	LD_PRELOAD="$$($(or $(CXX),c++) -print-file-name=libasan.so) $$($(or $(CXX),c++) -print-file-name=libubsan.so) $$($(or $(CXX),c++) -print-file-name=libstdc++.so)" \
	ASAN_OPTIONS=detect_leaks=0 INQUIT_SANITIZED=1 PYTHONPATH=build/asan/site $(BIN)/python -m pytest -q -p no:cacheprovider

# All parts, whatever fails, and a table at the end (scripts/battery). FUZZ_SECONDS is for each of the fuzz targets.
FUZZ_SECONDS ?= 60
battery:
	@PYTHON=$(PYTHON) scripts/setup battery
	@$(MAKE) --no-print-directory .venv/pyvenv.cfg
	$(BIN)/pip install -q '.[test]'
	FUZZ_SECONDS=$(FUZZ_SECONDS) scripts/battery

# Fails where less than 85 % of the core's lines are reached, or 95 % of the quotation scanner's.
coverage:
	@PYTHON=$(PYTHON) scripts/setup coverage
	cmake --preset coverage >/dev/null && cmake --build --preset coverage >/dev/null
	build/coverage/inquit_tests --gtest_brief=1  # in one process: unoptimised, the words take seconds to load
	gcovr -r . --object-directory build/coverage -f cpp/src/ -o build/coverage/lines.txt -s --fail-under-line 85
	gcovr -r . --object-directory build/coverage -f cpp/src/text/quotes.cc -o build/coverage/scanner.txt -s --fail-under-line 95

docs:
	@PYTHON=$(PYTHON) scripts/setup build
	@$(MAKE) --no-print-directory .venv/pyvenv.cfg
	$(BIN)/pip install -q '.[docs]' ipykernel
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

wheel:
	@PYTHON=$(PYTHON) scripts/setup build
	scripts/wheels $(PYTHON)

bench: .venv/pyvenv.cfg
	@PYTHON=$(PYTHON) scripts/setup build
	@$(BIN)/pip install -q .
	$(BIN)/python benchmarks/speed

bench-check:
	@PYTHON=$(PYTHON) scripts/setup build
	$(PYTHON) benchmarks/check_instructions

clean:
	rm -rf build dist .venv docs/_build
