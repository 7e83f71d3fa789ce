"""Cards: their kinds, fields, ids and paths, and their text in a file. Pure."""
