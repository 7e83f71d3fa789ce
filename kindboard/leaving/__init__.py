"""What leaves this computer when something goes on the board, and the words for it. Pure."""
