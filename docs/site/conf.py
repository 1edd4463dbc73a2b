"""Sphinx's settings for the handbook as static pages; `make docs` gathers the sources and runs it."""

project = "社会保险基金数据仓库"
author = "sif"
language = "zh_CN"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["**/node_modules"]
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block"]
# Pages also name files that are not pages (a folder, a YAML): those links stay as they are written.
suppress_warnings = ["myst.xref_missing", "myst.header", "toc.not_readable", "misc.highlighting_failure"]
html_theme = "furo"
html_title = "社会保险基金数据仓库 sif"
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {"sidebar_hide_name": False}


def _own_branch_only(app, page, template, context, doctree):
    """The sidebar holds the groups and the pages of the own one: all five hundred in each took most of the time."""
    if whole := context.get("toctree"):
        context["toctree"] = lambda **given: whole(**(given | {"collapse": True}))


def setup(app):
    app.connect("html-page-context", _own_branch_only, priority=400)  # before the theme, which asks for all of it
