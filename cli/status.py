"""`sif status`: what came, what became of it, what is held and why, what went out, how the last runs went."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

import typer

from cli.session import OK, PROBLEMS, AsJson, Problem, command, console, print_json, state

STATUS_ZH = {
    "received": "已接收",
    "loaded": "待校验",
    "accepted": "已入库",
    "held": "已暂缓",
    "rejected": "已拒收",
    "conflict": "冲突",
}
_DIRECTION_ZH = {"in": "收 in", "out": "发 out"}


@command
def status(
    limit: Annotated[int, typer.Option(min=1, help="At most this many held files and stages.")] = 20,
    as_json: AsJson = False,
) -> int:
    """Feeds, deliveries by state, what is held or refused and why, warnings, packages and pushes, the last night and
    what each stage did since, the published build.

    While another process writes, the last published build is shown, and it says so.
    Exit code 1 where something is held, refused, the last run of a stage or the last push failed, a build failed after
    the published one, or a rebuild is unfinished. Warnings of the gate do not count.

    \b
    Examples:
      sif status
      sif status --json | jq .held
    """
    with _opened() as (warehouse, source):
        found = _collect(warehouse, limit)
    found["source"] = source
    bad = bool(
        found["held"]
        or found["rejected"]
        or any(run["status"] != "succeeded" for run in found["runs"])
        or found["failed_build"]
        or any(push["outcome"] in ("refused", "failed") for push in found["pushes"])
    )
    if as_json:
        print_json({"ok": not bad, **found})
    else:
        _print(found)
    return PROBLEMS if bad else OK


class _opened:
    """The state, or, while somebody writes to it, the snapshot in the published build."""

    def __enter__(self) -> tuple[Any, str]:
        from warehouse_sql import WarehouseBusy, WarehouseError, open_published

        try:
            self._warehouse, source = state(wait_seconds=1.0), "state"
        except WarehouseBusy as busy:
            try:
                self._warehouse, source = open_published(), "published"
            except WarehouseError:
                raise Problem(str(busy), "try again in a minute") from None
        return self._warehouse, source

    def __exit__(self, *exc: object) -> None:
        self._warehouse.close()


def _collect(warehouse: Any, limit: int) -> dict[str, Any]:
    from warehouse_sql.control import runs

    def rows(sql: str, **params: Any) -> list[dict[str, Any]]:
        return list(warehouse.query(sql, params).to_pylist())

    states = rows(
        "select status, count(*) as deliveries, cast(coalesce(sum(records), 0) as bigint) as records,"
        " cast(coalesce(sum(accepted), 0) as bigint) as accepted,"
        " cast(coalesce(sum(rejected), 0) as bigint) as rejected"
        " from control.delivery group by status order by status"
    )
    feeds = rows(
        "select source, file_code, count(*) as deliveries, max(period) as last_period,"
        " count(distinct region_code) as regions,"
        " sum(case when status = 'accepted' then 1 else 0 end) as accepted,"
        " sum(case when status in ('received', 'loaded') then 1 else 0 end) as waiting,"
        " sum(case when status in ('held', 'rejected', 'conflict') then 1 else 0 end) as stopped,"
        " max(received_at) as last_received_at"
        " from control.delivery group by source, file_code order by source, file_code"
    )
    for feed in feeds:
        for name in ("accepted", "waiting", "stopped"):
            feed[name] = int(feed[name])
    # What was replaced by an accepted later sequence needs nobody's attention any more.
    open_problem = (
        " and not exists (select 1 from control.delivery n where n.status = 'accepted' and n.source = d.source"
        " and n.file_code = d.file_code and n.region_code = d.region_code and n.period = d.period and n.seq > d.seq)"
    )
    held = rows(
        "select d.delivery_id, d.file_name, d.decided_at, g.check_id, g.observed, g.expected, g.message"
        " from control.delivery d left join control.gate g on g.delivery_id = d.delivery_id and g.outcome = 'failed'"
        f" and g.severity = 'error' where d.status = 'held'{open_problem}"
        f" order by d.decided_at desc, d.delivery_id, g.check_id limit {limit}"
    )
    rejected = rows(
        "select d.delivery_id, d.file_name, d.status, d.decided_at, d.reasons from control.delivery d"
        f" where d.status in ('rejected', 'conflict'){open_problem}"
        f" order by d.decided_at desc, d.delivery_id limit {limit}"
    )
    for row in rejected:
        row["reasons"] = json.loads(row["reasons"] or "[]")
    warned = rows(
        "select g.check_id, count(*) as deliveries, max(d.file_name) as file_name, max(g.message) as message"
        " from control.gate g join control.delivery d on d.delivery_id = g.delivery_id"
        " where g.outcome = 'failed' and g.severity = 'warn' and d.status in ('loaded', 'accepted')"
        f"{open_problem} group by g.check_id order by g.check_id"
    )
    stages, night = runs.latest(warehouse), runs.last_night(warehouse)
    for row in (*stages, *night):
        row["detail"] = json.loads(row["detail"] or "{}")
    published, failed = _builds(warehouse)
    packages = rows(
        "select direction, state, count(*) as packages, max(received_at) as last_received_at from control.mof_package"
        " group by direction, state order by direction, state"
    )
    pushes = rows(
        "select p.target, p.share, p.outcome, p.row_count, p.detail, p.ended_at from control.share_push p"
        " where not exists (select 1 from control.share_push q where q.target = p.target and q.share = p.share"
        " and (q.started_at > p.started_at or (q.started_at = p.started_at and q.push_id > p.push_id)))"
        " order by p.target, p.share"
    )
    payments = rows(
        "select count(*) as approved, sum(case when sent_at is null then 1 else 0 end) as waiting"
        " from control.payment_request having count(*) > 0"
    )
    for row in payments:
        row["waiting"] = int(row["waiting"])
    return {
        "deliveries": states,
        "feeds": feeds,
        "held": held,
        "rejected": rejected,
        "warned": warned,
        "packages": packages,
        "pushes": pushes,
        "payments": payments[0] if payments else None,
        "runs": stages,
        "night": night,
        "last_build": published,
        "failed_build": failed,
    }


def _builds(warehouse: Any) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The published build, and the last one that failed after it, with the first causes."""
    from warehouse_sql import clock
    from warehouse_sql.control import builds
    from warehouse_sql.dbt_run import reason

    found = warehouse.query(
        "select build_id, max(ended_at) as ended_at, count(*) as nodes,"
        " cast(sum(case when status in ('error', 'runtime error') then 1 else 0 end) as bigint) as failed"
        " from control.model_run group by build_id order by max(ended_at) desc, build_id desc"
    ).to_pylist()
    build = builds.published_at(warehouse, clock.now())
    of_id = {row["build_id"]: row for row in found}
    published = of_id.get(build.build_id) if build else None
    since = published["ended_at"] if published else datetime.min
    failed = next((row for row in found if row["failed"] and row["ended_at"] > since), None)
    if failed:
        causes = warehouse.query(
            "select model, message from control.model_run where build_id = :build"
            " and status in ('error', 'runtime error') order by ended_at, model limit 3",
            {"build": failed["build_id"]},
        ).to_pylist()
        failed["causes"] = [f"{row['model']}: {reason(row['message'] or '')}" for row in causes]
    return published, failed


