"""Whatever is done to a declaration, it loads or it fails with CatalogueError: never with another exception."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import CatalogueError, load_catalogue
from tests.catalogue.conftest import FILES

WORDS = [
    "", " ", "\n", "\t", ",", ";", ":", "|", "'", '"', "{", "}", "[", "]", "#", "&a ", "*a", "!!python/none ", "-", "0",
    "9" * 30, "1e5", "null", "~", "yes", "2024-02-30", "0x1F", "1_000", "性", "\u00a0", "\ufeff", "\x00",
    "\u2028", "📄",
    "<<: ", "? ", "--- \n", "%TAG", "@",
]  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """(file, new text): a few small edits anywhere in one declaration."""
    name = draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from([0, 0, 1, 1, 2, 8, 40]))
        text = text[:start] + draw(st.one_of(st.sampled_from(WORDS), st.text(max_size=3))) + text[end:]
    return name, text


@given(spoilt())
@settings(max_examples=150, deadline=None)
def test_declaration_edited_at_random_loads_or_fails_with_a_catalogue_error(edit):
    name, text = edit
    folder = Path(tempfile.mkdtemp())
    try:
        for other, content in FILES.items():
            target = folder / other
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((text if other == name else content).encode("utf-8", "surrogatepass"))
        try:
            load_catalogue.__wrapped__(folder)
        except CatalogueError as error:
            assert error.problem and error.todo
    finally:
        shutil.rmtree(folder)
