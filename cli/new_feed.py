"""`sif new-feed`: a sample file to drafts of its catalogue rows, overlay, codes and test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.session import FAILED, OK, USAGE, Problem, command


@command
def new_feed(
    sample: Annotated[Path, typer.Argument(help="A delivery's ZIP, or its text file.", exists=True, dir_okay=False)],
    source: Annotated[str | None, typer.Option(help="Who sends it: HRSS, MED, TAX, AGY …")] = None,
    code: Annotated[str | None, typer.Option(help="Its new file code, such as CA02.")] = None,
    table_id: Annotated[str | None, typer.Option(help="Its name in English: cremation_record.")] = None,
    name: Annotated[str | None, typer.Option(help="Its name in Chinese: 火化记录.")] = None,
    fund: Annotated[str, typer.Option(help="The fund (险种) it is about, or none.")] = "none",
    into: Annotated[Path, typer.Option(help="Folder for the drafts.")] = Path("drafts"),
    apply: Annotated[bool, typer.Option("--apply", help="Put the drafts in their places and generate.")] = False,
    project: Annotated[Path | None, typer.Option(help="The checkout to apply to.", hidden=True)] = None,
) -> int:
    """Draft a feed (新数据表) from one sample file: catalogue rows, decisions, code lists, a test, and reasons.

    Everything is a guess that a person must confirm; README.md among the drafts says why each was made and what is to
    be decided. No value of the sample gets into a draft but short codes.

    \b
    Examples:
      sif new-feed CAB_CA02_630102_202401_001.zip --name 火化记录 --table-id cremation_record
      sif new-feed sample.txt --source CAB --code CA02 --apply
    """
    from catalogue import load_catalogue
    from catalogue.errors import PACKAGE
    from ingest import new_feed as feeds

    root = project or PACKAGE.parent
    catalogue = load_catalogue(root / "catalogue")
    try:
        draft = feeds.about(
            feeds.read(sample, catalogue), catalogue,
            source=source, code=code, table_id=table_id, name_zh=name, fund=fund,
        )  # fmt: skip
        folder = into / draft.file_code.lower()
        written = draft.write(folder)
        if apply:
            draft.apply(root)
    except (feeds.SampleError, FileExistsError) as error:
        raise Problem(str(error), code=USAGE) from error
    known = sum(guess.known for guess in draft.guesses)
    typer.echo(f"{draft.file_code}：{len(draft.guesses)} 列，其中 {known} 列目录中已有；草稿写入 {folder}：")
    for path in written:
        typer.echo(f"  {path.relative_to(folder)}")
    if not apply:
        typer.echo("请先核实 README.md 中各项，再加 --apply 写入目录。")
        return OK
    done = subprocess.run(
        [sys.executable, "-m", "catalogue.generate"], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip()
        raise Problem(f"the drafts are in their places, but the catalogue does not take them: {told}", code=FAILED)
    typer.echo("已写入目录并重新生成；请按 README.md 逐项核实后提交。")
    return OK
