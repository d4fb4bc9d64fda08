import pathlib
import re
import subprocess
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")


def broken_links(text: str, folder: pathlib.Path) -> list[str]:
    """The relative links of a Markdown text that lead nowhere."""
    return [link for link in LINK.findall(text) if "://" not in link and not (folder / link).exists()]


class Links(unittest.TestCase):
    def test_every_link_between_our_documents_leads_somewhere(self):
        listed = subprocess.run(["git", "ls-files", "--", "*.md"], cwd=TOP, capture_output=True, text=True, check=True)
        documents = [TOP / name for name in listed.stdout.split()]
        self.assertIn(TOP / "README.md", documents)
        for document in documents:
            with self.subTest(document.name):
                self.assertEqual(broken_links(document.read_text(), document.parent), [])

    def test_the_readme_shows_the_two_commands(self):
        text = (TOP / "README.md").read_text()
        self.assertIn("deploy/run", text)
        self.assertIn("tests/run", text)

    def test_a_link_that_leads_nowhere_is_found(self):
        self.assertEqual(broken_links("[a](no/such/file.md) [b](https://koebel.example)", TOP), ["no/such/file.md"])


if __name__ == "__main__":
    unittest.main()
