"""The supervision rules (监管规则): the YAML beside each rule's SELECT, read as strictly as any declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from catalogue import yamlfile
from catalogue.citation import cited
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue
from catalogue.yamlfile import Document

RULES: Final = PACKAGE.parent / "dbt_project" / "models" / "rule"
ALL: Final = "*"
OF_THE_MONTH: Final = ("period",)
DAYS_ZH: Final = {
    "retirement_date": "退休日期",
    "statutory_period": "法定退休年月",
    "judged_date": "判定日期",
    "start_period": "开始领取年月",
    "appraisal_date": "鉴定日期",
}
"""Columns beside evidence by which legal numbers are taken: no fact that is said of a finding."""
_MONTHS: Final = {"period": "期别", "seen_period": "所见年月"}


@dataclass(frozen=True, slots=True)
class Need:
    """A legal number a rule needs in every month; from ``needed_from`` on where that is set; for some ``kinds`` of its
    findings where those are named: without the number the rule looks for the others. An ``optional`` one is used where
    it is known, and a month without it stops nothing. ``days``: columns of the finding that hold the day or month by
    which it was taken, ``period - 12 months`` so long before; ``fund``: that of another fund than the finding's."""

    parameter_id: str
    needed_from: date | None
    kinds: tuple[str, ...] = ()
    days: tuple[str, ...] = OF_THE_MONTH
    fund: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """A table that a rule needs: that of the finding's month, of each month of its ``year`` up to it, or of each of the
    ``year_before``; for some ``kinds`` of its findings where those are named."""

    file_code: str
    of: str = "month"
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a clue is compared with: the evidence column passes where it is ``operator`` the parameter. The SELECT keeps
    candidates from ``floor`` on, so that another threshold may be tried without a run. With ``kinds`` only findings of
    those are compared with it."""

    parameter_id: str
    evidence: str
    operator: str
    floor: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value shown with each finding: a column of the SELECT."""

    name: str
    label_zh: str
    type: str
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """Rows behind a finding: (our column, its column) and what else holds of them."""

    model: str
    by: tuple[tuple[str, str], ...]
    where: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Alias:
    """Another number under which the rule's findings of some funds are published."""

    rule_id: str
    title_zh: str
    funds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``inputs``, ``local_inputs``, ``cross_inputs`` and ``needs`` are by fund, every fund of ``funds`` being
    there. ``varies`` names what is another one from month to month and yet no new fact: what officers said of a finding
    holds then. Where a finding ``lasts``, it is one row, which stands in the last month in which it was seen."""

    rule_id: str
    model: str
    title_zh: str
    what_zh: str
    rule_class: str
    severity: str
    funds: tuple[str, ...]
    published_as: tuple[Alias, ...]
    basis: tuple[tuple[str, str, str], ...]
    in_force_from: date
    in_force_to: date | None
    population_zh: str
    population: Mapping[str, Any]
    inputs: Mapping[str, tuple[Input, ...]]
    local_inputs: Mapping[str, tuple[Input, ...]]
    cross_inputs: Mapping[str, tuple[Input, ...]]
    needs: Mapping[str, tuple[Need, ...]]
    thresholds: tuple[Threshold, ...]
    kinds: Mapping[str, str]
    observed_zh: str
    expected_zh: str
    evidence: tuple[Evidence, ...]
    varies: frozenset[str]
    lasts: bool
    rows: tuple[Row, ...]
    look_alikes_zh: tuple[str, ...]
    remedy_zh: str
    owner: str

    @property
    def basis_zh(self) -> str:
        return cited((document, article) for document, article, _ in self.basis)

    @property
    def days_zh(self) -> dict[str, str]:
        """Labels of the columns by whose day a legal number may be taken."""
        return _MONTHS | DAYS_ZH | {entry.name: entry.label_zh for entry in self.evidence}

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of all legal numbers it uses, in the order written."""
        named = [need.parameter_id for fund in self.funds for need in self.needs[fund]]
        return tuple(dict.fromkeys(named))


CHANGING: Final = ("observed", "amount_at_stake")
"""What may vary beside evidence."""
_UNITS: Final = {"amount": "元", "count": "", "ratio": ""}


