"""The gate between raw rows and accepted deliveries."""
