"""Self-evaluation and goal forms."""
