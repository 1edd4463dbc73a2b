"""`make demo`: a synthetic province, its counterparties as real servers, and one night through Airflow.

Everything it writes lies in `SIF_HOME` (`./var`). What is there is used again: the province is a function of its
seed, and the night does nothing twice.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PERIODS = "202501-202503"
NIGHT = "2025-04-05T02:00:00+08:00"
# Something to find, and the legitimate look-alikes that must not be found.
PLANTS = (
    "paid_after_death=6",
    "paid_after_death_partly_recovered=2",
    "enrolled_in_two_regions=5",
    "benefit_without_contribution=4",
    "base_below_floor=5",
    "base_above_ceiling=4",
    "retirement_before_lawful_age=5",
)
# Every table of every source in one county; in the others enterprise pension and public security. Files cost time here.
ALL_FUNDS = ("--funds", "all", "--funds-regions", "630106")
PROVINCE = ("--persons", "20000", "--periods", PERIODS, *ALL_FUNDS, "--traps", "--plant", *PLANTS)
TASKS = {
    "receive": "receiving from the counterparties",
    "load": "files become rows",
    "gate": "checking what was loaded",
    "answer": "receipts to the senders",
    "build": "base library, facts, rules, marts",
    "share": "shares to the government cloud",
    "report": "the report page",
}
_TASK = re.compile(r"\[DAG TEST\] (starting|end task) task_id=(\w+)")
_PROGRESS = re.compile(r"\] (\w+) (\d+)/(\d+|\?) (.*?)\s*\[sif\.progress\]")


class DemoFailed(RuntimeError):
    """The demo cannot go on; the message says why and where to look."""


def environment(home: Path) -> dict[str, str]:
    """What Airflow and the stages need to find everything below `home`."""
    settings = dict(
        line.split("=", 1)
        for line in (ROOT / "dags" / "airflow.env").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AIRFLOW", "SIF_"))}
    return {
        **inherited,
        **settings,
        "AIRFLOW_HOME": str(home / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "SIF_HOME": str(home),
        "SIF_RETRY_SECONDS": "2",
    }


class Screen:
    """One line a step; on a terminal the line moves while the step goes on."""

    def __init__(self) -> None:
        self._tty = sys.stdout.isatty()
        self._started = time.monotonic()
        self._step = ""
        self._since = 0.0
        self._told = 0.0

    def say(self, text: str = "") -> None:
        print(text, flush=True)

    def begin(self, step: str) -> None:
        self._step, self._since, self._told = step, time.monotonic(), time.monotonic()
        self.progress("…")

    def progress(self, text: str) -> None:
        if self._tty:
            print(f"\r\033[K  {self._step:<36} {text[:70]}", end="", flush=True)
        elif time.monotonic() - self._told > 10:
            self._told = time.monotonic()
            print(f"  {self._step:<36} {text[:70]}", flush=True)

    def end(self, text: str) -> None:
        lead = "\r\033[K" if self._tty else ""
        print(f"{lead}  {self._step:<36} {text:<40} {time.monotonic() - self._since:6.1f} s", flush=True)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started


@contextmanager
def child(command: list[str], env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A child that leads a process group of its own, none of which outlives the block."""
    process = subprocess.Popen(
        command,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def run_night(env: Mapping[str, str], log_path: Path, screen: Screen) -> None:
    """`airflow dags test night`: its log goes to a file, its progress to the screen. Raises DemoFailed."""
    airflow = [sys.executable, "-m", "airflow"]
    home = Path(env["AIRFLOW_HOME"])
    if not (home / "migrated").exists():
        screen.begin("Airflow's metadata (SQLite)")
        for command in (["db", "migrate"], ["pools", "import", str(ROOT / "dags" / "pools.json")]):
            done = subprocess.run([*airflow, *command], env=dict(env), capture_output=True, text=True, check=False)
            if done.returncode:
                raise DemoFailed(f"airflow {' '.join(command)}:\n{(done.stdout + done.stderr)[-2000:]}")
        (home / "migrated").touch()
        screen.end("ready")
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with child([*airflow, "dags", "test", "night", NIGHT], env) as process, log_path.open("w", encoding="utf-8") as log:
        assert process.stdout is not None
        screen.begin("Airflow starts the night")
        last, running = "", True
        for line in process.stdout:
            log.write(line)
            if task := _TASK.search(line):
                kind, name = task.groups()
                if name not in TASKS:
                    continue
                if kind == "starting":
                    if running:
                        screen.end("")
                    screen.begin(TASKS[name])
                    last, running = "", True
                else:
                    screen.end(last)
                    running = False
            elif step := _PROGRESS.search(line):
                _, number, total, text = step.groups()
                last = f"{number}/{total}" if total != "?" else number
                screen.progress(f"{last} {text}")
    if process.returncode:
        lines = [text for text in log_path.read_text(encoding="utf-8").splitlines() if "error" in text.lower()]
        told = "\n  ".join(text[:240] for text in lines[-6:])
        raise DemoFailed(f"the night failed:\n  {told}\nwhole log: {log_path}")


def province(folder: Path, screen: Screen) -> Path:
    """The province, made once: it is a function of the arguments, which stand in a file beside it."""
    marker = folder / "made_with.txt"
    wanted = " ".join(PROVINCE)
    if marker.exists() and marker.read_text(encoding="utf-8") == wanted:
        screen.begin("the province")
        screen.end("is there, used again")
        return folder
    screen.begin("a province is made up")
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "simulator", "generate", *PROVINCE, "--out", str(folder)]
    said: list[str] = []
    with child(command, {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            screen.progress(line.strip())
    if process.returncode:
        raise DemoFailed("the province could not be made:\n  " + "\n  ".join(said[-6:]))
    add_bad_deliveries(folder)
    marker.write_text(wanted, encoding="utf-8")
    files = sum(1 for _ in (folder / "outbox").rglob("*.zip"))
    screen.end(f"{files} files wait in its outbox")
    return folder


def add_bad_deliveries(folder: Path) -> None:
    """Files that no sender should send, from regions outside the province: each ends with a receipt that says why."""
    from simulator import bad_deliveries

    inside = {path.name for path in (folder / "outbox" / "HRSS").glob("*/*")}
    with tempfile.TemporaryDirectory() as made:
        bad_deliveries.write(Path(made))
        for path in sorted((Path(made) / "outbox" / "HRSS").glob("*/*")):
            if path.name not in inside:
                shutil.copytree(path, folder / "outbox" / "HRSS" / path.parent.name / path.name)


@contextmanager
def counterparties(folder: Path, screen: Screen) -> Iterator[Path]:
    """The counterparties as real servers on loopback; yields the configuration that reaches them."""
    # Its PostgreSQL keeps a lock there; elsewhere on a desktop, missing on a bare machine.
    runtime = Path(tempfile.gettempdir()) / f"runtime-{os.getuid()}"
    if "XDG_RUNTIME_DIR" not in os.environ:
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from simulator.counterparties import start
    from simulator.counterparties.mof import write_sample

    write_sample(folder / "packages")
    screen.begin("counterparties start")
    with start(folder) as running:
        screen.end("SFTP, tax SOAP, treasury database, bank, exchange node")
        yield running.settings


def deliveries(home: Path) -> dict[str, int]:
    """How many deliveries the warehouse knows, by status; empty where there is no warehouse yet."""
    from warehouse_sql import open_warehouse

    if not (home / "warehouse.state.duckdb").exists():
        return {}
    with open_warehouse(f"duckdb://{home / 'warehouse.duckdb'}") as warehouse:
        rows = warehouse.query("select status, count(*) as number from control.delivery group by status")
    return {row["status"]: row["number"] for row in rows.to_pylist()}


def tell_outcome(home: Path, before: Mapping[str, int], screen: Screen) -> None:
    """What came, what was found, where the page is, and three things to try, with a key of this very run."""
    from warehouse_sql import open_published

    after = deliveries(home)
    new = sum(after.values()) - sum(before.values())
    with open_published(f"duckdb://{home / 'warehouse.duckdb'}") as published:
        found = published.query(
            "select rule_id, count(*) as findings, min(finding_key) as example from rule.fct_finding"
            " group by rule_id order by rule_id"
        ).to_pylist()
    screen.say()
    if new:
        stood = ", ".join(f"{number} {status}" for status, number in sorted(after.items()))
        screen.say(f"{new} deliveries came; now {stood}.")
    else:
        screen.say(f"Nothing new came: the {sum(after.values())} deliveries were known, none was loaded twice.")
    screen.say(f"{sum(row['findings'] for row in found)} findings by {len(found)} rules.")
    night = NIGHT[:10]
    screen.say(f"{screen.seconds:.0f} s. The report of the night, to be opened in a browser:")
    screen.say(f"\n    {home / 'reports' / f'night-{night}.html'}\n")
    screen.say("Three things to try next:\n")
    sif = ".venv/bin/sif" if (ROOT / ".venv/bin/sif").exists() else "sif"
    screen.say(f"    {sif} status                       where every delivery stands")
    screen.say(f"    {sif} findings                     what the rules found")
    if found:
        screen.say(f"    {sif} why finding {found[0]['example'][:12]}")
        screen.say("                                               from a finding to the line of the file")
    screen.say("\nRun `make demo` again: nothing happens twice. `make help` lists what else there is.")


def main() -> int:
    """Run the demo; returns the exit code."""
    home = Path(os.environ.get("SIF_HOME", ROOT / "var")).absolute()
    home.mkdir(parents=True, exist_ok=True)
    screen = Screen()
    screen.say("One night of a small synthetic province, on the embedded warehouse.\n")
    try:
        folder = province(home / "province", screen)
        before = deliveries(home)
        with counterparties(folder, screen) as configuration:
            env = {**environment(home), "SIF_COUNTERPARTIES": str(configuration)}
            run_night(env, home / "logs" / "night.log", screen)
        tell_outcome(home, before, screen)
    except DemoFailed as failure:
        screen.say(f"\n\ndemo: {failure}")
        return 1
    except KeyboardInterrupt:
        screen.say("\n\ndemo: interrupted. What was done stays; run it again to go on.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
