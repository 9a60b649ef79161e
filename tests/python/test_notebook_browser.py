"""The first notebook in a real JupyterLab in Chromium: `pytest -m browser`. INQUIT_SCREENSHOTS names a folder for pictures."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from browser import chromium
from by_hand import ROOT

pytestmark = pytest.mark.browser
NOTEBOOK = "01_first_article.ipynb"
WAIT = 600  # seconds at most for the server, and for the cells


def until(what, message):
    end = time.monotonic() + WAIT
    while not (found := what()):
        assert time.monotonic() < end, message
        time.sleep(0.3)
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """JupyterLab over a copy of the notebooks and of what they read; its address."""
    pytest.importorskip("jupyterlab", reason="jupyterlab is not installed (extra: notebook)")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns("__pycache__", ".ipynb*"))
    shutil.copytree(ROOT / "tests" / "data", root / "tests" / "data")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.root_dir={root}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    options += [
        "--ServerApp.token=t",
        "--no-browser",
        "--allow-root",
        "--LabApp.news_url=",
        "--LabApp.expose_app_in_browser=True",
    ]
    home = {"JUPYTER_CONFIG_DIR": str(root / "config"), "JUPYTER_RUNTIME_DIR": str(root / "runtime")}
    with open(root / "log", "w", encoding="utf-8") as log:
        lab = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], stdout=log, stderr=log, env=os.environ | home
        )
    address = f"http://127.0.0.1:{port}"

    def answers():
        try:
            return urllib.request.urlopen(f"{address}/api?token=t", timeout=5)  # noqa: S310
        except OSError:
            return None

    try:
        until(answers, "JupyterLab does not start").close()
        yield address
    finally:
        lab.terminate()
        lab.wait(30)


def shown(driver, name):
    folder = os.environ.get("INQUIT_SCREENSHOTS")
    if folder:
        driver.save_screenshot(str(Path(folder) / f"{name}.png"))


def test_first_notebook_runs_in_jupyterlab(server, tmp_path):
    with chromium(tmp_path) as driver:

        def all_of(selector):
            return driver.find_elements("css selector", selector)

        driver.set_window_size(1500, 1100)
        driver.get(f"{server}/lab/tree/notebooks/{NOTEBOOK}?token=t")
        until(lambda: all_of(".jp-Notebook .jp-Cell"), "the notebook does not open")
        until(lambda: all_of('.jp-Notebook-ExecutionIndicator[data-status="idle"]'), "the kernel does not start")
        driver.set_script_timeout(WAIT)
        # No keys, a busy machine loses some; and not before the kernel is there, or JupyterLab asks which one.
        run = """
            const done = arguments[0], context = jupyterapp.shell.currentWidget.sessionContext;
            context.ready.then(() => context.session.kernel.info)
                .then(() => jupyterapp.commands.execute('notebook:run-all-cells')).then(() => done('run'), done)"""
        assert driver.execute_async_script(run) == "run"

        def numbers():
            prompts = [p.text for p in all_of(".jp-CodeCell .jp-InputPrompt") if p.text.strip()]
            if any("*" in p for p in prompts):
                return []
            return [p for p in prompts if re.fullmatch(r"\[\d+\]:", p)]

        until(lambda: len(numbers()) >= 5, "the cells do not come to their end")
        errors = all_of('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]')
        errors += [e for e in all_of(".jp-RenderedText") if "Traceback" in e.text]
        assert [error.text for error in errors] == []
        (document,) = all_of(".iq-text")[:1]
        driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", document)
        assert "Blinken" in document.text
        colours = {c.value_of_css_property("background-color") for c in all_of(".iq-text .iq-c")}
        assert len(colours) >= 5
        shown(driver, "notebook-light")
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
        )
        shown(driver, "notebook-dark")
        # JupyterLab says by an attribute of the body what it shows, whatever the system prefers.
        light = driver.execute_script("return getComputedStyle(document.querySelector('.iq-text')).color")
        driver.execute_script("document.body.dataset.jpThemeLight = 'false'")
        assert driver.execute_script("return getComputedStyle(document.querySelector('.iq-text')).color") != light
        shown(driver, "notebook-dark-theme")
