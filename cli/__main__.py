"""`python -m cli` is `sif`."""

from cli.main import app

app(prog_name="sif")
