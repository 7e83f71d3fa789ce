"""The screens as text: drawn without a terminal, compared with golden frames, driven by keys.

`KINDBOARD_REGOLD=1` writes the frames anew; read the difference before you commit it.
"""
