"""Which rows count and which tables are here: models of the base library on both engines, on deliveries made here."""

from __future__ import annotations

import duckdb
import psycopg
import pytest

from catalogue import load_catalogue
from catalogue.base_models import base_models
from tests.dbt_project.rendered import expression, model

# Deliveries: number, region, sequence. 632121 is a former code of 630202.
ROWS = """
with stg_control__delivery as (
    select delivery_id, region_code, seq, '202501' as period
    from (values (1, '630102', 1), (2, '630103', 1), (3, '630102', 2), (4, '632121', 1), (5, '630202', 2))
        as d (delivery_id, region_code, seq)
),
base_region_code as (select '632121' as region_code_raw, '630202' as region_code),
sent as (
    select _delivery_id, 2 as _line_no, payment
    from (values (1, 'a'), (2, 'a'), (3, 'a'), (4, 'b'), (5, 'b')) as s (_delivery_id, payment)
)
"""


DELIVERIES = """
with stg_control__delivery as (
    select * from (values ('EP10', '632121', '202501'), ('CAMT053', '630202', '202501'), ('MT940', '630202', '202501'))
        as d (file_code, region_code, period)
),
base_region_code as (select '632121' as region_code_raw, '630202' as region_code)
"""


@pytest.fixture(params=["duckdb", "postgres"])
def made(request: pytest.FixtureRequest):
    """Rows of a SELECT."""

    def ask(sql: str) -> list[tuple]:
        if request.param == "duckdb":
            with duckdb.connect() as connection:
                return connection.execute(sql).fetchall()
        with psycopg.connect(request.getfixturevalue("postgres_server")) as connection:
            return connection.execute(sql).fetchall()

    ask.dialect = request.param
    return ask


@pytest.mark.parametrize(("in_region", "deliveries"), [(True, [2, 3, 5]), (False, [3, 5])])
def test_a_key_of_an_agency_is_its_own_and_that_of_another_region_another_row(made, in_region, deliveries):
    """A correction replaces what its own region sent, under whichever of its codes."""
    rows = expression("counted_rows", made.dialect, "sent", ["payment"], None, None, None, None, in_region)
    assert made(f"{ROWS} select _delivery_id from ({rows}) as t order by 1") == [(one,) for one in deliveries]


def test_a_row_that_is_sent_again_under_another_code_of_its_region_counts_once(made):
    """Deliveries 4 and 5 name a county by its former and its present code, 1 to 3 two counties that number alike."""
    named = "select s.*, d.region_code as division from sent as s join stg_control__delivery as d on delivery_id ="
    rows = expression("counted_rows", made.dialect, "named", ["division", "payment"], "division")
    found = made(
        f"{ROWS}, named as ({named} _delivery_id) select _delivery_id, _region_code from ({rows}) as t order by 1"
    )
    assert found == [(2, "630103"), (3, "630102"), (5, "630202")]


@pytest.mark.parametrize("file_code", ["RP06", "IP09"])
def test_a_receipt_that_is_sent_again_in_another_batch_counts_once_and_its_refund_beside_it(made, file_code):
    """The county's second delivery has it with the amount corrected, and gives it back under the same number; another
    person is on it in the first one, and the other county has a receipt of the same number."""
    receipts = base_models(load_catalogue())["base_tax_receipt_person"]
    member = next(one for one in receipts.members if one.table.file_code == file_code)
    varying = ("_delivery_id", "_line_no", "person_id", "transmission_batch_no", "personal_paid_amount")
    same = [f"'same' as {name}" for name in member.table.natural_key if name not in (*varying, member.region)]
    sent = (
        f"select s.*, d.region_code as {member.region}, {', '.join(same)} from (values (1, 2, 'p', 'B1', 400.00), "
        "(1, 3, 'q', 'B1', 400.00), (2, 2, 'p', 'B1', 400.00), (3, 2, 'p', 'B2', 380.00), (3, 3, 'p', 'B3', -380.00)) "
        f"as s ({', '.join(varying)}) join stg_control__delivery as d on d.delivery_id = s._delivery_id"
    )
    rows = expression("counted_rows", made.dialect, "receipts", list(receipts.counted_by(member)), member.region)
    found = made(f"{ROWS}, receipts as ({sent}) select _delivery_id, _line_no from ({rows}) as t order by 1, 2")
    assert found == [(1, 3), (2, 2), (3, 2), (3, 3)]


def test_a_statement_of_a_bank_is_here_under_both_its_tables_whatever_its_format(made):
    rows = made(f"{DELIVERIES} select * from ({model('base_feed_month', made.dialect)}) as t order by 1")
    assert rows == [
        ("BK01", "630202", "202501", 2), ("BK02", "630202", "202501", 2), ("EP10", "630202", "202501", 1),
    ]  # fmt: skip
