"""`sif init`: folders, warehouse and a counterparties.yml to fill in."""

from __future__ import annotations

from cli.session import OK, AsJson, command, console, counterparties_path, print_json

TEMPLATE = """\
# Counterparties (报送单位): who we pull from and send receipts to. No passwords here: only paths of keys and tokens.
# Nothing is configured yet; take the commented entries as a pattern. `sif doctor` checks this file.
{}
# sftp_files:
#   - name: hrss
#     host: sftp.example.invalid
#     port: 22
#     user: ssf
#     key: /etc/sif/keys/hrss_ed25519
#     host_key: "ssh-ed25519 AAAA… (ask them by telephone; never accept what the network offers)"
# tax_soap:
#   - {name: tax, url: "https://tax.example.invalid/batches", regions: ["630000"]}
# treasury_db:
#   - {name: treasury, url_file: /etc/sif/keys/treasury_url}
# bank:
#   - {name: bank, url: "https://bank.example.invalid", token_file: /etc/sif/keys/bank_token}
"""


@command
def init(as_json: AsJson = False) -> int:
    """Create SIF_HOME, the warehouse and a counterparties.yml to fill in. What is there already stays.

    \b
    Examples:
      sif init
      SIF_HOME=/srv/sif SIF_WAREHOUSE=postgresql://sif@db/sif sif init
    """
    from warehouse_sql import open_warehouse
    from warehouse_sql.location import locate, sif_home

    done: list[dict[str, str]] = []
    home = sif_home()
    for folder in (home, home / "landing", home / "logs", home / "reports"):
        done.append({"what": str(folder), "outcome": "kept" if folder.is_dir() else "created"})
        folder.mkdir(parents=True, exist_ok=True)
    counterparties = counterparties_path()
    done.append({"what": str(counterparties), "outcome": "kept" if counterparties.exists() else "created"})
    if not counterparties.exists():
        counterparties.parent.mkdir(parents=True, exist_ok=True)
        counterparties.write_text(TEMPLATE, encoding="utf-8")
        counterparties.chmod(0o640)
    location = locate()
    fresh = location.dialect == "duckdb" and not location.state_path.exists()
    open_warehouse(wait_seconds=10).close()
    where = str(location.state_path) if location.dialect == "duckdb" else location.url.split("@")[-1]
    done.append({"what": f"warehouse {where}", "outcome": "created" if fresh else "ready"})
    if as_json:
        print_json({"ok": True, "home": str(home), "done": done})
    else:
        out = console()
        for entry in done:
            out.print(f"{entry['outcome']:<8} {entry['what']}", markup=False)
        out.print(f"next: fill in {counterparties}, then `sif doctor`, then `sif night`", markup=False)
    return OK
