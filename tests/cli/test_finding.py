"""`sif finding bundle`: whole, the same every time, and no file of it can be changed unnoticed; on both engines."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile

import pytest

from tests.cli.conftest import PERSONAL
from warehouse_sql import evidence_verify

REASON = ("--by", "王芳", "--unmask", "移送稽核 2024-17")

pytestmark = pytest.mark.usefixtures("officers")


def verify(folder, *arguments):
    """verify.py as somebody else runs it: nothing of ours can be imported."""
    ran = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py"), *arguments], capture_output=True, text=True, timeout=60,
        cwd=folder,
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


def resealed(files, **changed):
    """A bundle whose forger also made list and seal fit."""
    files = {**files, **changed}
    manifest = json.loads(files["manifest.json"])
    for entry in manifest["files"]:
        content = files[entry["path"]]
        entry |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    files["manifest.json"] = json.dumps(manifest).encode()
    return files | {"manifest.sha256": evidence_verify.seal(files["manifest.json"])}


@pytest.fixture
def key(built, sif):
    [found] = json.loads(sif(built, "findings", "--rule", "PEN-001", "--json").stdout)["findings"]
    return found["finding_key"]


def test_bundle_is_whole_and_every_change_in_it_is_told(built, sif, key, tmp_path):
    folder, archive, again = tmp_path / "证据", tmp_path / "一.zip", tmp_path / "二.zip"
    refused = sif(built, "finding", "bundle", key, "--out", str(folder))
    assert refused.exit_code == 2 and "--unmask" in refused.stderr and not folder.exists()
    for by, why in (((), "须用 --by"), (("--by", "马海"), "不是监督人员"), (("--by", "赵六"), "登录名")):
        refused = sif(built, "finding", "bundle", key, "--out", str(folder), *by, *REASON[2:])
        assert refused.exit_code == 2 and why in refused.stderr and not folder.exists()
    made = sif(built, "finding", "bundle", key[:10], "--out", str(folder), *REASON, "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    assert told["lines"] == 2 and not [value for value in PERSONAL if value in made.output]
    for place in (archive, again):
        assert sif(built, "finding", "bundle", key, "--out", str(place), *REASON).exit_code == 0
    assert archive.read_bytes() == again.read_bytes(), "the same finding, the same bytes"
    files = evidence_verify.contents(folder)
    assert evidence_verify.contents(archive) == files
    assert archive.stat().st_mode & 0o777 == 0o640 == (folder / "finding.json").stat().st_mode & 0o777

    # What is in it.
    readme = files["README.txt"].decode()
    assert "统筹区：黄南藏族自治州（632300）" in readme and "险种：企业职工基本养老保险（enterprise_pension）" in readme
    lines = json.loads(files["lines.json"])
    assert [(line["file_name"], line["line_no"]) for line in lines] == [
        ("HRSS_EP03_632300_202403_001.zip", 2), ("PSB_PS02_630000_202403_001.zip", 2),
    ]  # fmt: skip
    for line in lines:
        landed = built.path / "landing" / "objects" / line["delivery_sha256"][:2] / line["delivery_sha256"]
        with zipfile.ZipFile(landed) as source:
            rows = source.read(source.namelist()[0]).split(b"\n")
        assert files[line["raw"]] == rows[line["line_no"] - 1].rstrip(b"\r")
        assert files[line["header"]] == rows[0].rstrip(b"\r")
    assert "尕藏·才让" in lines[0]["text"]
    rule = json.loads(files["rule.json"])
    assert rule["rule"]["rule_id"] == "PEN-001" and rule["rule"]["title_zh"] == "死亡后领取待遇"
    assert rule["definition"].startswith("参保人死亡次月起仍发放养老金。")
    assert b"id: PEN-001" in files["rule/rule_pen_001__paid_after_death.yml"]
    assert b"person_finding" in files["rule/rule_pen_001__paid_after_death.sql"]
    [at_stake, recovered] = json.loads(files["sums.json"])["figures"]
    assert at_stake["stated"] == "3000.00" and at_stake["status"] == "sum" and recovered["status"] == "zero"
    assert [(term["line"], term["column"]) for term in at_stake["terms"]] == [("L0001", "pension_paid_total")]

    # Nobody needs us to check it, and we know our own.
    code, shown = verify(folder)
    assert code == 0 and "核对通过" in shown and told["sha256"] in shown
    assert verify(folder, str(archive), "--sha256", told["sha256"])[0] == 0
    ours = sif(built, "finding", "verify", str(archive))
    assert ours.exit_code == 0 and "由 王芳 出具（移送稽核 2024-17）" in ours.stdout

    # Each file: changed, gone; one more.
    assert evidence_verify.check(files) == []
    for name, content in files.items():
        changed = evidence_verify.check({**files, name: content + b"\n"})
        assert changed and name in "".join(changed), name
        swapped = bytes([content[0] ^ 1]) + content[1:]
        assert evidence_verify.check({**files, name: swapped}), name
        gone = evidence_verify.check({other: files[other] for other in files if other != name})
        assert gone and name in "".join(gone), name
    assert evidence_verify.check({**files, "附件.txt": b""}) == ["多出文件 附件.txt：清单中没有"]

    # A forger who makes the list fit: the files still tell of one another, and the recorded hash of all.
    cheaper = files["lines/L0001.raw"].replace(b"3000.00", b"2000.00")
    assert cheaper != files["lines/L0001.raw"]
    assert any("L0001" in told and "原文" in told for told in
               evidence_verify.check(resealed(files, **{"lines/L0001.raw": cheaper})))  # fmt: skip
    lines[0] |= {"sha256": hashlib.sha256(cheaper).hexdigest(), "text": lines[0]["text"].replace("3000.00", "2000.00")}
    for cell in lines[0]["cells"]:
        cell["value"] = cell["value"].replace("3000.00", "2000.00")
    story = {"lines/L0001.raw": cheaper, "lines.json": json.dumps(lines).encode()}
    found = evidence_verify.check(resealed(files, **story))
    assert any("合计 2000.00，疑点为 3000.00，相差 1000.00" in sentence for sentence in found), found
    finding = json.loads(files["finding.json"])
    finding["values"]["amount_at_stake"] = "9.00"
    assert any("finding.json 为 9.00" in sentence for sentence in
               evidence_verify.check(resealed(files, **{"finding.json": json.dumps(finding).encode()})))  # fmt: skip
    forged = resealed(files, **{"README.txt": b"forged"})
    assert evidence_verify.check(forged) == [], "without the hash from elsewhere nobody can tell"
    assert "登记" in evidence_verify.check(forged, told["sha256"])[0]
    for name, content in forged.items():
        (folder / name).write_bytes(content)
    assert verify(folder, str(folder), "--sha256", told["sha256"])[0] == 1
    foreign = sif(built, "finding", "verify", str(folder))
    assert foreign.exit_code == 1 and "没有登记过" in foreign.stdout
    (folder / "lines" / "L0002.raw").write_bytes(b"x")
    code, shown = verify(folder)
    assert code == 1 and "不符：文件 lines/L0002.raw 被改动" in shown and "核对未通过" in shown


def test_what_is_no_bundle_is_told_in_one_sentence(built, sif, key, tmp_path):
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 no archive")
    assert sif(built, "finding", "verify", str(tmp_path / "坏.zip")).exit_code == 1
    gone = sif(built, "finding", "verify", str(tmp_path / "无.zip"))
    assert gone.exit_code == 3 and "没有文件" in gone.stderr and "Error" not in gone.stderr
    assert sif(built, "finding", "verify", str(tmp_path)).stdout.startswith("不符：缺少 manifest.json")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert sif(built, "finding", "bundle", key, "--out", str(tmp_path / "full"), *REASON).exit_code == 2
    unknown = sif(built, "finding", "bundle", "zz", "--out", str(tmp_path / "new"), *REASON)
    assert unknown.exit_code == 1 and not (tmp_path / "new").exists()


def test_bundle_is_not_made_where_a_line_is_gone(built, sif, key, tmp_path, monkeypatch):
    from warehouse_sql import explain_lines

    def lost(path, sha256):
        raise explain_lines.LineError(f"落地文件 {sha256[:12]}… 不存在；请从备份恢复 landing 目录")

    monkeypatch.setattr(explain_lines, "_verify", lost)
    result = sif(built, "finding", "bundle", key, "--out", str(tmp_path / "new.zip"), *REASON)
    assert result.exit_code == 3 and "不存在" in result.stderr and not (tmp_path / "new.zip").exists()
