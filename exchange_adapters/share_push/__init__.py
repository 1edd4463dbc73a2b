"""Shares out (共享推送): published `share.*_vN` tables to a relational middle database of the government cloud."""

from exchange_adapters.share_push.push import PushSummary, ShareTarget, push_shares

__all__ = ["PushSummary", "ShareTarget", "push_shares"]
