"""What commands print, how they end, what they never show."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import psycopg
import pytest

from cli.main import app
from tests.cli.conftest import PERSONAL, Home
from warehouse_sql import WarehouseBusy, open_published, open_warehouse

COMMANDS = [command.callback.__name__.replace("_", "-") for command in app.registered_commands]
REPOSITORY = Path(__file__).resolve().parents[2]


def process(*arguments: str, home: Home | None = None, code: str | None = None, **environment: str):
    """A real process: `python -m cli …` (or `python -c code`)."""
    variables = {**os.environ, **(home.environment if home else {}), **environment, "PYTHONPATH": str(REPOSITORY)}
    start = [sys.executable, "-c", code] if code else [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(start, env=variables, capture_output=True, text=True, timeout=120)


@pytest.fixture
def empty(tmp_path):
    return Home(tmp_path, f"duckdb://{tmp_path / 'warehouse.duckdb'}")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_for_every_command(sif, command):
    result = sif(None, command, "--help")
    assert result.exit_code == 0 and "Examples:\n" in result.stdout and f"  sif {command}" in result.stdout


def test_usage_error_is_two_and_help_names_the_exit_codes():
    assert process("status", "--no-such-option").returncode == 2
    assert process("no-such-command").returncode == 2
    assert "Exit codes: 0 done" in process("--help").stdout


def test_status_imports_neither_airflow_nor_dbt_nor_great_expectations(built):
    code = (
        "import sys, runpy\nsys.argv = ['sif', 'status', '--json']\n"
        "try:\n    runpy.run_module('cli', run_name='__main__')\nexcept SystemExit:\n    pass\n"
        "heavy = {'airflow', 'dbt', 'great_expectations', 'paramiko', 'zeep', 'sqlalchemy'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    result = process(home=built, code=code)
    assert "heavy: []" in result.stderr, result.stderr
    assert json.loads(result.stdout)["source"] == "state"


def test_help_imports_no_database():
    code = "import sys, cli.main; print(sorted({'duckdb', 'pyarrow', 'psycopg', 'numpy'} & set(sys.modules)))"
    assert process(code=code).stdout.strip() == "[]"


def test_init_twice_keeps_what_is_there_and_does_not_overwrite(sif, empty):
    assert sif(empty, "init").exit_code == 0
    (empty.path / "counterparties.yml").write_text("counterparties: []  # mine\n")
    again = json.loads(sif(empty, "init", "--json").stdout)
    assert {entry["outcome"] for entry in again["done"]} == {"kept", "ready"}
    assert "mine" in (empty.path / "counterparties.yml").read_text()


def test_template_of_counterparties_is_what_the_adapters_read(sif, empty):
    from exchange_adapters import counterparties

    sif(empty, "init")
    file = empty.path / "counterparties.yml"
    assert counterparties.read(file) == []
    pattern = [line.removeprefix("# ") for line in file.read_text().split("need.\n")[1].splitlines()]
    file.write_text("\n".join(pattern))
    assert [entry["channel"] for entry in counterparties.read(file)] == [
        "sftp_files",
        "tax_soap",
        "treasury_db",
        "bank",
        "mof_node",
        "share_push",
    ]


@pytest.mark.parametrize("command", ["status", "load", "rejects", "findings", "why finding ab", "night", "gate"])
def test_without_a_warehouse_each_says_what_to_do(empty, sif, command):
    result = sif(empty, *command.split())
    assert result.exit_code == 3, result.output
    assert result.stderr.startswith("sif: ") and result.stderr.count("\n") == 1 and "sif " in result.stderr[5:]
    assert not (empty.path / "warehouse.state.duckdb").exists()
    as_json = sif(empty, *command.split(), "--json")
    assert json.loads(as_json.stdout)["exit_code"] == 3


@pytest.mark.parametrize("command", ["status", "load", "rejects", "doctor"])
def test_a_database_without_a_warehouse_is_left_as_it_is(bare_postgres_url, tmp_path, sif, command):
    other = Home(tmp_path, bare_postgres_url)
    result = sif(other, command)
    assert result.exit_code == 3 and "`sif init`" in result.output
    with psycopg.connect(bare_postgres_url) as connection:
        found = connection.execute("select count(*) from information_schema.schemata where schema_name = 'control'")
        assert found.fetchone() == (0,)


def test_status_tells_what_is_held_and_refused_and_why(built, sif):
    result = sif(built, "status")
    assert result.exit_code == 1
    assert "HRSS_EP01_632200_202401_001.zip: ep01_unit_known 单位编号在参保表中不存在" in result.stdout
    assert "HRSS_EP01_632600_202401_001.zip: bad_count" in result.stdout
    found = json.loads(sif(built, "status", "--json").stdout)
    by_state = {row["status"]: row["deliveries"] for row in found["deliveries"]}
    assert by_state == {"accepted": 3, "held": 1, "loaded": 1, "rejected": 1}
    assert found["held"][0]["observed"] == "7" and found["last_build"]["failed"] == 0


def test_rejects_are_masked_and_the_csv_is_whole(built, sif, tmp_path):
    result = sif(built, "rejects", "--table", "EP03")
    assert result.exit_code == 0 and "第 5 行 [bad_number]" in result.stdout
    assert not [value for value in PERSONAL if value in result.output]
    target = tmp_path / "退回.csv"
    sif(built, "rejects", "--delivery", "HRSS_EP03_632100_202403_001.zip", "--csv", str(target))
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0]["行号"] == "5" and rows[0]["原因代码"] == "bad_number"
    assert not [value for value in PERSONAL if value.encode() in data]
    assert sif(built, "rejects", "--table", "XX99").exit_code == 2
    assert "没有报送" in sif(built, "rejects", "--delivery", "' or 1=1 --").stderr
    assert "no refused" in sif(built, "rejects", "--delivery", "HRSS_EP03_632300_202403_001").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("findings --region 999999", 2, "没有统筹区 '999999'"),
        ("findings --rule NOPE-001", 2, "没有规则 'NOPE-001'"),
        ("findings --status shut", 2, "有：closed、open"),
        ("findings export --region 999999 --out FILE.xlsx", 2, "没有统筹区"),
        ("findings export --region 632300 --rule NOPE-001 --out FILE.xlsx", 2, "没有规则"),
        ("case list --region 999999", 2, "没有统筹区"),
        ("case list --rule NOPE-001", 2, "没有规则"),
        ("case list --rule=", 2, "没有规则"),
        ("case list --state shut", 2, "没有状态"),
        ("rejects --table ZZ99", 2, "没有数据表"),
        ("rejects --delivery NOPE", 1, "没有报送 'NOPE'"),
        ("rejects --delivery 987654321", 1, "没有报送"),
        ("drift --source NOPE", 2, "没有报送方"),
        ("drift --table ZZ99", 2, "没有数据表"),
        ("receive --channel nosuch", 2, "有：bank、mof_node"),
        ("receive --channel share_push", 2, "没有渠道"),
        ("report --run-id nosuch --out FILE.html", 1, "没有运行 'nosuch'"),
    ],
)
def test_what_does_not_exist_is_never_answered_by_nothing_found(built, sif, tmp_path, arguments, code, words):
    result = sif(built, *(word.replace("FILE", str(tmp_path / "a")) for word in arguments.split()))
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("sif: ") and result.stderr.count("\n") == 1 and words in result.stderr
    assert not result.stdout and not list(tmp_path.iterdir())


def test_findings_by_rule_region_and_period(built, sif):
    def keys(*arguments):
        return [f["finding_key"] for f in json.loads(sif(built, "findings", "--json", *arguments).stdout)["findings"]]

    every = keys()
    assert every and keys("--rule", "PEN-001") and set(keys("--rule", "PEN-001")) < set(every)
    assert keys("--region", "632300") == keys("--region", "630000") == every
    assert keys("--region", "632100") == [] and keys("--period", "2023") == []
    assert keys("--period", "202403", "--region", "632301") == []
    for wrong in (("--rule", "PEN-999"), ("--region", "63'"), ("--period", "2024%"), ("--status", "x")):
        assert sif(built, "findings", *wrong).exit_code == 2


def test_a_threshold_beyond_what_the_build_kept_is_refused_with_what_it_may_be(built, sif):
    for asked, told in (
        ("UNI-003.headcount_gap_ratio=0.005", "at least 0.01"),
        ("PAY-003.payees_per_account=1", "at least 2"),
        ("MED-004.readmission_days=45", "at most 30"),
        ("MED-004.no_such=5", "known: MED-004.readmission_days"),
    ):
        refused = sif(built, "findings", "--threshold", asked)
        assert refused.exit_code == 2 and told in refused.stderr and not refused.stdout
    for asked in ("UNI-003.headcount_gap_ratio=0.01", "PAY-003.payees_per_account=2", "MED-004.readmission_days=30"):
        assert sif(built, "findings", "--threshold", asked).exit_code == 0


def test_findings_say_what_two_officers_decided_as_the_build_has_it(built, sif, monkeypatch):
    """Deciding takes a build of its own: here the relation of decisions is another one."""
    from cli import findings

    decided = "(select finding_key, 'dismissed' as decision_code from rule.fct_finding where rule_id = 'PEN-001')"

    @contextmanager
    def opened(as_of):
        with open_published() as published:
            ask = published.query

            def query(sql, *params):
                return ask(sql.replace("rule.fct_finding_standing", decided), *params)

            monkeypatch.setattr(published, "query", query)
            yield published

    monkeypatch.setattr(findings, "opened", opened)
    rows = json.loads(sif(built, "findings", "--status", "open", "--json").stdout)["findings"]
    decisions = {(row["rule_id"], row["decision"]) for row in rows}
    assert ("PEN-001", "dismissed") in decisions and ("UNI-002", None) in decisions
    assert ("PEN-001", None) not in decisions
    text = sif(built, "findings", "--rule", "PEN-001", "--rule", "UNI-002", "--format", "csv").stdout
    shown = {(row["规则"], row["状态"], row["结论"]) for row in csv.DictReader(io.StringIO(text))}
    assert shown == {("PEN-001", "未结", "已排除"), ("UNI-002", "未结", "未定")}


def test_findings_files_are_masked_chinese_and_money_is_a_number(built, sif, tmp_path, officers):
    book = tmp_path / "疑点.xlsx"
    assert sif(built, "findings", "-f", "xlsx").exit_code == 2
    assert sif(built, "findings", "--rule", "PEN-001", "-f", "xlsx", "-o", str(book)).exit_code == 0
    header, row = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    cells = dict(zip(header, row, strict=True))
    assert cells["公民身份号码"] == "632321********1239" and cells["规则名称"] == "死亡后领取待遇"
    assert cells["涉及金额（元）"] == 3000 and cells["来源文件"] == "HRSS_EP03_632300_202403_001.zip"
    assert cells["状态"] == "未结" and cells["结论"] == "未定"
    assert cells["首次发现"] <= cells["最近一次见到"] and re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", cells["首次发现"])
    text = sif(built, "findings", "--format", "csv").stdout
    assert (cells["对象"], cells["个人编号"], cells["姓名"]) == ("个人", "P1", "尕****")
    assert text.startswith("疑点编号,规则,") and not [value for value in PERSONAL if value in text]
    unmasked = tmp_path / "u.csv"
    asked = ("findings", "-f", "csv", "-o", str(unmasked), "--unmask", "移送稽核七号")
    for by, why in (((), "须用 --by"), (("--by", "马海"), "不是监督人员")):
        refused = sif(built, *asked, *by)
        assert refused.exit_code == 2 and why in refused.stderr and not unmasked.exists()
    sif(built, *asked, "--by", "王芳")
    assert "632321195001011239" in unmasked.read_text("utf-8-sig")
    assert unmasked.stat().st_mode & 0o007 == 0


def test_frozen_findings_leave_only_for_an_officer_who_may_see_them(officers, monkeypatch):
    from cli import report
    from cli.session import Problem

    seen = []
    monkeypatch.setattr(report, "record_unmasking", lambda reason, what: seen.append(what))
    for columns, by, why in (
        (["citizen_id"], None, None),
        (["finding_key", "citizen_id"], None, "须用 --by"),
        (["finding_key", "citizen_id"], "马海", "不是监督人员"),
    ):
        frozen = SimpleNamespace(name="q1", columns=json.dumps(columns))
        if why is None:
            report._guard(frozen, by, "移送稽核七号")
        else:
            with pytest.raises(Problem, match=why):
                report._guard(frozen, by, "移送稽核七号")
    assert seen == ["frozen q1"]


def test_findings_out_follows_the_suffix_or_is_wrong_usage(built, sif, tmp_path):
    for name, begins in (("a.xlsx", b"PK"), ("a.CSV", b"\xef\xbb\xbf"), ("a.json", b"{")):
        result = sif(built, "findings", "--rule", "PEN-001", "--out", str(tmp_path / name))
        assert result.exit_code == 0 and name in result.stderr
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o640
    for wrong in (("--out", "b.txt"), ("-f", "table", "--out", "b.csv"), ("-f", "xlsx", "--out", "b.csv"),
                  ("--json", "--out", "b.xlsx")):  # fmt: skip
        refused = sif(built, "findings", *wrong[:-1], str(tmp_path / wrong[-1]))
        assert refused.exit_code == 2 and "findings in" not in refused.output
    assert not list(tmp_path.glob("b*"))
    assert sif(built, "findings", "-f", "csv", "--out", str(tmp_path / "c.txt")).exit_code == 0


def test_workbooks_are_never_there_open_to_others(tmp_path, monkeypatch):
    """What others can read for a moment they can hold open for ever."""
    from cli import table_files

    modes = []
    write = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (modes.append(os.fstat(fd).st_mode & 0o777), write(fd)))
    book = tmp_path / "x.xlsx"
    before = os.umask(0o022)
    try:
        table_files.put(book, table_files.xlsx_bytes("甲", ["a"], ["a"], [{"a": "1"}]))
    finally:
        os.umask(before)
    assert modes[0] == book.stat().st_mode & 0o777 == 0o640 and list(tmp_path.iterdir()) == [book]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    from cli import table_files
    from cli.session import Problem

    monkeypatch.setattr(table_files, "MOST_ROWS", 2)
    rows = [{"a": "1"}, {"a": "2"}, {"a": "3"}]
    table_files.xlsx_bytes("甲", ["a"], ["a"], rows[:2])
    with pytest.raises(Problem, match="3 rows are more than the 2"):
        table_files.xlsx_bytes("甲", ["a"], ["a"], rows)


def test_cells_that_look_like_formulas_are_text(tmp_path):
    from decimal import Decimal

    from cli import table_files

    evil = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "　=cmd", "＝1", "正常", None]
    rows = [{"a": value, "b": Decimal("-1.50")} for value in evil]
    data = table_files.csv_bytes(["=甲", "乙"], ["a", "b"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(data, newline="")))
    assert read[0][0] == "'=甲"
    assert [line[0][:1] for line in read[1:]] == ["'"] * 9 + ["正", ""]
    assert {line[1] for line in read[1:]} == {"-1.50"}
    book = table_files.xlsx_bytes("甲", ["a", "b"], ["a", "b"], rows)
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_doctor_tells_once_that_there_is_no_warehouse(sif, empty):
    checks = json.loads(sif(empty, "doctor", "--json").stdout)["checks"]
    assert [check["name"] for check in checks if "there is no warehouse" in check["message"]] == ["warehouse"]


def test_init_and_what_it_makes_are_closed_to_other_users_and_doctor_tells_what_is_not(sif, monkeypatch):
    monkeypatch.delenv("SIF_LANDING_ARCHIVE", raising=False)
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are out of others' reach
        top = Path(name)
        top.chmod(0o755)
        home = Home(top / "home", f"duckdb://{top / 'home' / 'warehouse.duckdb'}")

        def permissions(place: Home) -> dict[str, str]:
            checks = json.loads(sif(place, "doctor", "--json").stdout)["checks"]
            return next(check for check in checks if check["name"] == "permissions")

        before = os.umask(0o022)
        try:
            assert sif(home, "init").exit_code == 0
        finally:
            os.umask(before)
        written = [home.path, *home.path.rglob("*")]
        assert len(written) >= 6 and {path.stat().st_mode & 0o027 for path in written} == {0}
        assert home.path.stat().st_mode & 0o777 == 0o750
        assert permissions(home)["outcome"] == "ok"
        home.path.chmod(0o755)
        assert permissions(home) | {"message": ""} == {
            "name": "permissions", "outcome": "warn", "message": "", "todo": f"chmod -R o-rwx {home.path}",
        }  # fmt: skip
        (home.path / "warehouse.state.duckdb").chmod(0o644)
        assert "warehouse.state.duckdb" in permissions(home)["message"]


def test_doctor_is_well_and_says_what_is_not(built, sif, tmp_path):
    (built.path / "counterparties.yml").write_text("counterparties: []\n")
    result = sif(built, "doctor", "--json", "--deep")
    found = {check["name"]: check for check in json.loads(result.stdout)["checks"]}
    assert found["warehouse"]["outcome"] == found["landing"]["outcome"] == found["published"]["outcome"] == "ok"
    assert result.exit_code == 1  # nobody is configured
    lost = Home(tmp_path, built.url)
    keys = tmp_path / "known_hosts"
    keys.write_text("other.example ssh-ed25519 AAAA\n")
    (tmp_path / "counterparties.yml").write_text(
        "counterparties: [{name: hrss, channel: sftp_files, host: a.example, user: u, key_file: k,"
        " known_hosts_file: known_hosts}, {name: bank, channel: bank, address: 'https://a.example',"
        " token_env: SIF_TEST_NO_TOKEN, accounts: []}]"
    )
    result = sif(lost, "doctor", "--json")
    assert result.exit_code == 3
    checks = json.loads(result.stdout)["checks"]
    assert [c for c in checks if c["name"] == "landing" and c["outcome"] == "fail" and "are gone" in c["message"]]
    messages = [c["message"] for c in checks if c["name"] == "hrss"]
    assert [c["message"] for c in checks if c["name"] == "bank"] == ["token_env: $SIF_TEST_NO_TOKEN is not set"]
    assert any("no key of a.example" in m for m in messages) and any("does not exist" in m for m in messages)


def test_doctor_says_that_a_postgres_is_too_old(built, sif, monkeypatch):
    monkeypatch.setattr("warehouse_sql.engine.LEAST_POSTGRES", 99)
    checks = json.loads(sif(built, "doctor", "--json").stdout)["checks"]
    told = [check["outcome"] for check in checks if check["name"] == "postgres"]
    assert told == (["fail"] if built.url.startswith("postgres") else [])


def test_a_busy_warehouse_still_has_a_status_and_load_says_why_it_cannot(built):
    if not built.url.startswith("duckdb"):
        pytest.skip("PostgreSQL has many writers")
    program = "from warehouse_sql import open_warehouse as o; w = o(); print('open', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, **built.environment, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout.readline().strip() == b"open"
        result = process("status", "--json", home=built)
        assert json.loads(result.stdout)["source"] == "published"
        with pytest.raises(WarehouseBusy, match=rf"another process \(PID {holder.pid}\)"):
            open_warehouse(built.url, wait_seconds=0)
    finally:
        holder.communicate(b"\n")


def test_unexpected_errors_are_one_line_without_data_and_debug_shows_the_traceback(built, sif, monkeypatch):
    from warehouse_sql import explain

    def broken(*_, **__):
        raise ValueError("row 632321195001011239 is odd\nreally")

    monkeypatch.setattr(explain, "explain", broken)
    monkeypatch.setenv("SIF_DEBUG", "0")
    result = sif(built, "why", "finding", "ab")
    assert result.exit_code == 4
    assert result.stderr.startswith("sif: unexpected ValueError at cli/why.py:")
    assert "odd" not in result.stderr, "the text of an error that is not ours may quote anything"
    monkeypatch.setenv("SIF_DEBUG", "1")
    assert isinstance(sif(built, "why", "finding", "ab").exception, ValueError)
