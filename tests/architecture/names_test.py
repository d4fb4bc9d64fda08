import pathlib
import unittest

from names import private_names, targets, violations

TOP = pathlib.Path(__file__).resolve().parents[2]
LIST = {"services/a/CMakeLists.txt": "koebel_library(\n  a\n  SOURCES\n    one.cpp\n    two.cpp\n)\n"}


def read(pattern: str) -> dict[str, str]:
    return {str(path.relative_to(TOP)): path.read_text() for root in ("services", "tests") for path in (TOP / root).rglob(pattern)}


def of(one: str, two: str) -> list[str]:
    wrap = "namespace {{\n\n{}\n\n}}  // namespace\n".format
    return violations(LIST, {"services/a/one.cpp": wrap(one), "services/a/two.cpp": wrap(two)})


class Names(unittest.TestCase):
    def test_the_tree_has_targets_with_private_names(self):
        lists, sources = read("CMakeLists.txt"), read("*.cpp")
        self.assertGreater(len(targets(lists)), 30)
        self.assertGreater(sum(len(private_names(text)) for text in sources.values()), 500)

    def test_no_two_files_of_a_target_keep_the_same_name_to_themselves(self):
        self.assertEqual(violations(read("CMakeLists.txt"), read("*.cpp")), [])

    def test_a_constant_a_type_and_a_function_are_caught(self):
        for line in ('constexpr store::Sql kFind{"a", "b"};', "constexpr auto kFind =", "struct Row {", "int size(const A& a) {"):
            with self.subTest(line):
                self.assertEqual(len(of(line, line)), 1)

    def test_overloads_and_aliases_are_not(self):
        self.assertEqual(of("int size(const A& a) {", "int size(const B& b) {"), [])
        self.assertEqual(of("using Clock = std::chrono::steady_clock;", "using Clock = std::chrono::steady_clock;"), [])
        self.assertEqual(of("namespace asio = boost::asio;", "namespace asio = boost::asio;"), [])


if __name__ == "__main__":
    unittest.main()
