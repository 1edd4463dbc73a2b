"""`sif init`: folders, warehouse, a counterparties.yml and an officers.yml to fill in."""

from __future__ import annotations

from cli.officers import TEMPLATE as OFFICERS
from cli.officers import officers_path
from cli.session import OK, AsJson, command, console, counterparties_path, print_json

TEMPLATE = """\
# Counterparties (报送单位): whom we receive from and send receipts to. Secrets stand in files of their own, never here;
# relative file names are taken from this folder. `sif doctor` checks all of it.
counterparties: []

# A pattern; remove the line above and the marks in front of what you need.
# counterparties:
#   - name: hrss                          # 人社：数据文件
#     channel: sftp_files
#     host: sftp.example.invalid
#     port: 22
#     user: ssf
#     key_file: keys/hrss_ed25519
#     known_hosts_file: keys/known_hosts  # their host key, asked for by telephone; never what the network offers
#   - name: tax                           # 税务：征缴批次
#     channel: tax_soap
#     address: https://tax.example.invalid/batches
#   - name: treasury                      # 国库：中间库
#     channel: treasury_db
#     url_file: keys/treasury_url
#   - name: bank                          # 银行：实时余额
#     channel: bank
#     address: https://bank.example.invalid
#     token_file: keys/bank_token         # or token_env: NAME_OF_A_VARIABLE
#     accounts: [{account: "6300…", region: "630000"}]
#   - name: mof_http                      # 财政部交换节点：数据包
#     channel: mof_node
#     transport: http                     # http、ftp 或 amqp，可并列多条
#     address: https://mof.example.invalid
#     token_file: keys/mof_token
#   - name: cloud                         # 政务云中间库：共享推送
#     channel: share_push
#     url_file: keys/cloud_url
#     schema: sif_share
"""


@command
def init(as_json: AsJson = False) -> int:
    """Create SIF_HOME, the warehouse, a counterparties.yml and an officers.yml to fill in. What is there already stays.

    \b
    Examples:
      sif init
      SIF_HOME=/srv/sif SIF_WAREHOUSE=postgresql://sif@db/sif sif init
    """
    from warehouse_sql import open_warehouse
    from warehouse_sql.location import locate, sif_home

    done: list[dict[str, str]] = []
    home = sif_home()
    for folder in (home, home / "landing", home / "reports"):
        done.append({"what": str(folder), "outcome": "kept" if folder.is_dir() else "created"})
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    counterparties = counterparties_path()
    done.append({"what": str(counterparties), "outcome": "kept" if counterparties.exists() else "created"})
    if not counterparties.exists():
        counterparties.parent.mkdir(parents=True, exist_ok=True)
        counterparties.write_text(TEMPLATE, encoding="utf-8")
        counterparties.chmod(0o640)
    officers = officers_path()
    done.append({"what": str(officers), "outcome": "kept" if officers.exists() else "created"})
    if not officers.exists():
        officers.parent.mkdir(parents=True, exist_ok=True)
        officers.write_text(OFFICERS, encoding="utf-8")
        officers.chmod(0o640)
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
