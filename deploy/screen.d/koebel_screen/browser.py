import contextlib
import fcntl
import json
import os
import signal
import subprocess
import time

from .devtools import DevTools, Gone, NoAnswer, Refused
from .settings import Settings

STARTING = 60  # seconds
ENDING = 5
CHROMIUM = "chromium"

FLAGS = [
    "--ozone-platform=wayland",
    "--kiosk",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--noerrdialogs",
    "--hide-crash-restore-bubble",
    "--password-store=basic",
    "--disable-features=Translate",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--autoplay-policy=no-user-gesture-required",  # the cowbell rings without anybody near
]

# Koebel's page, and it has drawn something: not the browser's error page, not a proxy's.
SHOWS = 'location.origin === %s && document.querySelector("#screen > *, #old-browser.is-old") !== null'

SERVER_FAILED = 'performance.getEntriesByType("navigation")[0].responseStatus >= 500'

# A mouse may lie beside the screen, and some televisions' remote controls call themselves one.
NO_CURSOR = """
const none = new CSSStyleSheet();
none.replaceSync("*{cursor:none!important}");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, none];
"""


def high_pipe() -> tuple[int, int]:
    """A pipe whose ends are none of the numbers that Chromium reads and writes."""
    low = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in low)
    for end in low:
        os.close(end)
    return high


class Browser:
    """One Chromium, from start to end. Its children are in a process group of their own, and go with it."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._forget_locks()
        (to_browser, questions), (answers, from_browser) = high_pipe(), high_pipe()

        def as_chromium_wants_them() -> None:
            os.dup2(to_browser, 3)
            os.dup2(from_browser, 4)

        self._process = subprocess.Popen(
            self._command(),
            preexec_fn=as_chromium_wants_them,
            pass_fds=(3, 4),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._devtools = DevTools(answers, questions)
        self._session = ""

    def attach(self) -> None:
        """Waits until it answers, and takes its page."""
        target = {"targetId": self._page(), "flatten": True}
        self._session = self._devtools.call("Target.attachToTarget", target, patience=STARTING)["sessionId"]
        self._ask("Page.enable", {})
        self._ask("Page.addScriptToEvaluateOnNewDocument", {"source": NO_CURSOR})

    def open(self, url: str) -> bool:
        """Whether the address could be opened, and not as a proxy's error page. A server that takes its time is no hung
        browser: `shows` tells that."""
        try:
            opened = self._ask("Page.navigate", {"url": url})
        except NoAnswer:
            return False
        return "errorText" not in opened and not self._is_true(SERVER_FAILED)

    def shows(self) -> bool:
        """Whether Koebel's page is on the screen, asked of the page itself: a page that hangs does not answer."""
        return self._is_true(SHOWS % json.dumps(self._settings.origin))

    def fill_display(self) -> None:
        """A television that was switched off and on may have made a small window of it."""
        window = self._ask("Browser.getWindowForTarget", {})
        if window["bounds"]["windowState"] != "fullscreen":
            self._ask("Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": {"windowState": "fullscreen"}})

    def end(self, *, at_once: bool) -> None:
        if not at_once:
            # By its own way out: at a signal it would go without writing down what pages keep.
            with contextlib.suppress(Gone, NoAnswer, Refused):
                self._devtools.call("Browser.close", patience=ENDING)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(ENDING)
        # Those of the group also when the first of them has ended.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._devtools.close()

    def _is_true(self, expression: str) -> bool:
        answer = self._ask("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        return answer["result"].get("value") is True

    def _page(self) -> str:
        deadline = time.monotonic() + STARTING
        while time.monotonic() < deadline:
            targets = self._devtools.call("Target.getTargets", patience=STARTING)["targetInfos"]
            for target in targets:
                if target["type"] == "page":
                    return target["targetId"]
            time.sleep(0.2)
        raise NoAnswer("it opens no page")

    def _ask(self, method: str, parameters: dict) -> dict:
        return self._devtools.call(method, parameters, session=self._session, patience=self._settings.patience)

    def _command(self) -> list[str]:
        more = [f"--user-data-dir={self._settings.profile}", f"--force-device-scale-factor={self._settings.scale}"]
        if self._settings.silent:
            more.append("--mute-audio")
        if self._settings.audio:
            more.append(f"--alsa-output-device={self._settings.audio}")
        return [CHROMIUM, *FLAGS, *more, self._settings.waiting]

    def _forget_locks(self) -> None:
        # Left by a power cut, or by a machine of another name. Nobody else uses this profile.
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self._settings.profile / name).unlink(missing_ok=True)
