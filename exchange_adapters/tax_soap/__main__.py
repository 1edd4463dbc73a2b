"""`python -m exchange_adapters.tax_soap`: answer tax's `notifyBatch` calls (behind the gateway that ends TLS)."""

from __future__ import annotations

import argparse

import uvicorn

from exchange_adapters.tax_soap.endpoint import application


def main() -> None:
    """Serve until stopped; notices go to the warehouse that SIF_WAREHOUSE names."""
    parser = argparse.ArgumentParser(prog="python -m exchange_adapters.tax_soap", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8087)
    options = parser.parse_args()
    serve(options.host, options.port)


def serve(host: str, port: int) -> None:
    """Answer `notifyBatch` until stopped."""
    # No log of requests: nobody knows what callers write into an address; the gateway in front keeps its own.
    uvicorn.run(application(None), host=host, port=port, lifespan="off", server_header=False, access_log=False)


if __name__ == "__main__":
    main()
