"""The web app: the Django project and its one app."""
