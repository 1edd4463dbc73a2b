"""The report's section on banks: gaps with their days, balances that differ, no account in full; both engines."""

from __future__ import annotations

from datetime import datetime

from dashboards import run_report
from tests.expectations.test_bank_chain import ACCOUNT, bring, day
from tests.expectations.test_bank_observed import heard


def test_gaps_and_balances_are_shown(warehouse_url, tmp_path):
    path = tmp_path / "report.html"
    assert "银行对账" not in run_report.write(warehouse_url, path, None).read_text(encoding="utf-8")
    bring(warehouse_url, tmp_path, day(1, "100.00", "110.00"), day(4, "130.00", "125.00"))
    heard(warehouse_url, "126.50", datetime(2024, 1, 4, 12))
    html = run_report.write(warehouse_url, path, None).read_text(encoding="utf-8")
    for shown in ("缺 2024-01-02、2024-01-03 的对账单", "与对账单不符", "126.50", "125.00", "1.50", "…0110"):
        assert shown in html
    assert ACCOUNT not in html
    heard(warehouse_url, "125.00", datetime(2024, 1, 4, 13))
    html = run_report.write(warehouse_url, path, None).read_text(encoding="utf-8")
    assert "与对账单一致" in html and "126.50" not in html
