"""The exchange node of the Ministry of Finance (财政部交换节点): packages both ways by HTTP, FTP or AMQP."""

from exchange_adapters.mof_node.node import MofNode, SendSummary, queue_package, send_packages

__all__ = ["MofNode", "SendSummary", "queue_package", "send_packages"]
