"""The settings of an office's server, which says on its error output what went wrong."""

from config.settings import *  # noqa: F403

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"said": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["said"], "level": "ERROR", "propagate": False}},
}
