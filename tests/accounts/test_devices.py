"""What the list of devices calls a browser."""

import pytest

from accounts.templatetags.people import device

ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("user_agent", "called"),
    [
        (ANDROID + "Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome di Android"),
        (
            ANDROID + "SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
            "Samsung Internet di Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge di Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0", "Firefox di Linux"),
        ("curl/8.5", "Peramban tidak dikenal"),
        ("", "Peramban tidak dikenal"),
    ],
)
def test_a_browser_is_called_by_its_name(user_agent: str, called: str) -> None:
    assert device(user_agent) == called
