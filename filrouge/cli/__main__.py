"""`python -m filrouge.cli`."""

from filrouge.cli import main

main()
