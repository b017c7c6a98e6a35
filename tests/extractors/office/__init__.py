"""Word and Excel documents."""