def rules(catalogue: Catalogue, folder: Path = RULES) -> list[Rule]:
    """Every rule, in order of id.

    CatalogueError with file and line where a key, fund, table or parameter is unknown, or an id is declared twice.
    """
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("rule_*__*.yml")):
        document = yamlfile.read(path, "rule")
        rule = _rule(document, catalogue)
        for rule_id in (rule.rule_id, *(alias.rule_id for alias in rule.published_as)):
            if rule_id in found:
                other = found[rule_id].model
                raise document.error(f"rule {rule_id!r} is declared twice", f"the other is {other}", "id")
            found[rule_id] = rule
    return [found[rule_id] for rule_id in sorted(found) if found[rule_id].rule_id == rule_id]


def _rule(document: Document, catalogue: Catalogue) -> Rule:
    data, model = document.data, document.file.stem
    expected = "rule_" + data["id"].lower().replace("-", "_") + "__"
    if not model.startswith(expected):
        raise document.error(
            f"rule {data['id']} in {document.file.name}", f"begin the file's name with {expected}", "id"
        )
    _known(document, "funds", data["funds"], {fund.fund_code for fund in catalogue.funds}, "funds")
    aliases = []
    for index, alias in enumerate(data.get("published_as", ())):
        at = ("published_as", index, "funds")
        _known(document, "published_as", alias["funds"], set(data["funds"]), *at)
        aliases.append(Alias(alias["id"], alias["title_zh"], tuple(alias["funds"])))
    evidence = tuple(
        Evidence(name, entry["label_zh"], entry["type"], entry.get("unit", _UNITS.get(entry["type"], "")))
        for name, entry in data["evidence"].items()
    )
    thresholds = _thresholds(document, evidence)
    varies = frozenset(data.get("varies", ()))
    _known(document, "varies", data.get("varies", ()), {*CHANGING, *data["evidence"]}, "varies")
    return Rule(
        rule_id=data["id"],
        model=model,
        title_zh=data["title_zh"],
        what_zh=data["what_zh"],
        rule_class=data["class"],
        severity=data["severity"],
        funds=tuple(data["funds"]),
        published_as=tuple(aliases),
        basis=tuple((entry["document"], entry["article"], entry["status"]) for entry in data["basis"]),
        in_force_from=_day(document, "in_force_from") or date.min,
        in_force_to=_day(document, "in_force_to"),
        population_zh=data["population_zh"],
        population=data["population"],
        inputs=_inputs(document, "inputs", catalogue),
        local_inputs=_inputs(document, "local_inputs", catalogue),
        cross_inputs=_inputs(document, "cross_inputs", catalogue),
        needs=_needs(document, catalogue, thresholds),
        thresholds=thresholds,
        kinds=data["kinds"],
        observed_zh=data["observed_zh"],
        expected_zh=data["expected_zh"],
        evidence=evidence,
        varies=varies,
        lasts=data.get("lasts", False),
        rows=tuple(_row(entry) for entry in data["rows"]),
        look_alikes_zh=tuple(data["look_alikes_zh"]),
        remedy_zh=data["remedy_zh"],
        owner=data["owner"],
    )


def _known(document: Document, what: str, names: Iterable[str], known: set[str], *at: str | int) -> None:
    for index, name in enumerate(names):
        if name not in known:
            shown = f"use one of: {', '.join(sorted(known))}" if len(known) < 20 else "declare it, or mend the name"
            raise document.error(f"{what} names {name!r}, which is not declared", shown, *at, index)


def _inputs(document: Document, key: str, catalogue: Catalogue) -> dict[str, tuple[Input, ...]]:
    data = document.data
    given = data.get(key, [])
    by_fund = given if isinstance(given, dict) else dict.fromkeys(data["funds"], given)
    for fund, entries in by_fund.items():
        if fund not in data["funds"]:
            raise document.error(
                f"{key} names the fund {fund!r}, which the rule has not", "add it to funds, or remove it", key, fund
            )
        at = (key, fund) if isinstance(given, dict) else (key,)
        codes = [entry if isinstance(entry, str) else entry["table"] for entry in entries]
        _known(document, key, codes, set(catalogue.tables), *at)
        for index, entry in enumerate(entries):
            if isinstance(entry, dict):
                _known(document, "kinds", entry.get("kinds", ()), set(data["kinds"]), *at, index, "kinds")
    for fund in data["funds"]:
        if key == "inputs" and not by_fund.get(fund):
            raise document.error(f"no inputs for the fund {fund!r}", "name the tables it needs in a region", key)
    return {fund: tuple(_input(entry) for entry in by_fund.get(fund, ())) for fund in data["funds"]}


