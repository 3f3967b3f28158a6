"""A node that does nothing of its own: the suite runs commands in it."""

from records import serve_until_closed

serve_until_closed()
