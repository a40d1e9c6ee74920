"""Assessments and findings in forms that other programs read."""
