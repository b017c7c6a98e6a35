"""Pictures as documents: each of their pages is read as a scanned page of a PDF is."""
