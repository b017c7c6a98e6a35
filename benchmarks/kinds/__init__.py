"""Invented tables and forms of kinds that the corpus lacks, written before the code that reads them."""
