"""The chain of an account's statements: gaps and overlaps are named, late days close them, on both engines."""

from __future__ import annotations

from expectations import run_gates
from ingest import load_pending
from tests.ingest.deliver import Sent, query

ACCOUNT = "2806632300900000110"


def day(number: int, opening: str, closing: str, seq: int | None = None, mode: str = "append", account: str = ACCOUNT):
    """A statement of a day of January 2024 with one entry."""
    amount = float(closing) - float(opening)
    date = f"2401{number:02d}"
    text = (
        f":20:T{number}\n:25:{account}\n:28C:{number}\n:60F:C{date}CNY{opening.replace('.', ',')}\n"
        f":61:{date}{'C' if amount >= 0 else 'D'}{abs(amount):.2f}NTRFREF\n"
        f":62F:C{date}CNY{closing.replace('.', ',')}\n-\n"
    )
    return Sent(
        table="MT940", source="BANK", encoding="UTF-8", archive=text.encode(), manifest={"records": 1},
        seq=seq or number, mode=mode,
    )  # fmt: skip


def bring(url, root, *sent: Sent) -> None:
    for one in sent:
        one.land(url, root)
    load_pending(url, root)
    run_gates(url)


def chain(url) -> dict[int, tuple[str, str]]:
    """Outcome and message of the chain check, by sequence number of the delivery."""
    rows = query(
        url,
        "select d.seq, g.outcome, g.message from control.gate g join control.delivery d"
        " on d.delivery_id = g.delivery_id where g.check_id = 'balance_continues'",
    )
    return {row["seq"]: (row["outcome"], row["message"]) for row in rows}


def test_a_gap_is_named_and_closes_when_the_missing_days_come(warehouse_url, tmp_path):
    bring(warehouse_url, tmp_path, day(1, "100.00", "110.00"), day(4, "130.00", "125.00"), day(5, "125.00", "140.00"))
    found = chain(warehouse_url)
    assert found[1][0] == "not_checked" and "没有更早的对账单" in found[1][1]
    assert found[4][0] == "failed"
    for told in ("尾号 0110", "2024-01-01 期末 110.00", "期初 130.00", "相差 20.00", "缺 2024-01-02、2024-01-03"):
        assert told in found[4][1]
    assert ACCOUNT not in str(found)
    assert found[5][0] == "passed"
    bring(warehouse_url, tmp_path, day(3, "115.00", "130.00"))
    found = chain(warehouse_url)
    assert found[4][0] == "passed" and "复核：缺口已由后到的对账单补齐" in found[4][1]
    assert found[3][0] == "failed" and "缺 2024-01-02 的对账单" in found[3][1]
    bring(warehouse_url, tmp_path, day(2, "110.00", "115.00"))
    assert {seq: outcome for seq, (outcome, _) in chain(warehouse_url).items()} == {
        1: "not_checked", 2: "passed", 3: "passed", 4: "passed", 5: "passed",
    }  # fmt: skip


def test_a_corrected_day_that_breaks_the_chain_is_told_at_the_next_day(warehouse_url, tmp_path):
    bring(warehouse_url, tmp_path, day(1, "100.00", "110.00"), day(2, "110.00", "120.00"))
    bring(warehouse_url, tmp_path, day(1, "100.00", "111.00", seq=9, mode="full"))
    found = chain(warehouse_url)
    assert found[2][0] == "failed"
    assert "复核：" in found[2][1] and "相差 -1.00" in found[2][1] and "没有缺日" in found[2][1]
    bring(warehouse_url, tmp_path, day(2, "111.00", "120.00", seq=10, mode="full"))
    assert chain(warehouse_url)[10][0] == "passed"


def test_an_overlap_is_named_and_leaves_the_chain_as_it_was(warehouse_url, tmp_path):
    bring(warehouse_url, tmp_path, day(1, "100.00", "110.00"), day(2, "110.00", "120.00"))
    bring(warehouse_url, tmp_path, day(2, "110.00", "120.00", seq=8), day(3, "120.00", "130.00"))
    found = chain(warehouse_url)
    assert found[8][0] == "failed" and "2024-01-02 的对账单重复报送（重叠）" in found[8][1]
    assert (found[2][0], found[3][0]) == ("passed", "passed")
    held = query(warehouse_url, "select seq from control.delivery where status = 'held'")
    assert [row["seq"] for row in held] == [8]  # counted twice, its entries would be twice the totals
    two = day(3, "125.00", "126.00", seq=11)
    two.archive = two.archive.replace(b":28C:3", b":28C:77")
    bring(warehouse_url, tmp_path, two)
    assert "日期重叠" in chain(warehouse_url)[11][1]


def test_accounts_have_chains_of_their_own(duckdb_url, tmp_path):
    other = day(2, "7.00", "8.00", seq=12, account="2806632300000000110")
    bring(duckdb_url, tmp_path, day(1, "100.00", "110.00"), day(2, "110.00", "120.00"), other)
    assert {seq: outcome for seq, (outcome, _) in chain(duckdb_url).items()} == {
        1: "not_checked", 2: "passed", 12: "not_checked",
    }  # fmt: skip
