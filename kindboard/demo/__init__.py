"""An example team's board, made up from beginning to end: for looking round before one's own board is started."""
