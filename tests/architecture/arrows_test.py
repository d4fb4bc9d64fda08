import pathlib
import unittest

from arrows import MAX_BEAST_UNITS, beast_units, violations

TOP = pathlib.Path(__file__).resolve().parents[2]


def the_tree() -> dict[str, str]:
    return {str(path.relative_to(TOP)): path.read_text()
            for root in ("services", "tests") for path in (TOP / root).rglob("*") if path.suffix in {".cpp", ".hpp"}}


class Arrows(unittest.TestCase):
    def test_the_tree_has_sources(self):
        self.assertGreater(len(the_tree()), 30)

    def test_every_include_of_the_tree_points_down(self):
        self.assertEqual(violations(the_tree()), [])

    def test_few_translation_units_read_beast(self):
        units = beast_units(the_tree())
        self.assertLessEqual(len(units), MAX_BEAST_UNITS, units)

    def test_an_arrow_that_points_up_is_caught(self):
        self.assertEqual(len(violations({"services/store/a.cpp": '#include "rpc/router.hpp"\n'})), 1)
        self.assertEqual(len(violations({"services/people/a.cpp": '#include "recognition/rules.hpp"\n'})), 1)
        self.assertEqual(len(violations({"services/recognition/a.cpp": '  #  include "live/hub.hpp"\n'})), 1)

    def test_an_arrow_that_points_down_is_not(self):
        self.assertEqual(violations({"services/recognition/a.cpp": '#include "people/person.hpp"\n#include <vector>\n'}), [])

    def test_a_library_outside_its_room_is_caught(self):
        for library in ("sqlite3.h", "libpq-fe.h", "hiredis/hiredis.h", "boost/beast/core.hpp"):
            with self.subTest(library):
                self.assertEqual(len(violations({"services/people/a.cpp": f"#include <{library}>\n"})), 1)

    def test_a_vague_folder_or_a_room_without_a_place_is_caught(self):
        self.assertEqual(len(violations({"services/store/impl/a.cpp": ""})), 1)
        self.assertEqual(len(violations({"services/stuff/a.cpp": ""})), 1)

    def test_beast_is_found_through_our_own_headers(self):
        tree = {"services/gateway/a.cpp": '#include "gateway/b.hpp"\n', "services/gateway/b.hpp": "#include <boost/beast.hpp>\n"}
        self.assertEqual(beast_units(tree), ["services/gateway/a.cpp"])


if __name__ == "__main__":
    unittest.main()
