from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Makes the commands of the embedded database and the entry points known to Django."""

    name = "config"
    verbose_name = "Pengaturan"
