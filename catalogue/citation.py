"""Legal basis (依据) as officers cite it: each document with its own articles, a document once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from catalogue.model import ParameterValue

TO_BE_NAMED: Final = "文件待核"
"""Where a number stands in no document that anybody has named; where it was read is its source, and no document."""


def document_of(value: ParameterValue) -> str:
    """The document of a legal number; what is no number needs none."""
    return value.document or ("" if value.value is None else TO_BE_NAMED)


def cited(basis: Iterable[tuple[str | None, str | None]]) -> str:
    """Documents and articles as one line: 社会保险法第五十三条、第八十八条；国发〔2014〕8号 七."""
    articles: dict[str, dict[str, None]] = {}
    for document, article in basis:
        articles.setdefault(document or TO_BE_NAMED, {}).update({article: None} if article else {})
    return "；".join(_one(document, "、".join(found)) for document, found in articles.items())


def _one(document: str, articles: str) -> str:
    return f"{document}{'' if articles.startswith('第') else ' '}{articles}".rstrip()
