from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "partnerships.desk"
    label = "desk"
    verbose_name = "Meja depan"
