"""Pre-sentence assessment of people with drug problems: questions, rules and a report."""

__version__ = "0.1.0"
