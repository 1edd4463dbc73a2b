"""The counterparties as real servers on loopback: SFTP, tax SOAP, treasury's middle database, a bank's balances, the
exchange node of the Ministry of Finance by HTTP, FTP and AMQP.

`start(folder)` serves a folder that the simulator wrote: `outbox/` (and `receipts/`) by SFTP, `notices.json` by SOAP,
`treasury.jsonl` from PostgreSQL, `packages/*.zip` from the exchange node, and writes `counterparties.yml` that says how
to reach them.
"""

from simulator.counterparties.serve import Counterparties, start

__all__ = ["Counterparties", "start"]
