"""``python -m catalogue.generate [--check]``: write the generated files, or say which differ (exit 1)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from catalogue.errors import PACKAGE, CatalogueError
from catalogue.generate import all_files
from catalogue.generate.output import differences, write
from catalogue.load import load_catalogue


def main(argv: list[str] | None = None, root: Path = PACKAGE.parent) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m catalogue.generate", description="Write all files that are generated from catalogue/."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name the files that differ")
    options = parser.parse_args(argv)
    try:
        files = all_files(load_catalogue())
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 2
    if options.check:
        different = differences(root, files)
        for path in different:
            print(f"differs: {path}", file=sys.stderr)
        if different:
            print(
                f"{len(different)} of {len(files)} files differ: run `make generate` and commit",
                file=sys.stderr,
            )
        return 1 if different else 0
    changed = write(root, files)
    print(f"{len(files)} files, {len(changed)} written or removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
