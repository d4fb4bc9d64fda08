import configparser
import pathlib
import re
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
UNIT = TOP / "deploy/systemd/koebeld.service"
WORST_EXPOSURE = 20  # tenths; systemd calls up to 4.9 "ok"
GOING_AWAY = 20  # seconds, the bound of koebeld/application.cpp


def seconds(text: str) -> int:
    return int(re.fullmatch(r"(\d+)s?", text).group(1))


class ServiceUnit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.unit = pathlib.Path(cls.folder.name) / UNIT.name
        # systemd looks whether the program is there.
        cls.unit.write_text(UNIT.read_text().replace("/usr/bin/koebeld", "/bin/true"))
        cls.sections = configparser.ConfigParser(strict=False, interpolation=None)
        cls.sections.optionxform = str
        cls.sections.read(UNIT)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def analyze(self, *arguments):
        return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True)

    def test_systemd_finds_no_mistake_in_it(self):
        verdict = self.analyze("verify", "--man=no", str(self.unit))
        self.assertEqual((verdict.returncode, verdict.stderr.strip()), (0, ""))

    def test_systemd_finds_a_mistake_where_there_is_one(self):
        bad = self.unit.with_name("bad.service")
        bad.write_text(self.unit.read_text().replace("ProtectHome=yes", "ProtectHome=perhaps"))
        verdict = self.analyze("verify", "--man=no", str(bad))
        self.assertIn("protect home", verdict.stderr)

    def test_it_is_hardened(self):
        verdict = self.analyze("security", "--offline=true", "--no-pager", f"--threshold={WORST_EXPOSURE}", str(self.unit))
        self.assertEqual(verdict.returncode, 0, verdict.stdout[-400:])

    def test_an_unhardened_one_would_be_refused(self):
        bare = self.unit.with_name("bare.service")
        bare.write_text("[Service]\nExecStart=/bin/true\n")
        verdict = self.analyze("security", "--offline=true", "--no-pager", f"--threshold={WORST_EXPOSURE}", str(bare))
        self.assertNotEqual(verdict.returncode, 0)

    def test_it_speaks_the_protocol_koebeld_speaks(self):
        service = self.sections["Service"]
        self.assertEqual(service["Type"], "notify")
        self.assertGreaterEqual(seconds(service["WatchdogSec"]), 40, "half of it is the patience with SQL's time limits")
        self.assertGreater(seconds(service["TimeoutStopSec"]), GOING_AWAY)

    def test_its_descriptors_are_enough_for_the_default_of_connections(self):
        text = (TOP / "services/gateway/connection_limits.hpp").read_text()
        connections = int(re.search(r"node = ([\d']+)", text).group(1).replace("'", ""))
        self.assertGreaterEqual(int(self.sections["Service"]["LimitNOFILE"]), 2 * connections)


if __name__ == "__main__":
    unittest.main()
