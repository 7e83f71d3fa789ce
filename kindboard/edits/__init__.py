"""What an edit makes of a card. Pure."""
