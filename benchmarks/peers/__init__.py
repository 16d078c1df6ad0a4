"""The same chain of three in other packages; each file runs in a venv of its own."""
