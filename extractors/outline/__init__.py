"""Document to the section tree."""
