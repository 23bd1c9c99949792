"""A question bank for mmready, installable so that it has a name: ``mmready.check("money", bank="my-bank")``."""
