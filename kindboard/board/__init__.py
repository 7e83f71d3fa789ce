"""One board as a value: its cards in order, and what can be read off them. Pure."""
