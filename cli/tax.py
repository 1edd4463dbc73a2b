"""`sif tax-endpoint`: where tax (税务) calls us."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.session import OK, command


@command
def tax_endpoint(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8087,
) -> int:
    """Answer tax's notices of batches (notifyBatch) until stopped; put the gateway that ends TLS in front.

    POST /tax/notify takes notices, GET /tax/notify gives the WSDL, GET /health says that it is there. Notices that tax
    could not deliver while this was down are fetched by `sif receive`.

    \b
    Examples:
      sif tax-endpoint
      sif tax-endpoint --host 0.0.0.0 --port 8087
    """
    from exchange_adapters.tax_soap.__main__ import serve

    serve(host, port)
    return OK
