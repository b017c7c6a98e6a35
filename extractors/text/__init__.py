"""Text files to Document."""
