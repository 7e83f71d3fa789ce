"""The one door to a board on disk: for the screens, the command line, the tests and other programs."""
