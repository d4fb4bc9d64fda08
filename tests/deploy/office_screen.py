"""What the tests of the office screen run: koebeld, and cage with the browser on a display that is not there."""
import contextlib
import http.server
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
KOEBELD = os.environ.get("KOEBELD", TOP / "build/dev/bin/koebeld")
NOBODY = 65534
CAN_MOUNT = os.getuid() == 0 and subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0

# Everything where deploy/screen would put it, for the screen alone: other browsers of this machine keep their policies.
INSTALLED = """
mount --bind "$0/etc/chromium" /etc/chromium
mount -t tmpfs none /usr/local/lib
cp -r "$0/usr/local/lib/koebel-screen" /usr/local/lib/
exec "$@"
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(found, seconds: float, why: str):
    """What `found` finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what := found():
            return what
        time.sleep(0.1)
    raise AssertionError(why)


class Koebeld:
    """The real one, with the demonstration organisation, on a port that is known before it listens."""

    def __init__(self, folder: pathlib.Path):
        self.url = f"http://127.0.0.1:{free_port()}"
        self._options = [KOEBELD, f"--data.directory={folder}", f"--http.public_url={self.url}"]
        self._process = None

    def start(self):
        more = [f"--http.port={self.url.rsplit(':', 1)[1]}", "--metrics.port=0", "--log.level=error", f"--http.web_root={TOP}/web/dist"]
        self._process = subprocess.Popen([*self._options, *more, "serve"], stdout=subprocess.DEVNULL)
        until(self._is_ready, 30, "koebeld did not become ready")

    def command(self, *words: str) -> str:
        return subprocess.run([*self._options, *words], check=True, capture_output=True, text=True).stdout.strip()

    def stop(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _is_ready(self):
        try:
            return urllib.request.urlopen(f"{self.url}/readyz", timeout=5).status == 200
        except OSError:
            return False


class BadGateway:
    """A proxy in front of a Koebel that is not there."""

    def __init__(self, url: str):
        self.asked = 0
        gateway = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                gateway.asked += 1
                self.send_error(502)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", int(url.rsplit(":", 1)[1])), Answer)

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class OfficeScreen:
    """What koebel-screen.service starts, with this test in systemd's place. Lives in `folder`, where deploy/screen laid it down."""

    def __init__(self, folder: pathlib.Path, more: dict[str, str]):
        self._folder = folder
        self._notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._notify.bind(str(folder / "notify"))
        os.chmod(folder / "notify", 0o666)
        self._notify.settimeout(0.2)
        self.told = []
        self.left_over = []  # the browser's processes that had to be killed
        conf = (folder / "etc/koebel-screen.conf").read_text().splitlines()
        settings = dict(line.split("=", 1) for line in conf if not line.startswith("#"))
        for name in ("run", "state"):
            (folder / name).mkdir(exist_ok=True)
            (folder / name).chmod(0o700)
            if os.getuid() == 0:
                os.chown(folder / name, NOBODY, NOBODY)
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "state"),
            "LANG": "C.UTF-8",
            "NOTIFY_SOCKET": str(folder / "notify"),
            "STATE_DIRECTORY": str(folder / "state"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "KOEBEL_SCREEN_PATIENCE": "4",
            **settings,
            **more,
        }
        root, installed = (pathlib.Path("/"), ["unshare", "--mount", "sh", "-ec", INSTALLED, folder]) if CAN_MOUNT else (folder, [])
        program = root / "usr/local/lib/koebel-screen/koebel-screen"
        turns = settings["KOEBEL_SCREEN_TURNS"].split()
        # cage refuses to be root; so does Chromium.
        unprivileged = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if os.getuid() == 0 else []
        with (folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*installed, *unprivileged, "cage", "-d", *turns, "--", program],
                env=self._environment,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )

    def wait_until_told(self, words: str, seconds: float = 60) -> None:
        """Reads what systemd would be told, until a line begins so."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                lines = self._notify.recv(4096).decode().splitlines()
            except TimeoutError:
                continue
            self.told += lines
            if any(line.startswith(words) for line in lines):
                return
        raise AssertionError(f"nothing told {words!r}, but {self.told[-5:]}; {(self._folder / 'log').read_text()[-2000:]}")

    def picture(self) -> tuple[int, int, bytes]:
        """Width, height and the colours of what is on the display, three bytes each."""
        command = ["grim", "-t", "ppm", "-"]
        told = subprocess.run(command, env=self._on_display(), check=True, capture_output=True).stdout
        _, size, _, colours = told.split(b"\n", 3)
        width, height = map(int, size.split())
        return width, height, colours

    def draws(self, colours: bytes) -> bool:
        """Whether these colours stand side by side somewhere."""
        return colours in self.picture()[2]

    def keep_picture(self, name: str) -> None:
        """For who looks, where SHOTS names a folder."""
        if shots := os.environ.get("SHOTS"):
            subprocess.run(["grim", f"{shots}/{name}.png"], env=self._on_display(), check=True)

    def _on_display(self):
        # grim speaks to cage as whoever may read its socket: root, or the same user.
        return {**self._environment, "WAYLAND_DISPLAY": "wayland-0"}

    def browsers(self, kind: str | None = None) -> list[int]:
        """The processes of its browser: the first one, or those of a kind ("renderer")."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            of_kind = f"--type={kind}" in words if kind else "--type=" not in words
            if "/chromium/chromium" in words and f"{self._folder}/state/profile" in words and of_kind:
                found.append(int(process.name))
        return found

    def _main_process(self) -> int:
        said = [line for line in self.told if line.startswith("MAINPID=")]
        return int(said[-1].split("=")[1]) if said else self._process.pid

    def end(self) -> None:
        """SIGTERM to the main process, as systemd does with KillMode=mixed; kills what stays. May be called again."""
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._main_process(), signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(20)
        self.left_over = self.browsers()
        for process in [*self.browsers(), self._process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        self._process.wait()
        self._notify.close()
        (self._folder / "notify").unlink(missing_ok=True)
