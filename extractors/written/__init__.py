"""What readers of formats without pages share: a text that grows, with the place of every part of it."""