def _input(entry: str | dict[str, Any]) -> Input:
    if isinstance(entry, str):
        return Input(entry)
    return Input(entry["table"], entry.get("of", "month"), tuple(entry.get("kinds", ())))


def _needs(document: Document, catalogue: Catalogue, thresholds: tuple[Threshold, ...]) -> dict[str, tuple[Need, ...]]:
    data = document.data
    known = {p.parameter_id for p in catalogue.parameters}
    given = data["parameters"]
    by_fund = given if isinstance(given, dict) else {ALL: given}
    found: dict[str, list[Need]] = {fund: [] for fund in data["funds"]}
    for fund, entries in by_fund.items():
        if fund not in (*data["funds"], ALL):
            raise document.error(f"parameters name the fund {fund!r}, which the rule has not",
                                 "add it to funds, or write '*' for all", "parameters", fund)  # fmt: skip
        at = ("parameters", fund) if isinstance(given, dict) else ("parameters",)
        named = [entry if isinstance(entry, str) else entry["id"] for entry in entries]
        _known(document, "parameters", named, known, *at)
        for index, entry in enumerate(entries):
            need = Need(named[index], None)
            if isinstance(entry, dict):
                need = _need(document, entry, {fund.fund_code for fund in catalogue.funds}, *at, index)
            for each in data["funds"] if fund == ALL else [fund]:
                found[each].append(need)
    for index, threshold in enumerate(thresholds):
        _known(document, "thresholds", [threshold.parameter_id], known, "thresholds", index, "parameter")
        for each in data["funds"]:
            found[each].append(Need(threshold.parameter_id, None, threshold.kinds, ("seen_period",)))
    return {fund: tuple({need.parameter_id: need for need in needs}.values()) for fund, needs in found.items()}


def _need(document: Document, entry: dict[str, Any], funds: set[str], *at: str | int) -> Need:
    since = _day(document, *at, "needed_from") if "needed_from" in entry else None
    kinds, fund = tuple(entry.get("kinds", ())), entry.get("fund", "")
    _known(document, "kinds", kinds, set(document.data["kinds"]), *at, "kinds")
    if fund and fund not in funds:
        raise document.error(f"{fund!r} is no fund", "name the fund whose number it is", *at, "fund")
    days = tuple(entry.get("day", OF_THE_MONTH))
    known = {*_MONTHS, *DAYS_ZH, *document.data["evidence"]}
    _known(document, "day", (day.partition(" - ")[0] for day in days), known, *at, "day")
    return Need(entry["id"], since, kinds, days, fund, entry.get("optional", False))


def _thresholds(document: Document, evidence: tuple[Evidence, ...]) -> tuple[Threshold, ...]:
    numbers = {entry.name for entry in evidence if entry.type in ("amount", "ratio", "count")}
    found = []
    unjudged = document.data["population"].get("not_judged_kinds", ())
    _known(document, "kinds", unjudged, set(document.data["kinds"]), "population", "not_judged_kinds")
    for index, entry in enumerate(document.data.get("thresholds", ())):
        if entry["evidence"] not in numbers:
            problem = f"threshold on {entry['evidence']!r}, which is no number among the evidence"
            todo = "declare it there as amount, ratio or count"
            raise document.error(problem, todo, "thresholds", index, "evidence")
        kinds = tuple(entry.get("kinds", ()))
        _known(document, "kinds", kinds, set(document.data["kinds"]), "thresholds", index, "kinds")
        found.append(Threshold(entry["parameter"], entry["evidence"], entry["operator"], str(entry["floor"]), kinds))
    if found and document.data["class"] != "C":
        raise document.error("a violation with a threshold", "thresholds are for clues (class C)", "thresholds")
    return tuple(found)


def _row(entry: dict[str, Any]) -> Row:
    by = entry["by"]
    pairs = by.items() if isinstance(by, dict) else ((name, name) for name in by)
    return Row(entry["model"], tuple(pairs), entry.get("where", {}))


def _day(document: Document, *at: str | int) -> date | None:
    text: Any = document.data
    for step in at:
        text = text[step]
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise document.error(f"{text!r} is no date", "write a real date as YYYY-MM-DD", *at) from None


def numbered(found: list[Rule]) -> Iterator[tuple[str, Rule]]:
    """Every number under which findings are published, aliases too, with the rule that makes them; in order."""
    named = [(rule.rule_id, rule) for rule in found]
    named += [(alias.rule_id, rule) for rule in found for alias in rule.published_as]
    yield from sorted(named, key=lambda pair: pair[0])
