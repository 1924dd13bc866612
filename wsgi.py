"""The application for a WSGI server; settings come from the environment."""

from web.create_app import create_app

app = create_app()
