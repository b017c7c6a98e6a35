"""Web pages to Documents: those of flowing text by their elements, those with a fixed layout by positions."""
