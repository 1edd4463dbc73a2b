"""Statements beside real-time balances (实时余额): a closing is what the account held when the day was over."""

from __future__ import annotations

from catalogue import Check, Table
from expectations.measure import Measure
from warehouse_sql.port import Transaction


def measure(tx: Transaction, table: Table, check: Check, codes: str) -> dict[int, Measure | None]:
    """For each pending delivery of bank statements: closings compared, and those that differ. Accepted ones that could
    not be checked when they came are looked at again, where a balance has been heard since.

    Of several balances heard between the hours the first counts. Accounts are told by their last four digits.
    """
    account, closing, day = check.columns
    start, end = int(check.params["from_hour"]), int(check.params["until_hour"])
    rows = tx.query(
        f"""
        with heard as (
            select
                r._delivery_id, r._line_no, b.amount, b.as_of,
                row_number() over (partition by r._delivery_id, r._line_no order by b.as_of, b.observation_id) as place
            from raw.{table.raw_name} as r
            inner join control.delivery as d on d.delivery_id = r._delivery_id
            inner join control.bank_balance as b
                on b.account_no = r.{account}
                and b.outcome = 'observed'
                and b.as_of >= cast(r.{day} as timestamp) + interval '{start} hours'
                and b.as_of < cast(r.{day} as timestamp) + interval '{24 + end} hours'
            left join control.gate as g on g.delivery_id = d.delivery_id and g.check_id = :check
            where d.file_code in ({codes})
                and (d.status = 'loaded' or d.status = 'accepted' and g.outcome = 'not_checked')
        )
        select
            r._delivery_id as delivery_id, r.{account} as account, r.{closing} as closing, r.{day} as last_day,
            h.amount, h.as_of
        from raw.{table.raw_name} as r
        inner join control.delivery as d on d.delivery_id = r._delivery_id
        left join heard as h on h._delivery_id = r._delivery_id and h._line_no = r._line_no and h.place = 1
        where d.file_code in ({codes}) and (d.status = 'loaded' or h.as_of is not null)
        order by r._delivery_id, r.{day}, r._line_no
        """,
        {"check": check.id},
    ).to_pylist()
    found: dict[int, Measure | None] = {}
    for row in rows:
        delivery = int(row["delivery_id"])
        before = found.get(delivery) or Measure(0, 0, f"结账时段（{start} 时至次日 {end} 时）没有实时余额")
        if row["as_of"] is None:
            found[delivery] = before
            continue
        note, wrong = before.note if before.looked_at else "", row["amount"] != row["closing"]
        if wrong and not before.unexpected:
            note = (
                f"尾号 {str(row['account'])[-4:]} 账户 {row['last_day']} 期末 {row['closing']}，"
                f"{row['as_of']:%Y-%m-%d %H:%M} 实时余额 {row['amount']}，相差 {row['amount'] - row['closing']}"
            )
        found[delivery] = Measure(before.looked_at + 1, before.unexpected + wrong, note)
    return found
