import http.client
import sys
import time
import urllib.request

from . import compositor
from .browser import Browser
from .devtools import Gone, NoAnswer, Refused
from .service_manager import tell
from .settings import Settings

PERIOD = 5  # seconds between two looks
BLANK_LOOKS = 6  # so often in a row may the page show nothing: a small computer takes its time to load it
ANYWAY_LOOKS = 12  # so often is it not served before it is opened all the same: the browser may know another way
SHORTEST_PAUSE = 0.5  # between two browsers
LONGEST_PAUSE = 30


class Keeper:
    """Keeps one browser on Koebel's page, for ever: starts it again when it ends or hangs, shows a page that waits while
    Koebel cannot be opened. systemd hears from it only while the compositor answers too, and starts everything again otherwise."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._browser: Browser | None = None
        self._pause = SHORTEST_PAUSE
        self._said = ""

    def keep(self) -> None:
        while True:
            started = time.monotonic()
            try:
                self._show()
            except (Gone, NoAnswer, Refused) as trouble:
                self._say(f"starts the browser again: {trouble}")
            self.end(at_once=True)
            if not compositor.answers():
                sys.exit("the compositor has ended")  # systemd starts both again
            # A browser that ends again and again is started ever more slowly, and the machine can be reached meanwhile.
            self._pause = SHORTEST_PAUSE if time.monotonic() - started > 60 else min(2 * self._pause, LONGEST_PAUSE)
            self._rest(self._pause)

    def end(self, *, at_once: bool) -> None:
        if self._browser is not None:
            self._browser.end(at_once=at_once)
            self._browser = None

    def _show(self) -> None:
        """One browser's life."""
        browser = self._browser = Browser(self._settings)
        browser.attach()
        tell("READY=1")
        while True:
            self._open(browser)
            blank = 0
            while blank < BLANK_LOOKS:
                self._rest(PERIOD)
                browser.fill_display()
                blank = 0 if browser.shows() else blank + 1
                if blank == 0:
                    self._say(f"shows {self._settings.place}")

    def _open(self, browser: Browser) -> None:
        """Returns when the page was opened. Tried at once: the page may be kept in the browser and need no network."""
        while not browser.open(self._settings.url):
            browser.open(self._settings.waiting)
            self._say(f"waits for {self._settings.place}")
            # Asked for from here first: the picture stays calm.
            for _ in range(ANYWAY_LOOKS):
                self._rest(PERIOD)
                browser.shows()  # whether it still answers
                if self._is_served():
                    break

    def _is_served(self) -> bool:
        try:
            with urllib.request.urlopen(self._settings.place, timeout=3):
                return True
        except (OSError, http.client.HTTPException):  # an answer that is an error among them
            return False

    def _rest(self, seconds: float) -> None:
        if compositor.answers():
            tell("WATCHDOG=1")
        time.sleep(seconds)

    def _say(self, what: str) -> None:
        if what == self._said:
            return
        self._said = what
        tell(f"STATUS={what}")
        print(what, file=sys.stderr, flush=True)
