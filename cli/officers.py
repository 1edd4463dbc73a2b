"""Who acts: `--by NAME` as `officers.yml` of the installation knows him."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.session import USAGE, Problem, login, record_unmasking

if TYPE_CHECKING:
    from catalogue.officers import Officer

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who does this, as in officers.yml.")]
AskedBy = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who asks, as in officers.yml; needed for --unmask.")
]

TEMPLATE = """\
# Officers (工作人员) who work through findings; `sif case` and `sif findings import` ask for them by --by.
# role: supervisor 监督人员 (decides, may see personal data with a reason) · handler 经办人员 (decides what his agency
# did not pay) · viewer 查阅人员. agency_code: the agency that pays (经办机构代码), of those who work for one.
# login: the user of the operating system; then nobody else can act under the name.
officers: []

# officers:
#   - {name: 王芳, login: wangfang, role: supervisor, region_code: "630000"}
#   - {name: 马海, login: mahai, role: handler, region_code: "630102", agency_code: "630102001"}
"""


def officers_path() -> Path:
    """Where officers are declared."""
    from warehouse_sql.location import sif_home

    return Path(os.environ.get("SIF_OFFICERS") or sif_home() / "officers.yml")


def in_force() -> tuple[Path, bytes]:
    """The list of officers and its content. Raises Problem where there is none, or anybody could have written it."""
    file = officers_path()
    if not file.exists():
        raise Problem(f"没有工作人员名单 {file}", "请按 docs/howto/work-through-findings.md 填写（sif init 生成样板）")
    with file.open("rb") as opened:
        about, content = os.fstat(opened.fileno()), opened.read()
    if about.st_uid not in (0, _owner()):
        raise Problem(f"工作人员名单 {file} 不属于数据仓库的所有者，不予采用", "请由其所有者建立名单（chown）", USAGE)
    if about.st_mode & 0o022:
        raise Problem(f"工作人员名单 {file} 可被他人改写，不予采用", f"chmod go-w {file}", USAGE)
    return file, content


def _owner() -> int:
    """Whose the warehouse is: the embedded one's state (SIF_HOME may be anybody's folder), else SIF_HOME."""
    from warehouse_sql.location import locate, sif_home

    location, home = locate(), sif_home()
    if location.dialect == "duckdb" and location.state_path.exists():
        return location.state_path.stat().st_uid
    return home.stat().st_uid if home.exists() else os.getuid()


def officer(name: str) -> Officer:
    """The officer of this name. Raises Problem where there is none, or the login is another's."""
    from catalogue import officers

    file, _ = in_force()
    found = officers.read(file).get(officers.plain_name(name))
    if found is None:
        raise Problem(f"名单中没有“{name[:40]}”", f"请在 {file} 中登记", USAGE)
    user = login()
    if found.login is not None and found.login != user:
        raise Problem(f"“{found.name}”的登录名不是 {user}", "请用本人的登录名操作", USAGE)
    return found


def list_of_officers() -> dict[str, str]:
    """Which list said what somebody may: for the record."""
    file, content = in_force()
    return {"officers_file": str(file.resolve()), "officers_sha256": hashlib.sha256(content).hexdigest()}


def let_see(by: str | None, reason: str, what: str) -> Officer:
    """Personal data of findings are shown whole to officers whose role allows it; who, when and why is recorded.

    Raises Problem for everybody else: then nothing is shown.
    """
    found = officer(by) if by else None
    if found is None or not found.may_unmask:
        who = "须用 --by 写明是谁" if found is None else f"{found.name}不是监督人员"
        raise Problem(f"不能查看未脱敏的个人信息：{who}", "去掉 --unmask，或由监督人员操作", USAGE)
    record_unmasking(reason, what, officer=found.name, **list_of_officers())
    return found
