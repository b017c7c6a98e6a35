"""What reads: bytes to Document, Document to records. Pure functions of (bytes, patterns, settings)."""
