"""The whole board as questions and numbered choices in plain lines: nothing is drawn, nothing is drawn again.

For people who read with a screen reader or on a terminal that can do nothing, and for input that is piped in.
`talk` asks and says; every other module is one part of the board, and calls the workspace for all it does.
"""
