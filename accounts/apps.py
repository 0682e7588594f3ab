from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        # Registers the check, which needs the models and so cannot be imported above.
        import_module("accounts.checks")
