"""Tax (税务): notices of batches by SOAP; the data themselves come as files by SFTP (exchange.md §2)."""
