"""The heart: answers, three-valued conditions, rules and what they find. Pure; no clock, no files."""
