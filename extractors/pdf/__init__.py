"""PDF to Document: glyphs and rules by PDFium, then words, lines, paragraphs and ruled grids."""
