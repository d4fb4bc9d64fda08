import pathlib
import unittest

from visibility import INTERNAL, violations

TOP = pathlib.Path(__file__).resolve().parents[2]


def the_services() -> dict[str, str]:
    return {str(path.relative_to(TOP)): path.read_text()
            for path in (TOP / "services").rglob("*") if path.suffix in {".cpp", ".hpp"}}


def of(text: str) -> list[str]:
    return violations({"services/recognition/a.cpp": text})


class Visibility(unittest.TestCase):
    def test_every_statement_of_the_tree_asks_who_looks(self):
        self.assertEqual(violations(the_services()), [])

    def test_the_list_names_files_that_are_there(self):
        self.assertEqual([key for key in INTERNAL if not (TOP / key[0]).exists()], [])

    def test_a_statement_without_the_predicate_is_caught(self):
        self.assertEqual(len(of('constexpr store::Sql kAll{"a.all", "SELECT id FROM recognition r"};')), 1)
        self.assertEqual(len(of('constexpr auto kAllText = "SELECT p.id FROM person p" + kOn +\n " join recognition r";')), 1)
        self.assertEqual(len(of('constexpr store::Sql kWho{"a.who", "SELECT 1 FROM"\n  " recognition_recipient x"};')), 1)

    def test_a_nomination_read_without_the_predicate_is_caught(self):
        self.assertEqual(len(of('constexpr store::Sql kAll{"a.all", "SELECT id FROM nomination n"};')), 1)
        self.assertEqual(len(of('constexpr store::Sql kWho{"a.who", "SELECT 1 FROM nomination_person x"};')), 1)
        self.assertEqual(of('constexpr auto kText = "SELECT id FROM nomination n WHERE " + people::nomination_visible_to("$1");'), [])

    def test_a_statement_with_it_is_not(self):
        self.assertEqual(of('constexpr auto kText = "SELECT id FROM recognition r WHERE " + people::visible_to("$1");'), [])
        self.assertEqual(of('constexpr auto kText = "SELECT 1 FROM recognition r WHERE " + people::kVisibleToEveryone;'), [])
        self.assertEqual(of('constexpr store::Sql kNew{"a.new", "INSERT INTO recognition (id) VALUES ($1)"};'), [])
        self.assertEqual(of("// rows that come FROM recognition\n"), [])

    def test_a_statement_outside_a_constant_is_caught(self):
        self.assertEqual(len(of('reader.rows<Row>(Sql{"x", "SELECT id FROM recognition"});')), 1)

    def test_an_entry_that_is_no_longer_needed_is_caught(self):
        path, name = next(iter(INTERNAL))
        self.assertIn("take it off the list", " ".join(violations({path: ""})))


if __name__ == "__main__":
    unittest.main()
