"""The three-way merge of cards, lines, other files and trees. Pure."""
