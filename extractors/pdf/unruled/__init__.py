"""Tables without rules between their columns or rows: told by what stands above and beside one another."""