def _print(found: dict[str, Any]) -> None:
    from rich.table import Table

    from catalogue import load_catalogue
    from catalogue.masking import mask_text

    out = console()
    tables = load_catalogue().tables
    if found["source"] == "published":
        out.print("another process is writing; this is the state at the last published build\n", style="yellow")
    if not found["deliveries"]:
        out.print("no deliveries yet: run `sif receive` (or `sif night`)")
    grid = Table("状态 state", "文件 files", "记录 records", "接受 accepted", "拒收 refused", title="报送 deliveries")
    for row in found["deliveries"]:
        grid.add_row(
            f"{STATUS_ZH[row['status']]} {row['status']}",
            *(f"{row[name]:,}" for name in ("deliveries", "records", "accepted", "rejected")),
        )
    if found["deliveries"]:
        out.print(grid)
    grid = Table("来源", "表", "名称", "最新期别", "统筹区", "入库", "待处理", "拦截", "最近接收", title="数据源 feeds")
    for row in found["feeds"]:
        table = tables.get(row["file_code"] or "")
        grid.add_row(
            row["source"],
            row["file_code"],
            table.name_zh if table else "",
            row["last_period"],
            *(str(row[name]) for name in ("regions", "accepted", "waiting", "stopped")),
            f"{row['last_received_at']:%m-%d %H:%M}",
        )
    if found["feeds"]:
        out.print(grid)
    for row in found["held"]:
        seen = f" 实际 {row['observed']}，应为 {row['expected']}" if row["observed"] is not None else ""
        out.print(
            f"held     {row['file_name']}: {row['check_id']} {mask_text(row['message'] or '')}{seen}", markup=False
        )
    for row in found["rejected"]:
        why = "；".join(f"{reason['code']} {reason['message']}" for reason in row["reasons"][:2])
        out.print(f"{row['status']:<8} {row['file_name']}: {mask_text(why)}", markup=False)
    for row in found["warned"]:
        what = f"{row['check_id']} {mask_text(row['message'] or '')}"
        out.print(f"warning  {row['deliveries']} files, such as {row['file_name']}: {what}", markup=False)
    if found["packages"]:
        grid = Table("方向", "状态", "包数 packages", "最近", title="交换节点 packages of the exchange node")
        for row in found["packages"]:
            grid.add_row(
                _DIRECTION_ZH.get(row["direction"], row["direction"]),
                row["state"],
                str(row["packages"]),
                f"{row['last_received_at']:%m-%d %H:%M}",
            )
        out.print(grid)
    for row in found["pushes"]:
        told = (
            f"{row['row_count']} rows" if row["outcome"] in ("pushed", "unchanged") else mask_text(row["detail"] or "")
        )
        out.print(f"push     {row['share']} to {row['target']}: {row['outcome']} {told}", markup=False)
    if payments := found["payments"]:
        out.print(f"payment requests: {payments['approved']} approved, {payments['waiting']} wait for treasury")
    shown = {(row["run_id"], row["stage"], row["scope"]) for row in found["night"]}
    _print_runs("last night", found["night"])
    since = [row for row in found["runs"] if (row["run_id"], row["stage"], row["scope"]) not in shown]
    _print_runs("last run of each stage beside it" if shown else "last run of each stage", since)
    if build := found["last_build"]:
        out.print(f"published build {build['build_id']}: {build['nodes']} nodes")
    if build := found["failed_build"]:
        told = "; ".join(build["causes"])
        out.print(f"FAILED build {build['build_id']}, not published: {build['failed']} nodes failed: {told}",
                  style="red", markup=False)  # fmt: skip


def _print_runs(title: str, runs: list[dict[str, Any]]) -> None:
    out = console()
    if runs:
        out.print(f"{title}:")
    for row in runs:
        seconds = (row["ended_at"] - row["started_at"]).total_seconds() if row["ended_at"] else 0
        stage = f"{row['stage']} {row['scope']}".strip()
        error = row["detail"].get("error", "")
        if row["stage"] == "rebuild" and row["status"] == "unfinished":
            error = "give the same `sif rebuild` again, it goes on"
        out.print(f"  {row['run_id']}  {stage:<9} {row['status']} {seconds:.1f} s {error}",
                  style=None if row["status"] == "succeeded" else "red", markup=False)  # fmt: skip
