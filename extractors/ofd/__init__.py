"""OFD (GB/T 33190), the national format of fixed pages: its glyphs and rules are read as those of a PDF."""
