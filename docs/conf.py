"""Sphinx: `make docs`, warnings as errors. Notebooks are run, so that the pages show what they give now."""

import os
import sys

import inquit

sys.path.insert(0, os.path.dirname(__file__))
import data_pages

data_pages.write_pages()

project = "inquit"
author = "the authors of inquit"
release = version = inquit.__version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
exclude_patterns = ["_build", "notebooks/*.py"]
html_theme = "furo"
html_title = f"inquit {release}"
nb_execution_mode = "force"
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_execution_show_tb = True
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
