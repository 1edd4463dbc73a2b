"""The mutation trial kills what a unit test notices, and names what none does."""

from __future__ import annotations

from tests.mutation.mutants import mutants
from tests.mutation.run import killed_elsewhere, report, try_rule

SQL = """
select b.person_key, b.due_amount as amount_at_stake
from "core"."fct_benefit" as b
where b.fund_code in ('enterprise_pension')
    and b.due_amount > 100
"""
TEST = {
    "name": "hundred_is_not_too_much",
    "model": "rule_x",
    "given": [
        {
            "input": "ref('fct_benefit')",
            "rows": [
                {"person_key": "above", "fund_code": "enterprise_pension", "due_amount": 101},
                {"person_key": "just", "fund_code": "enterprise_pension", "due_amount": 100},
            ],
        }
    ],
    "expect": {"rows": [{"person_key": "above", "amount_at_stake": 101.0}]},
}
TYPES = {
    "fct_benefit": {"person_key": "varchar", "fund_code": "varchar", "due_amount": "decimal(18,2)"},
    "rule_x": {"person_key": "varchar", "amount_at_stake": "decimal(18,2)"},
}
FUND = "drop: … and b.fund_code IN ('enterprise_pension')"


def test_a_border_that_is_tried_is_killed_and_a_fund_that_is_not_survives_until_it_is():
    outcome = try_rule("X-001", SQL, [TEST], TYPES, {})
    names = {each.name for each in mutants(SQL)}
    survivors = {each.name: each.line for each in outcome.survivors}
    assert "compare: b.due_amount > 100 → b.due_amount >= 100" in names - survivors.keys()
    assert survivors == {FUND: 4}
    assert len(outcome.killed) == len(names) - 1
    assert f"line 4: `{FUND}`" in report([outcome])

    other = {"person_key": "other_fund", "fund_code": "unemployment", "due_amount": 500}
    (given,) = TEST["given"]
    stronger = TEST | {"given": [given | {"rows": [*given["rows"], other]}]}
    assert try_rule("X-001", SQL, [stronger], TYPES, {}).survivors == []


def test_an_accepted_mutant_that_is_killed_and_a_unit_test_that_fails_are_told():
    assert try_rule("X-001", SQL, [TEST], TYPES, {FUND: "why"}).wrong == []
    assert try_rule("X-001", SQL, [TEST], TYPES, {FUND: "why", "compare: gone": "why"}).wrong == [
        "equivalent.yml: not a survivor: compare: gone"
    ]
    failing = TEST | {"expect": {"rows": []}}
    assert try_rule("X-001", SQL, [failing], TYPES, {}).wrong == [
        "hundred_is_not_too_much does not hold for the rule as it is"
    ]


def test_what_a_macro_wrote_is_killed_in_one_rule_for_all_and_what_a_rule_wrote_is_not():
    other = {"person_key": "other_fund", "fund_code": "unemployment", "due_amount": 500}
    (given,) = TEST["given"]
    stronger = TEST | {"given": [given | {"rows": [*given["rows"], other]}]}
    by_macro = SQL.replace("b.fund_code in ('enterprise_pension')", "{{ of_rule('X-001', 'b') }}")
    for source, left in ((by_macro, []), (SQL, [FUND])):
        outcomes = [
            try_rule("X-001", SQL, [TEST], TYPES, {}, source),
            try_rule("X-002", SQL, [stronger], TYPES, {}, by_macro),
        ]
        killed_elsewhere(outcomes)
        assert [each.name for each in outcomes[0].survivors] == left
        assert outcomes[0].judged == outcomes[1].judged == outcomes[1].caught
