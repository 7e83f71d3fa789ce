"""The way in: `kindboard`, and `python -m kindboard`."""

import atexit
import gc
import sys


def main() -> None:
    """Run the command line, which opens the screens when no verb is given."""
    # A third of a short command's time went into looking for garbage among modules and cards that stay until its end.
    # The screens begin to look for it once they are drawn.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        from kindboard.cli.app import main as run  # only now, with the garbage collector asleep

        run()
    except KeyboardInterrupt:
        # Stopped while it was still starting, or already ending: there is nothing to say.
        sys.exit(130)


if __name__ == "__main__":
    main()
