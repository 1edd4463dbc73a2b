"""The engines behind the port; nothing else imports a database driver."""
