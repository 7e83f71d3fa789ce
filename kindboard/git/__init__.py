"""Git, as kindboard uses it: plumbing commands only, the branch's tip as the truth, history in one straight line.

Plain processes and no library round them: GitPython 3.2 copies the whole environment into each call, so that an
inherited `GIT_DIR` or `GIT_INDEX_FILE` can't be dropped, and takes 150 ms to import (half a Textual start).
"""
