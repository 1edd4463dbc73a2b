"""Pages people look at: the run report (运行报告)."""
