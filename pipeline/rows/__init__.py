"""Records to rows: every record gets its id, its provenance and its place in a dataset."""
