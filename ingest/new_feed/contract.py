"""The next version of a contract, drafted from how the headers of real deliveries differ from this one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from catalogue import Catalogue
from ingest.new_feed import guess as guessing
from ingest.new_feed import sample as samples
from ingest.new_feed.draft import Draft, as_csv, quantities_of
from ingest.new_feed.guess import Guess
from ingest.new_feed.sample import SampleError
from warehouse_sql.control.drifts import Drifted
from warehouse_sql.landing import Landing

_ALIKE = 0.4


def next_version(found: Sequence[Drifted], catalogue: Catalogue, landing: Landing, project: Path) -> Draft:
    """A draft that takes in what senders add and what they call otherwise; types are learnt from the files themselves.

    A column that is missing, and no other came for it, cannot be drafted away: the page says whom to ask.
    """
    appended: dict[str, str] = {}
    created: dict[str, str] = {}
    new: dict[str, Guess] = {}
    notes: list[str] = []
    renamed = _renamed(found)
    for code, pairs in renamed.items():
        table = catalogue.tables[code]
        columns = {f.label_zh: f.column for f in table.fields}
        name = f"catalogue/feeds/{table.source.lower()}/{code.lower()}_{table.table_id}.yml"
        lines = "".join(f"  {columns[old]}: [{', '.join(sorted(labels))}]\n" for old, labels in sorted(pairs.items()))
        target = appended if (project / name).exists() else created
        target[name] = f"# Labels that senders print instead of the agreed ones.\nalso_called:\n{lines}"
        notes += [f"{code}: 「{old}」 is printed as 「{'」「'.join(sorted(labels))}」" for old, labels in pairs.items()]
    taken = {(code, label) for code, pairs in renamed.items() for labels in pairs.values() for label in labels}
    for one in found:
        if one.kind == "missing" and one.label not in renamed.get(one.file_code, {}):
            notes.append(f"{one.file_code}: 「{one.label}」 is missing in {one.deliveries} deliveries of"
                         f" {', '.join(one.regions)}: ask {one.source}; without it files are refused")  # fmt: skip
        if one.kind != "added" or (one.file_code, one.label) in taken:
            continue
        guess, why = _values_of(one, catalogue, landing)
        if guess is None:
            notes.append(f"{one.file_code}: 「{one.label}」 is added, and {why}")
            continue
        if guess.column in catalogue.tables[one.file_code].columns or guess.column in new:
            guess.column = f"{guess.column}_{one.file_code.lower()}"
        new[guess.column] = guess
        row = [one.file_code, guess.column, one.label, guess.logical_type, f"sent by {', '.join(one.regions)}"]
        name = "catalogue/standard/appended_fields.csv"
        appended[name] = appended.get(name, "") + as_csv([row])
        notes.append(f"{one.file_code}: 「{one.label}」 is added as `{guess.column}` ({guess.logical_type}: {why})")
    if unknown := {name: g for name, g in new.items() if name not in catalogue.quantities}:
        appended["catalogue/fields.yml"] = quantities_of(unknown)
    readme = "# Draft of the next contract version\n\n" + "".join(f"- [ ] {note}\n" for note in notes)
    return Draft("next_version", appended, created, readme, tuple(new.values()))


def _renamed(found: Sequence[Drifted]) -> dict[str, dict[str, set[str]]]:
    """File code -> agreed label -> labels that stand in its place: always there where it is missing, and like it."""
    renamed: dict[str, dict[str, set[str]]] = {}
    for one in found:
        if one.kind != "missing" or not one.together:
            continue
        likeness = {label: difflib.SequenceMatcher(None, one.label, label).ratio() for label in one.together}
        best = max(likeness, key=lambda label: likeness[label])
        if likeness[best] >= _ALIKE:
            renamed.setdefault(one.file_code, {}).setdefault(one.label, set()).add(best)
    return renamed


def _values_of(one: Drifted, catalogue: Catalogue, landing: Landing) -> tuple[Guess | None, str]:
    """What the new column probably is, from the latest file that has it."""
    try:
        sample = samples.read(landing.path(one.example_sha256), catalogue)
    except (SampleError, OSError) as error:
        return None, f"its file cannot be read again ({type(error).__name__})"
    guess = next((g for g in guessing.columns(sample, catalogue) if g.label == one.label), None)
    return (guess, "; ".join(guess.evidence)) if guess else (None, "its latest file does not have it")
