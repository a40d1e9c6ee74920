"""``python -m court_assess`` is the same as ``court-assess``."""

from court_assess.cli import main

main()
