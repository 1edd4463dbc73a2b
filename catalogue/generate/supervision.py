"""Which service (监管服务) publishes which rule and fund, and what each theme of the overview (专题) is made of.

``catalogue/services.csv``: a service has the rules of its ``families`` (letters of their numbers), of all funds; rules
of other families belong to the service of the fund. ``catalogue/themes.csv``: rules of a theme, whole (``*``) or of
one kind, in all their funds (``*``) or some.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.csvfile import Row
from catalogue.errors import PACKAGE
from catalogue.generate.output import Files
from catalogue.generate.rules import ALL, Rule, rules
from catalogue.generate.seeds import TEXT, Declared, seed_files
from catalogue.model import Catalogue

SERVICES: Final = PACKAGE / "services.csv"
THEMES: Final = PACKAGE / "themes.csv"

SEEDS: Final[Declared] = {
    "seed_rule_service": (
        "Services (监管服务) under which the findings of a rule and fund are published; is_summed once a rule and fund",
        {
            "rule_id": TEXT,
            "fund_code": TEXT,
            "service_no": TEXT,
            "service_name": TEXT,
            "published_as": TEXT,
            "rule_name": TEXT,
            "is_summed": "boolean",
        },
        ("rule_id", "fund_code", "service_no"),
    ),
    "seed_rule_theme": (
        "Themes of the overview (监管专题): rules, funds and kinds of findings; kind * is all of the rule",
        {"theme_code": TEXT, "theme_name": TEXT, "rule_id": TEXT, "fund_code": TEXT, "kind": TEXT},
        ("rule_id", "fund_code", "kind"),
    ),
}


@dataclass(frozen=True, slots=True)
class Service:
    """One service: the number it has in the requirements, and whose rules it publishes."""

    service_no: str
    service_zh: str
    families: tuple[str, ...]
    funds: tuple[str, ...]


def services(catalogue: Catalogue, file: Path = SERVICES) -> list[Service]:
    """All services. CatalogueError where a fund is unknown, or two services claim one number, family or fund."""
    known = {fund.fund_code for fund in catalogue.funds}
    found: list[Service] = []
    claimed: set[str] = set()
    for row in csvfile.read(file, ("service_no", "service_zh", "families", "funds")):
        service = Service(
            row["service_no"], row["service_zh"], tuple(row["families"].split()), tuple(row["funds"].split())
        )
        for fund in service.funds:
            if fund not in known:
                raise row.error(f"unknown fund {fund!r}", f"use one of: {', '.join(sorted(known))}")
        for claim in (service.service_no, *service.families, *service.funds):
            if claim in claimed:
                raise row.error(f"{claim!r} stands in two services", "leave it in one of them")
            claimed.add(claim)
        found.append(service)
    return found


def service_rows(catalogue: Catalogue, found: list[Rule], file: Path = SERVICES) -> Iterator[Sequence[object]]:
    """Rows of ``seed_rule_service``. CatalogueError where a rule and fund belong to no service."""
    offered = services(catalogue, file)
    by_family = {family: service for service in offered for family in service.families}
    by_fund = {fund: service for service in offered for fund in service.funds}

    def place(number: str, fund: str) -> Service:
        service = by_family.get(number.partition("-")[0]) or by_fund.get(fund)
        if service is None:
            first = csvfile.read(file, ("service_no", "service_zh", "families", "funds"))[0]
            raise first.error(f"no service has {number} of {fund}", "add its family or fund to one")
        return service

    for rule in found:
        for fund in rule.funds:
            own = place(rule.rule_id, fund)
            alias = next((a for a in rule.published_as if fund in a.funds), None)
            also = place(alias.rule_id, fund) if alias else own
            number, title = (alias.rule_id, alias.title_zh) if alias and also == own else (rule.rule_id, rule.title_zh)
            yield rule.rule_id, fund, own.service_no, own.service_zh, number, title, "true"
            if alias and also != own:
                yield rule.rule_id, fund, also.service_no, also.service_zh, alias.rule_id, alias.title_zh, "false"


def theme_rows(found: list[Rule], file: Path = THEMES) -> Iterator[Sequence[object]]:
    """Rows of ``seed_rule_theme``. CatalogueError for an unknown rule or kind, a finding in two themes, two names."""
    by_id = {rule.rule_id: rule for rule in found}
    names: dict[str, str] = {}
    placed: dict[str, set[str]] = {}
    for row in csvfile.read(file, ("theme_code", "theme_zh", "rule_id", "kind", "funds")):
        _check(row, by_id, names, placed.setdefault(row["rule_id"], set()))
        of_rule = by_id[row["rule_id"]].funds
        for fund in of_rule if row["funds"] == ALL else row["funds"].split():
            if fund not in of_rule:
                raise row.error(f"{row['rule_id']} has no fund {fund!r}", f"use one of: {', '.join(of_rule)}, or {ALL}")
            yield row["theme_code"], row["theme_zh"], row["rule_id"], fund, row["kind"]


def _check(row: Row, by_id: dict[str, Rule], names: dict[str, str], kinds: set[str]) -> None:
    rule = by_id.get(row["rule_id"])
    if rule is None:
        raise row.error(f"there is no rule {row['rule_id']!r}", "write the rule's own number")
    if row["kind"] != ALL and row["kind"] not in rule.kinds:
        raise row.error(f"{rule.rule_id} has no kind {row['kind']!r}", f"use one of: {', '.join(rule.kinds)}, or {ALL}")
    if row["kind"] in kinds or (kinds and ALL in (kinds | {row["kind"]})):
        raise row.error(f"findings of {rule.rule_id} stand in two themes", "leave them in one")
    if names.setdefault(row["theme_code"], row["theme_zh"]) != row["theme_zh"]:
        raise row.error(f"theme {row['theme_code']!r} has two names", "write the same name in each of its rows")
    kinds.add(row["kind"])


def emit(catalogue: Catalogue) -> Files:
    found = rules(catalogue)
    rows = {"seed_rule_service": service_rows(catalogue, found), "seed_rule_theme": theme_rows(found)}
    return seed_files(SEEDS, rows, "_supervision_seeds.yml")
