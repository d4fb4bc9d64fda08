import os
import pathlib
import socket
import struct

PATIENCE = 10

# wl_display (object 1) sync (request 0), to be answered by a callback that is object 2: 12 bytes.
SYNC = struct.pack("=IHHI", 1, 0, 12, 2)


def answers() -> bool:
    """Whether the compositor still answers: it is asked as a client would ask, by Wayland's smallest question."""
    path = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / os.environ["WAYLAND_DISPLAY"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wayland:
        wayland.settimeout(PATIENCE)
        try:
            wayland.connect(str(path))
            wayland.sendall(SYNC)
            return wayland.recv(1) != b""
        except OSError:
            return False
