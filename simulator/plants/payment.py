"""Payments (PAY): what agencies pay against what they ordered and what benefits say."""

from __future__ import annotations

from simulator.plants.planner import Planner, anomaly, trap


@anomaly("PAY-005", "institution_pension")
def account_of_another_name(planner: Planner, count: int) -> None:
    """户名与姓名不符: the pension goes to an account in another name."""
    for _ in range(count):
        event = planner.take_event("official_pensioner")
        planner.change("IP11", event.person, event.month, everywhere=False, bank_account_name="张代领")
        planner.truth(event.person, "open", "account of another name", month=event.month, finding_kind="name_differs")


@trap("PAY-005", "institution_pension")
def account_name_with_spaces(planner: Planner, count: int) -> None:
    """The bank writes the name with a wide space: the same name."""
    for _ in range(count):
        event = planner.take_event("official_pensioner")
        name = planner.identity(event.person)["person_name"]
        planner.change(
            "IP11", event.person, event.month, everywhere=False, bank_account_name=f"{name[0]}\u3000{name[1:]}"
        )
        planner.none(event.person, "a space in the account name", month=event.month)
