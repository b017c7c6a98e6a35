"""One module for each style: `stories(rng)` gives its documents."""
