"""The question to a virus scanner, where the engineer runs one; and the test file of that trade."""

import logging
import socket
import struct

from django.conf import settings

from accounts.files.refusals import FileRefused

logger = logging.getLogger(__name__)

# In two halves, so that scanners leave this source alone.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CHUNK = 64 * 1024
SECONDS = 30


def refuse_viruses(content: bytes) -> None:
    """Raises FileRefused when the file is one, or when the scanner that is set cannot say."""
    if EICAR in content:
        raise FileRefused("virus")
    if not settings.SELARAS_CLAMD_SOCKET:
        return
    try:
        verdict = ask_clamd(settings.SELARAS_CLAMD_SOCKET, content)
    except OSError as error:
        logger.exception("the virus scanner does not answer")
        raise FileRefused("unscanned") from error
    if verdict.endswith("FOUND"):
        raise FileRefused("virus")
    if not verdict.endswith("OK"):
        logger.error("the virus scanner gave no verdict")
        raise FileRefused("unscanned")


def ask_clamd(path: str, content: bytes) -> str:
    """clamd's INSTREAM: chunks led by their length in four bytes, ended by an empty one."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(SECONDS)
        connection.connect(path)
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        reply = b""
        while part := connection.recv(4096):
            reply += part
    return reply.strip(b"\0\n ").decode(errors="replace")
