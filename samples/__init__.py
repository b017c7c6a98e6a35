"""Generated disclosures with known truth."""
