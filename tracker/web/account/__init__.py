"""The door: signing in and out, second factors, one's own login; built on django-allauth."""
