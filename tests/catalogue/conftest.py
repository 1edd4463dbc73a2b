"""A catalogue of two tables in a temporary folder, whole and right, for tests to spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue import Catalogue, load_catalogue

TABLES = """\
file_code,source,insurance_code,section,table_no,table_id,name_zh,name_en,cycle,grain,natural_key,n_fields
AA01,HRSS,enterprise_pension,1,1,unit,单位,Units,month,one row per unit,unit_id,4
AA02,AGY,enterprise_pension,1,2,payment,支付,Payments,realtime,one row per payment,,4
"""
FIELDS = """\
file_code,insurance_code,table_id,field_no,field_name_zh,column_name,parent_column,standard_code,standard_code_basis,\
document_type,logical_type
AA01,enterprise_pension,unit,1,单位编号,unit_id,,aab001,D,string,id
AA01,enterprise_pension,unit,2,金额,amount,,,,number,money
AA01,enterprise_pension,unit,3,其中补收金额,extra_amount,amount,,,number,money
AA01,enterprise_pension,unit,4,性别,sex_code,,,,string,code
AA02,enterprise_pension,payment,1,所在单位编号,unit_id,,aab001,D,string,id
AA02,enterprise_pension,payment,2,金额,amount,,,,number,money
AA02,enterprise_pension,payment,3,待遇项目,item_code,,,,string,code
AA02,enterprise_pension,payment,4,待遇项目,item_code_2,,,,string,code
"""
OWN_TABLES = "file_code,source,insurance_code,table_id,name_zh,name_en,cycle,grain,natural_key,n_fields,why\n"
FIELD_HEAD = FIELDS.splitlines()[0] + "\n"
DICTIONARY = """\
unit_id: {label: 单位编号, type: id, synonyms: [所在单位编号]}
amount: {label: 金额, type: money}
extra_amount: {label: 补收金额, type: money, synonyms: [其中补收金额]}
sex_code: {label: 性别, type: code}
item_code: {label: 待遇项目, type: code}
item_code_2: {label: 待遇项目（二）, type: code, synonyms: [待遇项目]}
payment_id: {label: 支付编号, type: id}
"""
UNIT = """\
tolerance: 0.02
control_totals: [amount]
code_lists: {sex_code: [GB, sex]}
checks:
  - id: amount_in_range
    kind: between
    severity: error
    columns: [amount]
    params: {min: 0}
    title_zh: 金额不为负
  - id: paid
    kind: sum_of_details_equals_master
    severity: warn
    columns: [amount]
    params: {key: [unit_id], table: AA02, key_there: [unit_id], amount_there: amount}
    title_zh: 金额等于支付之和
"""
PARAMETERS = """\
unit_rate:
  name_zh: 单位缴费比例
  unit: ratio
  values:
    - {fund: enterprise_pension, region: '000000', from: 2016-05-01, to: 2019-04-30, value: null, status: gap}
    - fund: enterprise_pension
      region: '000000'
      from: 2019-05-01
      to: null
      value: '0.16'
      status: verified
      citation: {document: 国办发〔2019〕13号}
"""
REGIONS = """\
code,name,level,parent_code,state,valid_from,valid_to,first_release_seen,last_release_seen,predecessor,successor,kind,\
event,code_name_status,source,date_status
630000,青海省,1,100000,current,,,,,,,行政区划,,verified,x,
632124,湟中县,3,630000,retired,,1999-12-05,,,,630122,行政区划,,verified,x,
630122,湟中县,3,630000,retired,1999-12-05,2019-12,,,632124,630106,行政区划,,verified,x,
630106,湟中区,3,630000,current,2019-12,,,,630122,,行政区划,,verified,x,
"""
FILES = {
    "standard/tables.csv": TABLES,
    "standard/extension_tables.csv": OWN_TABLES,
    "standard/border_tables.csv": OWN_TABLES,
    "standard/fields.csv": FIELDS,
    "standard/extension_fields.csv": FIELD_HEAD,
    "standard/border_fields.csv": FIELD_HEAD,
    "standard/appended_fields.csv": (
        "file_code,column_name,field_name_zh,logical_type,why\nAA02,payment_id,支付编号,id,a key\n"
    ),
    "standard/insurances.csv": (
        "insurance_code,section,name_zh,n_tables,n_fields\nenterprise_pension,1,企业职工基本养老保险,2,8\n"
    ),
    "standard/synonyms.txt": "unit_id\t单位编号 | 所在单位编号\n",
    "fields.yml": DICTIONARY,
    "codes/gb.csv": (
        "element,list_name,standard,code,name_zh,valid_from,valid_to,status,source,note\n"
        "sex,性别,GB/T 2261.1,1,男性,,,verified,x,\nsex,性别,GB/T 2261.1,2,女性,,,verified,x,\n"
    ),
    "parameters/contribution.yml": PARAMETERS,
    "regions.csv": REGIONS,
    "regions_pseudo.csv": "code,name,system,note,status\n639900,青海省本级,人社,,memory/medium\n",
    "feeds/hrss/aa01_unit.yml": UNIT,
    "feeds/agy/aa02_payment.yml": "natural_key: [payment_id]\n",
    **{
        f"feeds/{source}/_defaults.yml": "name_zh: 来源\n"
        for source in ("hrss", "med", "tax", "agy", "pay", "psb", "cab", "sta", "pit", "tre", "bank", "his")
    },
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real one."""
    return load_catalogue()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Folder of the small catalogue."""
    for name, text in FILES.items():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def spoil(small: Path) -> Callable[[str, str, str], Path]:
    """``spoil(file, old, new)``: replace the one occurrence of old; the folder."""

    def replace(name: str, old: str, new: str) -> Path:
        text = (small / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (small / name).write_text(text.replace(old, new), encoding="utf-8")
        return small

    return replace
