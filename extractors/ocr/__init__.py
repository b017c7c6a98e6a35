"""Pictures of pages to characters and rules: what a scan shows, as the PDF reader takes it from print."""
