"""Trainers' YAML and case files, read safely into domain objects; every mistake has its place."""
