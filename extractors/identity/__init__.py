"""Who published what, for which year."""
