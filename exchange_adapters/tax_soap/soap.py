"""SOAP 1.1 envelopes, read without trusting them: no DTD, no entities, nothing fetched, and the WSDL's own schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

NAMESPACE = "urn:qh:ssf:tax:v1"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
MAX_BYTES = 1 << 20
_WSDL = Path(__file__).with_name("tax_v1.wsdl")


class SoapError(ValueError):
    """A message that cannot be used; `code` is the SOAP fault code. The text shows nothing of it."""

    def __init__(self, message: str, code: str = "Client") -> None:
        super().__init__(message)
        self.code = code


class FaultError(Exception):
    """An answer that is a fault; the text is the other side's, and nobody knows what it quotes."""


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


@cache
def _schema() -> Any:
    wsdl = etree.parse(str(_WSDL), _parser())
    schema = wsdl.find(".//{http://www.w3.org/2001/XMLSchema}schema")
    # Written out and read again, for the prefixes it uses are declared on the WSDL's root.
    return etree.XMLSchema(etree.fromstring(etree.tostring(schema), _parser()))


def read(message: bytes) -> Any:
    """The one element in the body of a valid message. Raises SoapError."""
    call = parse(message)
    check(call)
    return call


def parse(message: bytes) -> Any:
    """The one element in the body of a message, not validated yet. Raises SoapError."""
    calls = _in_body(message)
    if len(calls) != 1:
        raise SoapError("not a SOAP 1.1 envelope with one call in its body")
    return calls[0]


def answer(message: bytes) -> Any:
    """The element in the body of an answer, not validated yet; None if there is none. Raises SoapError, FaultError."""
    told = _in_body(message)
    if len(told) > 1:
        raise SoapError("more than one answer in one body")
    if told and told[0].tag == f"{{{ENVELOPE}}}Fault":
        raise FaultError(f"{told[0].findtext('faultcode')}: {told[0].findtext('faultstring')}")
    return told[0] if told else None


def _in_body(message: bytes) -> list[Any]:
    if len(message) > MAX_BYTES:
        raise SoapError("the message is larger than 1 MiB")
    try:
        root = etree.fromstring(message, _parser())
    except (etree.XMLSyntaxError, ValueError):
        raise SoapError("the message is not well-formed XML") from None
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise SoapError("a DOCTYPE is not allowed")
    bodies = root.findall(f"{{{ENVELOPE}}}Body") if root.tag == f"{{{ENVELOPE}}}Envelope" else []
    if len(bodies) != 1:
        raise SoapError("not a SOAP 1.1 envelope with one body")
    # Validated apart from the envelope, as the schema describes them.
    return [etree.fromstring(etree.tostring(child, with_tail=False), _parser()) for child in bodies[0]]


def check(call: Any) -> None:
    """Raises SoapError where a call does not fit the WSDL's schema."""
    if not _schema().validate(call):
        # lxml's own text shows values; the place is enough
        first = _schema().error_log[0]
        raise SoapError(f"the call does not fit the WSDL ({first.type_name}, line {first.line})")


def write(element: Any) -> bytes:
    """An element in an envelope."""
    envelope = etree.Element(f"{{{ENVELOPE}}}Envelope", nsmap={"soap": ENVELOPE})
    etree.SubElement(envelope, f"{{{ENVELOPE}}}Body").append(element)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def fault(error: SoapError) -> bytes:
    """A fault in an envelope."""
    element = etree.Element(f"{{{ENVELOPE}}}Fault")
    etree.SubElement(element, "faultcode").text = f"soap:{error.code}"
    etree.SubElement(element, "faultstring").text = str(error)
    return write(element)


def tag(name: str) -> str:
    """A name in the service's namespace."""
    return f"{{{NAMESPACE}}}{name}"


def ack(response: str, batch_no: str, code: str, message: str) -> bytes:
    """`<response><ack>…` in an envelope."""
    element = etree.Element(tag(response), nsmap={None: NAMESPACE})
    inner = etree.SubElement(element, tag("ack"))
    for name, value in (("batchNo", batch_no), ("code", code), ("message", message)):
        etree.SubElement(inner, tag(name)).text = value
    return write(element)
