import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest

from office_screen import CAN_MOUNT, TOP, BadGateway, Koebeld, OfficeScreen, until

BRASS = bytes.fromhex("ffb938")
# A row of the pairing code's letters, which nothing else on a wall is as thick as; and the raised ground, which the
# page that waits has not.
CODE = BRASS * 12
RAISED = bytes.fromhex("221c3a") * 12
# The wall's dot, and the values that are green.
CONNECTED = bytes.fromhex("74dfa0") * 4
BROKEN = [
    ("that ended", None, signal.SIGKILL),
    ("that hangs", None, signal.SIGSTOP),
    ("whose page hangs", "renderer", signal.SIGSTOP),
]


def lay_down(folder: pathlib.Path, url: str, *options: str) -> None:
    folder.chmod(0o755)
    subprocess.run([TOP / "deploy/screen", "--url", url, "--root", folder, *options], check=True, stdout=subprocess.DEVNULL)


class AnOfficeScreen(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="koebel-screen-")))
        data = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="koebel-data-")))
        self.koebeld = Koebeld(data)
        self.addCleanup(self.koebeld.stop)

        self.koebeld.start()
        self.koebeld.command("demo", "--language", "nl")

    def hang(self, *options: str, **settings: str) -> OfficeScreen:
        lay_down(self.folder, self.koebeld.url, *options)
        screen = OfficeScreen(self.folder, settings)
        self.addCleanup(screen.end)
        return screen

    def test_it_waits_for_koebel_shows_it_and_mends_itself(self):
        self.koebeld.stop()
        # Turned, cage draws by itself; an even picture goes past it, and there grim sees an old one without a graphics card.
        screen = self.hang("--rotate", "inverted")
        with self.subTest("without a server it says so, and systemd hears that it is well"):
            screen.wait_until_told("STATUS=waits for")
            screen.wait_until_told("WATCHDOG=1")
            self.assertIn("READY=1", screen.told)
            until(lambda: screen.draws(BRASS), 10, "the address it waits for is not on the picture")
            screen.keep_picture("screen_waits")

        with self.subTest("a proxy that has only an error to show is no page"):
            with BadGateway(self.koebeld.url) as proxy:
                until(lambda: proxy.asked, 20, "nobody asked it")
                until(lambda: screen.draws(BRASS), 10, "the proxy's page stays on the picture")
                screen.keep_picture("screen_waits_for_proxy")

        with self.subTest("koebeld starts, and the page comes by itself"):
            self.koebeld.start()
            screen.wait_until_told("STATUS=shows")
            until(lambda: screen.draws(CODE) and screen.draws(RAISED), 20, "no code on the picture")
            screen.keep_picture("screen_code")

        for what, kind, number in BROKEN:
            with self.subTest(f"a browser {what} is replaced"):
                before = screen.browsers(kind)
                for process in before:
                    os.kill(process, number)
                screen.wait_until_told("STATUS=starts the browser again")
                screen.wait_until_told("STATUS=shows")
                self.assertEqual(len(screen.browsers()), 1)
                self.assertFalse(set(before) & set(screen.browsers(kind)), "nothing is left of the one before")

        with self.subTest("it ends in peace, and nothing of it stays"):
            began = time.monotonic()
            screen.end()
            self.assertLess(time.monotonic() - began, 15, "TimeoutStopSec")
            self.assertEqual(screen.left_over, [])

    def test_it_hangs_upright_and_knows_after_a_restart_that_it_was_paired(self):
        address = re.search(r"http\S+", self.koebeld.command("screen", "add", "Kantine")).group()
        first = self.hang("--rotate", "left", KOEBEL_SCREEN_URL=address)
        first.wait_until_told("STATUS=shows")
        until(lambda: first.draws(CONNECTED), 20, "no wall on the picture")
        first.keep_picture("screen_wall_first")
        first.end()

        again = self.hang("--rotate", "left")
        again.wait_until_told("STATUS=shows")

        until(lambda: again.draws(CONNECTED), 20, "the pairing was forgotten")
        width, height, _ = again.picture()
        self.assertLess(width, height)
        again.keep_picture("screen_wall_upright")

    @unittest.skipUnless("EVERYTHING" in os.environ, "tests/run --all: it needs a mount namespace of its own")
    def test_the_policies_let_it_open_koebel_and_nothing_else(self):
        self.assertTrue(CAN_MOUNT)
        allowed = self.hang("--rotate", "left")
        allowed.wait_until_told("STATUS=shows")
        allowed.end()

        same_by_another_name = self.koebeld.url.replace("127.0.0.1", "localhost")
        blocked = self.hang("--rotate", "left", KOEBEL_SCREEN_URL=f"{same_by_another_name}/screen")
        blocked.wait_until_told("STATUS=waits for")


if __name__ == "__main__":
    unittest.main()
