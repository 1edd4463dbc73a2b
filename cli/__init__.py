"""`sif …`: the stages, wired for people."""
