"""Do the rules' unit tests notice a mistake in a rule's SELECT? `make mutate` makes small ones, one at a time.

    python -m tests.mutation.run [RULE …] [--least 95] [--warehouse URL] [--out FILE]

RULE         as PEN-005; all rules where none is named
--warehouse  a DuckDB warehouse built from the rules as they are now; without it a small one is built (about a minute)

A mutant is killed where one unit test of the rule gives other rows than it expects, or an error. What a macro wrote
into a SELECT it writes into others as well: there it is enough that the unit tests of one of the rules tried kill the
same mutant ("elsewhere"); where a rule is tried alone, such survivors are marked (macro). What no data can tell from
the rule stands in tests/mutation/equivalent.yml, with why; a line there that names no survivor is an error, too. Exit
1 where fewer than `--least` per cent of the others are killed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.dbt_project.small_warehouse import build
from tests.mutation.mutants import Mutant, mutants, plain
from tests.mutation.trial import Types, trial, types_of, unit_tests
from warehouse_sql import transform
from warehouse_sql.location import locate

UNIT_TESTS = transform.PROJECT / "models" / "rule" / "unit_tests"
EQUIVALENT = Path(__file__).with_name("equivalent.yml")


@dataclass
class Outcome:
    """What became of a rule's mutants."""

    rule: str
    own: set[str] = field(default_factory=set)  # lines that stand in the rule's file as they are
    compiled: list[str] = field(default_factory=list)
    killed: list[Mutant] = field(default_factory=list)
    elsewhere: list[Mutant] = field(default_factory=list)
    equivalent: list[Mutant] = field(default_factory=list)
    survivors: list[Mutant] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def judged(self) -> int:
        """Mutants that a unit test can kill."""
        return self.caught + len(self.survivors)

    @property
    def caught(self) -> int:
        """Those that one did kill."""
        return len(self.killed) + len(self.elsewhere)

    def of_macro(self, mutant: Mutant) -> bool:
        """A macro wrote the line, at least in part."""
        return self.compiled[mutant.line - 1].strip() not in self.own


def killed_elsewhere(outcomes: list[Outcome]) -> None:
    """Let what a macro wrote be killed in one rule for all."""
    killed = {mutant.mistake for each in outcomes for mutant in each.killed if each.of_macro(mutant)}
    for each in outcomes:
        each.elsewhere = [mutant for mutant in each.survivors if each.of_macro(mutant) and mutant.mistake in killed]
        each.survivors = [mutant for mutant in each.survivors if mutant not in each.elsewhere]


def rule_of(model: str) -> str:
    """rule_pen_005__benefit_without_contribution → PEN-005."""
    _, letters, number = model.partition("__")[0].split("_")
    return f"{letters.upper()}-{number}"


def try_rule(
    rule: str, sql: str, tests: list[dict], types: Types, accepted: dict[str, str], source: str | None = None
) -> Outcome:
    """Every mutant of the SELECT against every unit test, until one fails. `source`: the rule's file."""
    own = {line.strip() for line in (source or sql).splitlines()}
    outcome = Outcome(rule, own, sql.splitlines())
    trials = [trial(test, types) for test in tests]
    as_it_is = plain(sql).sql(dialect="duckdb")
    outcome.wrong += [f"{each.name} does not hold for the rule as it is" for each in trials if not each.holds(as_it_is)]
    if outcome.wrong:
        return outcome
    for mutant in mutants(sql):
        if any(not each.holds(mutant.sql) for each in trials):
            outcome.killed.append(mutant)
        else:
            (outcome.equivalent if mutant.name in accepted else outcome.survivors).append(mutant)
    stale = accepted.keys() - {each.name for each in outcome.equivalent}
    outcome.wrong += [f"equivalent.yml: not a survivor: {name}" for name in sorted(stale)]
    return outcome


def report(outcomes: list[Outcome]) -> str:
    """A table by rule, and every survivor with its line in the compiled SELECT."""
    lines = ["| rule | mutants | killed | elsewhere | equivalent | survivors | % |", "|---|---|---|---|---|---|---|"]
    lines += [_row(each.rule, [each]) for each in outcomes]
    lines.append(_row("all", outcomes))
    for each in outcomes:
        if each.survivors or each.wrong:
            lines += ["", f"## {each.rule}", ""]
            lines += [f"- {text}" for text in each.wrong]
            for mutant in each.survivors:
                macro = " (macro)" if each.of_macro(mutant) else ""
                lines.append(f"- line {mutant.line}: `{mutant.name}`{macro}")
    return "\n".join(lines) + "\n"


def _row(name: str, outcomes: list[Outcome]) -> str:
    counts = [
        sum(len(getattr(each, kind)) for each in outcomes)
        for kind in ("killed", "elsewhere", "equivalent", "survivors")
    ]
    return "| " + " | ".join(map(str, [name, sum(counts), *counts, f"{percent(outcomes):.1f}"])) + " |"


def percent(outcomes: list[Outcome]) -> float:
    """Of the mutants that can be killed, how many are; 0 where there are none."""
    judged = sum(each.judged for each in outcomes)
    return 100 * sum(each.caught for each in outcomes) / judged if judged else 0.0


def accepted_mutants(path: Path = EQUIVALENT) -> dict[str, dict[str, str]]:
    """Rule → mutant → why it is none."""
    found: dict[str, dict[str, str]] = {}
    for line in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
        found.setdefault(line["rule"], {})[line["mutant"]] = line["why"]
    return found


def try_rules(url: str, wanted: list[str]) -> list[Outcome]:
    """The rules of a built warehouse; all where none is wanted."""
    location = locate(url)
    types, tests, accepted = types_of(location.published_path), unit_tests(UNIT_TESTS), accepted_mutants()
    folder = location.work_path / "target" / "compiled"
    compiled = {path.stem: path for path in folder.glob("*/models/rule/rule_*.sql")}
    outcomes = []
    for model, own in tests.items():
        if not re.match(r"rule_[a-z]+_\d+__", model) or (wanted and rule_of(model) not in wanted):
            continue
        if model not in compiled:
            raise SystemExit(f"the warehouse was built without {model}: build it anew")
        rule, sql = rule_of(model), compiled[model].read_text(encoding="utf-8")
        source = (UNIT_TESTS.parent / f"{model}.sql").read_text(encoding="utf-8")
        outcomes.append(try_rule(rule, sql, own, types, accepted.get(rule, {}), source))
        print(f"  {rule}: {outcomes[-1].caught} of {outcomes[-1].judged} killed", file=sys.stderr, flush=True)
    killed_elsewhere(outcomes)
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", nargs="*", metavar="RULE")
    parser.add_argument("--least", type=float, default=95)
    parser.add_argument("--warehouse")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sifmutate") as folder:
        url = arguments.warehouse
        if not url:
            url = f"duckdb://{folder}/warehouse.duckdb"
            build(url, Path(folder))
        outcomes = try_rules(url, arguments.rules)
    text = report(outcomes)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    print(text)
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    sys.exit(any(each.wrong for each in outcomes) or percent(outcomes) < arguments.least)


if __name__ == "__main__":
    main()
