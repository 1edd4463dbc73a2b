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
    uvicorn.run(application(None), host=options.host, port=options.port, lifespan="off")


if __name__ == "__main__":
    main()
