"""``python -m plugboard_nb.cli``."""

from plugboard_nb.cli.commands import main

main()
