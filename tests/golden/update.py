"""Write what comes of every golden delivery beside it: `python -m tests.golden.update`. The diff is what changed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.golden import outcome
from tests.golden.cases import FOLDER


def main() -> int:
    changed = 0
    wanted: set[Path] = set()
    for kind in ("good", "bad"):
        with tempfile.TemporaryDirectory() as folder:
            found = outcome.of_kind(kind, f"duckdb://{folder}/warehouse.duckdb", Path(folder))
        for case, text in found.items():
            wanted.add(case.expectation)
            if not case.expectation.exists() or case.expectation.read_bytes() != text.encode("utf-8"):
                case.expectation.write_bytes(text.encode("utf-8"))
                changed += 1
                print(f"{case.family}/{kind}/{case.name}")
    for stale in set(FOLDER.glob("*/*/*.expected.txt")) - wanted:
        stale.unlink()
        changed += 1
        print(f"removed {stale.relative_to(FOLDER)}")
    print(f"{changed} expectations changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
