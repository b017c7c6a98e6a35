"""Running text to quantities and the facts that sentences state."""
