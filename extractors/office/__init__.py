"""Word and Excel documents to Documents. Needs the extra `office`."""
