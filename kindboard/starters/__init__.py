"""How a board begins, is joined and is shared."""
