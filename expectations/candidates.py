"""Which deliveries the gate looks at, and which it may compare them with."""

from __future__ import annotations

from collections.abc import Collection

from warehouse_sql.port import Transaction


def note_visible(tx: Transaction) -> None:
    """Note in `visible` (until `forget_visible`) which deliveries stand.

    Of all that are accepted or pending, each group as it is once the pending ones are accepted: a later full sequence
    takes the place of all earlier ones.

    Every check that compares asks this: worked out once, it does not cost more with each month that was delivered.
    """
    tx.execute(
        """
        create temporary table visible as
        select delivery_id, file_code, region_code, period, seq
        from (
            select
                delivery_id, file_code, region_code, period, seq,
                max(case when mode = 'full' then 1 else 0 end) over (
                    partition by source, file_code, region_code, period, coalesce(part, '') order by seq, mode desc
                    rows between 1 following and unbounded following
                ) as is_replaced
            from control.delivery
            where status in ('accepted', 'loaded')
        ) as standing
        where coalesce(is_replaced, 0) = 0
        """
    )


def forget_visible(tx: Transaction) -> None:
    """Drop what `note_visible` noted: a connection outlives the gate."""
    tx.execute("drop table visible")


def recheck_held(tx: Transaction, file_codes: Collection[str] | None = None, *, every: bool = False) -> int:
    """Put deliveries that were held back in the queue where something of their region and month is new to the gate.

    What was wrong may have come right: by a correction of a partner's file. `every`: all of them, for a check may have
    been wrong. Returns how many. With `file_codes` only deliveries of these, beside those of these.
    """
    codes = ", ".join(f"'{code}'" for code in sorted(file_codes or ()))
    new = f"""and exists (
            select 1 from control.delivery as other
            where other.region_code = delivery.region_code and other.period = delivery.period
                and other.status = 'loaded'{f" and other.file_code in ({codes})" if codes else ""}
        )"""
    return tx.execute(
        f"""
        update control.delivery set status = 'loaded'
        where status = 'held'{f" and file_code in ({codes})" if codes else ""} {"" if every else new}
        """
    )
