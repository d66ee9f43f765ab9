"""The entry for WSGI servers: ``waitress-serve wsgi:app`` or ``gunicorn wsgi:app``."""

from workflow import create_app, ready

app = create_app()
ready(app)
