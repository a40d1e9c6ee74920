"""View models: everything a template shows, worked out beforehand; they know nothing of storage."""
