"""`control.watermark`: how far a counterparty's list has been read."""

from __future__ import annotations

from warehouse_sql.port import Transaction


def text(tx: Transaction, channel: str, name: str) -> str | None:
    """The mark as the counterparty gave it, or None at the beginning."""
    sql = "select updated_at from control.watermark where channel = :channel and name = :name"
    rows = tx.query(sql, {"channel": channel, "name": name}).to_pylist()
    return str(rows[0]["updated_at"]) if rows else None


def move_text(tx: Transaction, channel: str, name: str, mark: str) -> None:
    """Set the mark."""
    tx.execute(
        "insert into control.watermark (channel, name, updated_at, last_id) values (:channel, :name, :mark, 0)"
        " on conflict (channel, name) do update set updated_at = excluded.updated_at",
        {"channel": channel, "name": name, "mark": mark},
    )
