import os
import socket


def tell(*lines: str) -> None:
    """Tells systemd, by its documented datagram; nobody when it was not started by systemd."""
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        # An abstract address is written with an @.
        manager.sendto("\n".join(lines).encode(), path.replace("@", "\0", 1) if path.startswith("@") else path)
