"""Documentation that points nowhere is worse than none."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.project.test_hygiene import PRODUCT, python_files

ROOT = Path(__file__).resolve().parents[2]


def pages() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in pages():
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith(("http://", "https://", "mailto:", "#")):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken


def test_make_targets_named_in_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for command in re.findall(r"(?:^    |`)make ([a-z]+)", text, re.MULTILINE):
            if command not in targets:
                wrong.append(f"{page.relative_to(ROOT)}: make {command}")
    assert not wrong


def test_every_decision_is_in_the_index_and_has_its_parts() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    decisions = sorted(folder.glob("[0-9]*.md"))
    assert decisions
    for number, page in enumerate(decisions, start=1):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04d}-")
        assert f"]({page.name})" in index
        for part in ("Status: ", "## Why a decision was needed", "## Decision", "## What follows"):
            assert part in text, f"{page.name}: {part}"


def test_every_variable_that_is_read_is_in_the_handbook() -> None:
    """Those that only the engines hand to dbt's profile are not set by people."""
    code = {name: (ROOT / name).read_text(encoding="utf-8") for name in python_files(*PRODUCT)}
    read = set(re.findall(r'environ(?:\.get\(|\[)"(SIF_\w+)', "\n".join(code.values())))
    handed = set(re.findall(r'"(SIF_\w+)": ', "".join(code[name] for name in code if "/engine/" in name)))
    profile = (ROOT / "dbt_project" / "profiles.yml").read_text(encoding="utf-8")
    read |= set(re.findall(r"env_var\('(SIF_\w+)", profile)) - handed
    read |= set(re.findall(r"\$\{(SIF_\w+)", (ROOT / ".ci" / "setup").read_text(encoding="utf-8")))
    handbook = (ROOT / "docs" / "handbook.md").read_text(encoding="utf-8")
    assert len(read) > 10
    assert read <= set(re.findall(r"^\| `(SIF_\w+)`", handbook, re.MULTILINE))


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        targets = re.findall(r"\]\(([^)\s#]+\.md)", page.read_text(encoding="utf-8"))
        ahead += [(page.parent / target).resolve() for target in targets if "://" not in target]
    read = [page for page in pages() if page.name == "README.md" or page.is_relative_to(ROOT / "docs")]
    assert {page for page in read if not page.is_relative_to(ROOT / "tests")} <= reached
