"""Which service publishes which rule, and what a theme of the overview is made of."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from catalogue import CatalogueError
from catalogue.generate.rules import Alias, rules
from catalogue.generate.supervision import SERVICES, THEMES, service_rows, services, theme_rows


@pytest.fixture(scope="module")
def found(catalogue):
    return rules(catalogue)


def test_every_finding_is_published_by_a_service_and_summed_once(catalogue, found):
    rows = list(service_rows(catalogue, found))
    summed = [(row[0], row[1]) for row in rows if row[6] == "true"]
    assert sorted(summed) == sorted((rule.rule_id, fund) for rule in found for fund in rule.funds)
    assert {service.service_no for service in services(catalogue)} == {f"7.{n}" for n in range(15, 25)} | {"6.3"}
    # of persons and units whatever the fund; of a fund whatever the family
    place = {(row[0], row[1]): row[2] for row in rows if row[6] == "true"}
    assert place["PER-001", "unemployment"] == "7.15" and place["UNI-001", "maternity"] == "7.16"
    assert place["PEN-001", "institution_pension"] == "7.17" and place["MED-010", "resident_medical"] == "7.21"


def test_a_rule_published_under_another_number_is_in_both_services_or_renamed_in_its_own(catalogue, found):
    rows = {(row[0], row[1], row[2]): row[4:] for row in service_rows(catalogue, found)}
    assert rows["PER-008", "enterprise_pension", "7.15"] == ("PER-008", "同险种跨地区重复参保", "true")
    assert rows["PER-008", "enterprise_pension", "7.18"][::2] == ("PEN-003", "false")
    assert ("PER-008", "employee_medical", "7.20") not in rows
    [one] = [rule for rule in found if rule.rule_id == "PEN-001"]
    renamed = replace(one, published_as=(Alias("PEN-099", "另名", ("resident_pension",)),))
    assert [row[2:] for row in service_rows(catalogue, [renamed]) if row[1] == "resident_pension"] == [
        ("7.19", "城乡居民基本养老保险监管", "PEN-099", "另名", "true")
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("UE,unemployment", "UE,gold", "unknown fund 'gold'"),
        ("7.16,", "7.15,", "'7.15' stands in two services"),
        ("监管,UE,", "监管,PER,", "'PER' stands in two services"),
        ("监管,,institution_pension", "监管,,", "no service has PEN-001 of institution_pension"),
    ],
)
def test_services_wrongly_declared_are_told_by_line(catalogue, found, tmp_path, old, new, words):
    file = tmp_path / "services.csv"
    file.write_text(SERVICES.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(words)):
        list(service_rows(catalogue, found, file))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("claimed_twice,重复领取,PEN-999,*,*", "there is no rule 'PEN-999'"),
        ("claimed_twice,重复领取,PEN-007,paid_twice,*", "PEN-007 has no kind 'paid_twice'"),
        ("claimed_twice,重复领取,PEN-001,*,*", "PEN-001 stand in two themes"),
        ("claimed_twice,重复领取,PEN-001,fraud,*", "PEN-001 stand in two themes"),
        ("claimed_twice,重复,RP-001,*,*", "has two names"),
        ("claimed_twice,重复领取,RP-001,*,resident_pension maternity", "RP-001 has no fund 'maternity'"),
    ],
)
def test_themes_wrongly_declared_are_told_by_line(found, tmp_path, line, words):
    file = tmp_path / "themes.csv"
    file.write_text(THEMES.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(words)):
        list(theme_rows(found, file))


def test_the_four_themes_are_there(found):
    assert {row[1] for row in theme_rows(found)} == {"重复领取", "重复参保缴费", "应发未发", "未缴费领取", "死亡后领取"}


def test_a_pension_paid_twice_stands_once_in_its_theme(found):
    """PEN-010 and PAY-004 find the same payments of the pension funds; elsewhere there is PAY-004 alone."""
    by_rule = {rule: {row[3] for row in theme_rows(found) if row[2] == rule} for rule in ("PEN-010", "PAY-004")}
    assert by_rule["PEN-010"] == {"enterprise_pension", "institution_pension", "resident_pension"}
    assert by_rule["PAY-004"] == {"employee_medical", "resident_medical", "unemployment", "work_injury", "maternity"}
