"""`sif finding`: one finding (疑点) as an evidence bundle (证据包) that anybody can check, and the check itself."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.officers import AskedBy, let_see, list_of_officers
from cli.session import OK, PROBLEMS, USAGE, AsJson, Problem, command, landing_root, login, print_json, state

app = typer.Typer(
    name="finding",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="One finding as an evidence bundle that can be checked offline.",
)


@app.command()
@command
def bundle(
    key: Annotated[str, typer.Argument(metavar="ID", help="finding_key or its beginning, as `sif findings` shows it.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="A new or empty folder, or a file that ends in .zip.")],
    by: AskedBy = None,
    unmask: Annotated[
        str | None,
        typer.Option(
            "--unmask", metavar="REASON", help="What for; recorded. The lines are in it byte for byte, unmasked."
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Everything a finding rests on: rule, legal numbers with documents, every line as it came, hashes, verify.py.

    The same finding gives the same bytes. The hash of its manifest is recorded, so that a bundle can be told from one
    that was put together elsewhere.

    \b
    Example:
      sif finding bundle 3fa2c1 --out 证据.zip --by 王芳 --unmask "移送稽核 2024-17"
    """
    from ingest import text
    from warehouse_sql import code, evidence, open_published
    from warehouse_sql.control import runs
    from warehouse_sql.landing import Landing

    if unmask is None:
        raise Problem(
            "证据包含各行原文（个人信息不掩码，否则无法核对）",
            '请由监督人员写明用途：--by 王芳 --unmask "移送稽核 2024-17"',
            USAGE,
        )
    if out.suffix.lower() != ".zip" and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Problem(f"{out} 不是空目录", "请给出新目录，或以 .zip 结尾的文件名", USAGE)
    who = let_see(by, unmask, "finding bundle")
    project = _project()
    # The models as they were in the build: what this version says of them may be something else.
    with open_published() as published, tempfile.TemporaryDirectory(prefix="sif-") as folder:
        models = code.laid_out(project, Path(folder)) / "models"
        made = evidence.collect(published, Landing(landing_root()), project, models, key, decode=text.decode)
    with runs.stage(None, runs.new_run_id(), "bundle", made.finding_key) as detail:
        detail.update(sha256=made.sha256, rule_id=made.rule_id, reason=unmask.strip())
        detail.update(user=login(), officer=who.name, **list_of_officers())
        _write(made, out)
    if as_json:
        print_json(
            {"ok": True, "finding_key": made.finding_key, "out": str(out), "sha256": made.sha256,
             "files": len(made.files), "lines": made.line_count}
        )  # fmt: skip
    else:
        print(f"{made.rule_id} {made.finding_key}：{len(made.files)} 个文件、{made.line_count} 行原文，在 {out}")
        print(f"清单 SHA-256（已登记）{made.sha256}")
    return OK


@app.command()
@command
def verify(
    place: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A bundle: folder or .zip.")],
    as_json: AsJson = False,
) -> int:
    """Check a bundle with our own program, and whether it is the one that was made and recorded here.

    \b
    Example:
      sif finding verify 证据.zip
    """
    from warehouse_sql import evidence_verify

    if not place.exists():
        raise Problem(f"没有文件 {place}", "请核对证据包的位置")
    try:
        files = evidence_verify.contents(place)
    except evidence_verify.Unreadable as error:
        raise Problem(str(error), "", PROBLEMS) from None
    wrong = evidence_verify.check(files)
    made = [] if wrong else _recorded(evidence_verify.manifest_hash(files))
    if not wrong and not made:
        wrong = ["本系统没有登记过这份证据包（清单的 SHA-256 不在登记中）：可能整包被替换，或出自其他系统"]
    if as_json:
        print_json({"ok": not wrong, "wrong": wrong, "recorded": made})
    else:
        for sentence in wrong:
            print(f"不符：{sentence}")
        for one in made:
            print(f"登记：{one['made_at']:%Y-%m-%d %H:%M:%S} 由 {one['user']} 出具（{one['reason']}）")
        print("核对未通过" if wrong else f"核对通过：{len(files)} 个文件")
    return PROBLEMS if wrong else OK


def _project() -> Mapping[str, bytes]:
    """The code of the published build, as it was kept; else (an older warehouse) as it lies here."""
    from warehouse_sql import clock, code
    from warehouse_sql.control import builds
    from warehouse_sql.transform import PROJECT

    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        build = builds.published_at(tx, clock.now())
        kept = builds.read_code(tx, build.code_hash) if build else None
    return kept if kept is not None else code.files(PROJECT)


def _recorded(sha256: str) -> list[dict[str, Any]]:
    with state(wait_seconds=10) as warehouse:
        rows = warehouse.query(
            "select started_at, detail from control.stage_run where stage = 'bundle' and status = 'succeeded'"
            " order by started_at"
        ).to_pylist()
    details = [(row["started_at"], json.loads(row["detail"] or "{}")) for row in rows]
    return [
        {"made_at": at, "user": detail.get("officer") or detail.get("user"), "reason": detail.get("reason")}
        for at, detail in details
        if detail.get("sha256") == sha256
    ]


def _write(made: Any, out: Path) -> None:
    from cli import table_files
    from warehouse_sql import evidence

    if out.suffix.lower() == ".zip":
        table_files.put(out, evidence.as_zip(made))
        return
    for name, content in made.files.items():
        table_files.put(out / name, content)
