"""Words of running text: tokens for search, themes of reasons."""
