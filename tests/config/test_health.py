"""The health page tells a load balancer, and nobody else, what is wrong."""

import pytest
from django.db import OperationalError
from django.test import Client

from config import health


@pytest.mark.django_db
def test_healthy(client: Client) -> None:
    response = client.get("/healthz")
    assert response.json() == {"database": "ok", "migrations": 0}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_migration_is_unhealthy(client: Client, monkeypatch) -> None:
    plan = [("accounts.0002", False)]
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_args: plan)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["migrations"]) == (503, 1)


@pytest.mark.django_db
def test_an_unreachable_database_is_unhealthy_without_details(client: Client, monkeypatch) -> None:
    def fail(*_args: object) -> None:
        raise OperationalError("connection to server at db.contoh.go.id failed")

    monkeypatch.setattr(health, "MigrationExecutor", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"database": "unreachable"}


@pytest.mark.django_db
def test_it_is_only_read(client: Client) -> None:
    refused = client.post("/healthz")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")
    assert refused.content == b""
