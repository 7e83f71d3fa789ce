"""Every action once: its word, key, label, help, what it acts on and its command."""
