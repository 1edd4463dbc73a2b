"""Officers (工作人员) who work through findings: `officers.yml` of an installation, and what each role may do.

officers:
- {name: 王芳, login: wangfang, role: supervisor, region_code: "630000"}                   # 监督
- {name: 马海, role: handler, region_code: "630102", agency_code: "630102001"}             # 经办机构
- {name: 李强, role: viewer, region_code: "630102"}                                        # 查阅
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue import yamlfile

ROLES: Final = {"supervisor": "监督人员", "handler": "经办人员", "viewer": "查阅人员"}


@dataclass(frozen=True, slots=True)
class Officer:
    """``agency_code``: the agency (经办机构) he works for that pays benefits; None where his office pays nobody."""

    name: str
    role: str
    region_code: str
    agency_code: str | None = None
    login: str | None = None

    @property
    def may_decide(self) -> bool:
        """Whether he may confirm, dismiss, ask and reopen."""
        return self.role in ("supervisor", "handler")

    @property
    def may_unmask(self) -> bool:
        """Whether personal data may be shown to him whole (个人信息不脱敏), with a reason that is recorded."""
        return self.role == "supervisor"


def plain_name(name: str) -> str:
    """A name as it is compared: case, width and blanks do not tell people apart."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def read(file: Path) -> dict[str, Officer]:
    """All officers by `plain_name`. CatalogueError, with file and line, for a name or a login that is there twice."""
    document = yamlfile.read(file, "officers")
    found: dict[str, Officer] = {}
    logins: set[str] = set()
    for index, entry in enumerate(document.data["officers"]):
        officer = Officer(**entry)
        name = plain_name(officer.name)
        if not name or name in found:
            raise document.error("two officers have one name", "tell them apart, e.g. by department", "officers", index)
        if officer.login in logins:
            raise document.error("two officers have one login", "each has a login of his own", "officers", index)
        found[name] = officer
        logins |= {officer.login} if officer.login else set()
    return found
