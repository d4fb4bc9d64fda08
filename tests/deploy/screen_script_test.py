import configparser
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = TOP / "deploy/screen"
UNIT = "etc/systemd/system/koebel-screen.service"
POLICIES = "etc/chromium/policies/managed/koebel-screen.json"
CONF = "etc/koebel-screen.conf"
WORST_EXPOSURE = 50  # tenths; a browser needs namespaces, devices and memory that is written and executed

REFUSED = {
    "URL_MISSING": [[]],
    "URL_INVALID": [
        ["--url", url]
        for url in (
            "koebel.example",
            "ftp://koebel.example",
            "https://koebel.example/admin",
            "https://koebel.example:0",
            "https://koebel.example:65536",
            "https://me@koebel.example",
            "https://koebel.example/#token",
            "https://koebel.example|s",
            "https://koebel.example\nUser=root",
            "https://-koebel",
        )
    ],
    "ROTATE_INVALID": [["--url", "https://koebel.example", "--rotate", "upside-down"]],
    "SCALE_INVALID": [["--url", "https://koebel.example", "--scale", scale] for scale in ("0", "0.4", "4.1", "10", "two", "1.5.2")],
    "AUDIO_INVALID": [["--url", "https://koebel.example", "--audio", "hdmi; reboot"]],
    "USER_INVALID": [["--url", "https://koebel.example", "--user", user] for user in ("", "Screen", "0screen", "a b", "-root")],
    "ROOT_INVALID": [["--url", "https://koebel.example", "--root", "/no/such/folder"]],
    "VALUE_MISSING": [["--url"]],
    "ARGUMENT_UNKNOWN": [["--kiosk"], ["https://koebel.example"]],
}


