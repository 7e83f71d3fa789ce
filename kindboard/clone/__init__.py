"""One clone on this computer: its files, journal, drafts and settings, and how a save becomes true (section 4)."""
