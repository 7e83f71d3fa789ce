"""`python -m kindboard` is `kindboard`."""

from kindboard.cli import main

if __name__ == "__main__":
    main()
