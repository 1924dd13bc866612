"""The application for any WSGI server: `wsgi:app`."""

from web.create_app import create_app
from web.desk import work

app = create_app()
work(app)
