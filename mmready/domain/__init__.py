"""The nouns of mmready: frozen values, and the protocols Store and Runner. Knows nothing but ``errors``."""
