"""Words: of running text (tokens for search, themes of reasons), and those that people are spoken to in."""
