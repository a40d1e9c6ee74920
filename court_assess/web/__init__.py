"""The pages: a small Flask app for one officer on one laptop."""
