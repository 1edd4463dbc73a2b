"""The engines behind the port; nothing else imports a database driver."""

from typing import Final

LEAST_POSTGRES: Final = 15
"""The oldest PostgreSQL (major version) on which all builds."""
