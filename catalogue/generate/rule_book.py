"""The rule book (监管规则手册), in Chinese: an index and a page a rule, for officers and for whoever is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from catalogue.citation import document_of
from catalogue.generate.output import Files
from catalogue.generate.rules import Input, Need, Rule, numbered, rules
from catalogue.model import Catalogue, ParameterValue
from catalogue.parameter_review import FROM_MEMORY, PARTLY, PROPOSED, doubt
from catalogue.parameters import ANY
from catalogue.words import in_words, word

FOLDER: Final = "docs/rulebook/_generated"
_HEAD: Final = "<!-- Generated from the rules' YAML by `make generate`; do not edit. -->\n"
_CLASS: Final = {"V": "违规（数据属实即可认定）", "C": "线索（需人工核实）"}
_SEVERITY: Final = {"high": "高", "medium": "中", "low": "低"}
_USUAL: Final = (("period",), ("seen_period",))
_OPERATOR: Final = {"above": "大于", "at_least": "不小于", "below": "小于", "at_most": "不大于"}


def emit(catalogue: Catalogue) -> Files:
    found = rules(catalogue)
    files = {f"{FOLDER}/{rule.rule_id.lower()}.md": _page(rule, catalogue) for rule in found}
    files[f"{FOLDER}/index.md"] = _index(found, catalogue)
    return files


def _index(found: list[Rule], catalogue: Catalogue) -> str:
    funds = _fund_names(catalogue)
    text = f"{_HEAD}# 监管规则手册\n\n每条规则查什么、依据什么、自何时起、用谁的数据、哪些情形不算。\n\n"
    rows = []
    for number, rule in numbered(found):
        alias = next((a for a in rule.published_as if a.rule_id == number), None)
        title = alias.title_zh + f"（即 {rule.rule_id}）" if alias else rule.title_zh
        its = alias.funds if alias else rule.funds
        rows.append(
            (
                f"[{number}]({rule.rule_id.lower()}.md)",
                title,
                rule.rule_class,
                _SEVERITY[rule.severity],
                "、".join(funds[fund] for fund in its),
                rule.basis_zh,
            )
        )
    return text + _grid(("编号", "名称", "性质", "等级", "险种", "依据"), rows) + "\n性质：V 违规，C 线索。\n"


def _page(rule: Rule, catalogue: Catalogue) -> str:
    funds = _fund_names(catalogue)
    text = f"{_HEAD}# {rule.rule_id} {rule.title_zh}\n\n{rule.what_zh}\n\n"
    until = f"至 {rule.in_force_to}" if rule.in_force_to else "起"
    facts = [
        ("性质", _CLASS[rule.rule_class] + _doubt(rule, catalogue)),
        ("等级", _SEVERITY[rule.severity]),
        ("险种", "、".join(funds[fund] for fund in rule.funds)),
        ("施行", f"{rule.in_force_from} {until}"),
        ("覆盖对象", rule.population_zh),
        ("处理建议", rule.remedy_zh),
        ("负责", rule.owner),
    ]
    if rule.published_as:
        also = [f"{a.rule_id} {a.title_zh}（{'、'.join(funds[f] for f in a.funds)}）" for a in rule.published_as]
        facts.append(("同时发布为", "；".join(also)))
    text += "".join(f"- **{name}**：{value}\n" for name, value in facts)
    text += "\n## 依据\n\n" + _grid(
        ("文件", "条款", "可靠程度"), ((document, article, word(status)) for document, article, status in rule.basis)
    )
    text += "\n## 数据\n\n" + _grid(
        ("险种", "本地区当月需有", "全省当月需有"),
        (
            (funds[fund], _local_tables(rule, fund, catalogue), _tables(rule, rule.cross_inputs[fund], catalogue))
            for fund in rule.funds
        ),
    )
    text += "\n缺任何一项，该地区当月记为“数据未到”（inputs_missing），不得理解为没有问题；"
    text += "只为某类疑点所需的，只是该类未核查。\n"
    kinds = ((f"`{kind}`", label) for kind, label in rule.kinds.items())
    text += "\n## 疑点\n\n" + _grid(("类型", "含义"), kinds)
    shown = [("实际值", rule.observed_zh, ""), ("应有值", rule.expected_zh, "")]
    shown += [(f"`{entry.name}`", entry.label_zh, entry.unit) for entry in rule.evidence]
    text += "\n每条疑点列明：\n\n" + _grid(("项", "名称", "单位"), shown)
    if rule.varies:
        labels = {"observed": "实际值", "amount_at_stake": "涉及金额"} | {e.name: e.label_zh for e in rule.evidence}
        text += f"\n{'、'.join(label for name, label in labels.items() if name in rule.varies)}"
        text += "逐月不同，不作为新事实：只有这些变了，已作出的处理结果仍然有效。\n"
    if rule.lasts:
        text += "\n持续的疑点只有一条，列在最近见到的月份；监管月报不作上月、上年同月比较。\n"
    if rule.thresholds:
        labels = {entry.name: entry.label_zh for entry in rule.evidence}
        text += "\n## 阈值\n\n低于阈值的线索仍保留，调整阈值不需要重新计算。\n\n" + _grid(
            ("比较项", "条件", "参数", "保留自", "疑点类型"),
            (
                (
                    labels[t.evidence],
                    _OPERATOR[t.operator],
                    f"`{t.parameter_id}`",
                    t.floor,
                    "、".join(rule.kinds[kind] for kind in t.kinds) or "全部",
                )
                for t in rule.thresholds
            ),
        )
    text += "\n## 不算疑点的情形\n\n" + "".join(f"- {words}\n" for words in rule.look_alikes_zh)
    return text + _parameters(rule, catalogue)


def _parameters(rule: Rule, catalogue: Catalogue) -> str:
    if not rule.parameters:
        return ""
    text = "\n## 参数\n\n缺值的月份记为“参数缺失”（parameters_missing），不作判断；"
    text += "只用于部分情形的，其他情形照常核查。\n"
    for parameter_id in rule.parameters:
        named = next(p for p in catalogue.parameters if p.parameter_id == parameter_id)
        taken = [need for fund in rule.funds for need in rule.needs[fund] if need.parameter_id == parameter_id]
        values = [value for value in _used(rule, catalogue) if value.parameter_id == parameter_id]
        text += f"\n### {named.name_zh}（`{parameter_id}`，{word(named.unit)}）\n\n" + _taken(rule, taken[0], catalogue)
        text += _grid(
            ("险种", "地区", "项", "自", "至", "值", "文件", "条款", "可靠程度", "来源", "说明"),
            (_value(value, catalogue) for value in values),
        )
    return text


def _used(rule: Rule, catalogue: Catalogue) -> list[ParameterValue]:
    """The legal numbers that it rests on: of its funds, or of the other one of which it takes them."""
    taken = {(need.parameter_id, need.fund or fund) for fund in rule.funds for need in rule.needs[fund]}
    taken |= {(parameter_id, ANY) for parameter_id in rule.parameters}
    return [value for value in catalogue.parameters if (value.parameter_id, value.fund_code) in taken]


def _doubt(rule: Rule, catalogue: Catalogue) -> str:
    """A violation is one by the letter only where the numbers it rests on were read, by somebody, somewhere."""
    known = (v for v in _used(rule, catalogue) if v.value is not None)
    of_memory = {PROPOSED, FROM_MEMORY, PARTLY}
    return "；所依参数尚待核实" if rule.rule_class == "V" and any(doubt(v.status) in of_memory for v in known) else ""


def _taken(rule: Rule, need: Need, catalogue: Catalogue) -> str:
    """By which day, of which fund it is taken, and that the rule runs without it: what is not as for most."""
    days = [(rule.days_zh[name], before) for name, _, before in (day.partition(" - ") for day in need.days)]
    named = "、".join(f"{label}前{before.split()[0]}个月" if before else label for label, before in days)
    said = [f"按{named}取值"] if need.days not in _USUAL else []
    said += [f"取{_fund_names(catalogue)[need.fund]}的数值"] if need.fund else []
    said += ["缺值不影响其他判断"] if need.optional else []
    return f"{'；'.join(said)}。\n\n" if said else ""


def _value(value: ParameterValue, catalogue: Catalogue) -> Sequence[str]:
    funds = _fund_names(catalogue) | {"*": "全部"}
    regions = {region.code: region.name_zh for region in catalogue.regions} | {"000000": "全国"}
    none = "法律未规定" if value.status == "not_in_law" else "缺"
    return (
        funds[value.fund_code],
        regions.get(value.region_code, value.region_code),
        "" if value.key == "*" else in_words(value.key) or "",
        str(value.valid_from or ""),
        str(value.valid_to or ""),
        none if value.value is None else f"{value.value:f}",
        document_of(value),
        value.article,
        word(value.status),
        value.source,
        value.note,
    )


def _fund_names(catalogue: Catalogue) -> dict[str, str]:
    return {fund.fund_code: fund.name_zh for fund in catalogue.funds}


_OF_MONTHS: Final = {"month": "", "year": "当年各月", "year_before": "上年各月"}


def _tables(rule: Rule, inputs: Sequence[Input], catalogue: Catalogue) -> str:
    return "、".join(f"{one.file_code} {catalogue.tables[one.file_code].name_zh}{_when(rule, one)}" for one in inputs)


def _when(rule: Rule, needed: Input) -> str:
    said = [_OF_MONTHS[needed.of], "、".join(rule.kinds[kind] for kind in needed.kinds)]
    said = [words for words in said if words]
    return f"（{'，'.join(said)}）" if said else ""


def _local_tables(rule: Rule, fund: str, catalogue: Catalogue) -> str:
    own, of_others = (_tables(rule, of[fund], catalogue) for of in (rule.inputs, rule.local_inputs))
    return f"{own}、{of_others}（可由市州、省级报送）" if of_others else own


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