def screen(*arguments, umask=0o022):
    return subprocess.run([SCRIPT, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, umask=umask)


class TheScript(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="koebel-screen-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def lay_down(self, *options, url="https://koebel.example", **more):
        done = screen("--url", url, "--root", self.root, *options, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def files(self):
        return {
            str(path.relative_to(self.root)): (oct(path.stat().st_mode), path.read_bytes())
            for path in self.root.rglob("*")
            if path.is_file()
        }

    def conf(self):
        return dict(line.split("=", 1) for line in (self.root / CONF).read_text().splitlines() if not line.startswith("#"))

    def test_what_it_does_not_understand_it_refuses_with_a_reason_and_does_nothing(self):
        for reason, calls in REFUSED.items():
            for arguments in calls:
                with self.subTest(arguments=arguments):
                    # The last of two is what counts.
                    done = screen("--root", self.root, *arguments)
                    self.assertEqual(done.returncode, 2)
                    self.assertTrue(done.stderr.startswith(f"deploy/screen: {reason}: "), done.stderr)
                    self.assertEqual(self.files(), {})

    def test_a_machine_it_is_not_made_for_is_refused(self):
        if os.getuid() == 0:
            nobody = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", SCRIPT, "--url", "https://koebel.example"], capture_output=True, text=True)
        else:
            nobody = screen("--url", "https://koebel.example")
        self.assertEqual(nobody.returncode, 1)
        self.assertIn("deploy/screen: NOT_ROOT: ", nobody.stderr)

    def test_help_says_every_option(self):
        told = screen("--help").stdout
        for option in ("--url", "--yes", "--rotate", "--scale", "--silent", "--audio", "--user", "--dry-run", "--root", "--remove"):
            self.assertIn(option, told)

    def test_a_second_run_changes_nothing_and_one_with_other_options_only_what_they_say(self):
        self.lay_down()
        first = self.files()
        self.assertEqual(self.lay_down(umask=0o077), "Nothing to change.\n")
        self.assertEqual(self.files(), first)

        told = self.lay_down("--rotate", "left", "--scale", "1.5", "--silent", "--audio", "hdmi:CARD=PCH,DEV=0")

        self.assertEqual([name for name, held in self.files().items() if held != first[name]], [CONF])
        self.assertIn(CONF, told)
        self.assertEqual(
            self.conf(),
            {
                "KOEBEL_SCREEN_URL": "https://koebel.example/screen",
                "KOEBEL_SCREEN_TURNS": "-r -r -r",
                "KOEBEL_SCREEN_SCALE": "1.5",
                "KOEBEL_SCREEN_SILENT": "yes",
                "KOEBEL_SCREEN_AUDIO": "hdmi:CARD=PCH,DEV=0",
            },
        )

    def test_a_file_that_somebody_changed_is_put_right(self):
        self.lay_down()
        first = self.files()
        (self.root / UNIT).write_text("[Service]\n")
        (self.root / "usr/local/lib/koebel-screen/koebel-screen").chmod(0o644)

        self.lay_down()

        self.assertEqual(self.files(), first)

    def test_the_address_may_be_typed_as_the_page_is(self):
        for url in ("https://koebel.example", "https://koebel.example/", "https://koebel.example/screen", "https://koebel.example/screen/"):
            self.lay_down(url=url)
            self.assertEqual(self.conf()["KOEBEL_SCREEN_URL"], "https://koebel.example/screen")

    def test_only_koebel_can_be_opened_and_an_unencrypted_address_is_warned_about(self):
        for url, insecure in [
            ("https://koebel.example", []),
            ("http://localhost:8080", []),
            ("http://10.0.0.5:8080", ["http://10.0.0.5:8080"]),
            ("http://[fd00::5]:8080", ["http://[fd00::5]:8080"]),
        ]:
            with self.subTest(url):
                told = self.lay_down(url=url)
                policies = json.loads((self.root / POLICIES).read_text())
                self.assertEqual(policies["OverrideSecurityRestrictionsOnInsecureOrigin"], insecure)
                self.assertEqual("not encrypted" in told, bool(insecure))
                self.assertEqual(policies["URLBlocklist"], ["*"])
                self.assertEqual(policies["URLAllowlist"][0], url)

    def test_a_dry_run_does_nothing(self):
        told = self.lay_down("--dry-run")
        self.assertIn("A dry run: nothing was done.", told)
        self.assertIn(UNIT, told)
        self.assertEqual(self.files(), {})

    def test_remove_takes_everything_away_and_leaves_what_is_not_its(self):
        self.lay_down()
        theirs = self.root / "etc/chromium/policies/managed/theirs.json"
        theirs.write_text("{}")

        self.assertEqual(screen("--remove", "--root", self.root).returncode, 0)

        self.assertEqual(list(self.files()), [str(theirs.relative_to(self.root))])
        self.assertIn("Nothing to change.", screen("--remove", "--root", self.root).stdout)


class TheUnit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="koebel-screen-")
        root = pathlib.Path(cls.folder.name)
        subprocess.run([SCRIPT, "--url", "https://koebel.example", "--user", "koebel-tv", "--root", root], check=True, capture_output=True)
        cls.unit = root / UNIT
        cls.section = configparser.ConfigParser(strict=False, interpolation=None)
        cls.section.optionxform = str
        cls.section.read(cls.unit)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_systemd_finds_no_mistake_in_it(self):
        # seatd is not installed where only tests run.
        text = self.unit.read_text().replace("Requires=seatd.service\n", "")
        unit = self.unit.with_name("verified.service")
        unit.write_text(text)
        verdict = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
        self.assertEqual((verdict.returncode, verdict.stderr.strip()), (0, ""))

    def test_it_is_hardened_as_far_as_a_browser_bears(self):
        command = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={WORST_EXPOSURE}", self.unit]
        verdict = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(verdict.returncode, 0, verdict.stdout[-400:])

    def test_it_is_tried_for_ever_and_the_browser_is_asked_to_go_before_the_compositor(self):
        self.assertEqual(self.section["Unit"]["StartLimitIntervalSec"], "0")
        service = self.section["Service"]
        self.assertEqual((service["User"], service["Restart"], service["KillMode"]), ("koebel-tv", "always", "mixed"))


class TheShell(unittest.TestCase):
    def test_shellcheck_finds_nothing(self):
        verdict = subprocess.run(["shellcheck", SCRIPT, TOP / "deploy/install_packages"], capture_output=True, text=True)
        self.assertEqual(verdict.stdout, "")

    def test_every_package_of_a_screen_has_a_reason(self):
        lines = [line.split(None, 2) for line in (TOP / "deploy/packages").read_text().splitlines() if line.startswith("screen ")]
        self.assertGreater(len(lines), 5)
        self.assertTrue(all(len(line) == 3 for line in lines))


if __name__ == "__main__":
    unittest.main()
