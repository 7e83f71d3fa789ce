"""Each verb once: what it does to a board, and what it says of that.

The screens, the command line and the plain lines all carry out what is here, and say it in the same words. Each adds
what only it knows: the key that takes it back, or the card's id.
"""
