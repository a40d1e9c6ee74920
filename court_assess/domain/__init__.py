"""The heart: answers, three-valued conditions, rules and findings. Pure: no clock, no files."""
