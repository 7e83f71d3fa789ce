"""Git, as kindboard uses it: plumbing commands only, the branch's tip as the truth, history in one straight line.

What talks to others, makes a repository or packs one goes through GitPython (`porcelain`); what a person waits for at
each key and save are plain processes (`run`), as loading GitPython takes as long as three saves.
"""
