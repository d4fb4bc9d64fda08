"""Names that files of one target keep to themselves, and that are the same: the compiler reads several files as one (a unity build)."""
import pathlib
import re
from collections import defaultdict

TARGET = re.compile(r"(?:koebel_library|koebel_test|add_executable|add_library)\(\s*(\w+)(.*?)\)", re.DOTALL)
SOURCE = re.compile(r"[\w/.]+\.cpp")
CONSTANT = re.compile(r"(?:inline |static )?(?:constexpr|const|auto)\b[^=({]*?\b(k[A-Z]\w*)\b")
TYPE = re.compile(r"(?:struct|class|enum(?: class)?) (\w+)")
FUNCTION = re.compile(r"(?!using |namespace |template |return )[\w:<>,&*\s\[\]]+?[\s&*](\w+)\((.*)")

PARAMETER = re.compile(r" [a-z_]+(?=[,)])")


def private_names(text: str) -> set[str]:
    """What the unnamed namespaces of a file declare; a function with the types of its first line's parameters."""
    names, inside = set(), False
    for line in text.splitlines():
        if line == "namespace {":
            inside = True
        elif line == "}  // namespace":
            inside = False
        elif inside and line[:1].isalpha():
            if named := CONSTANT.match(line) or TYPE.match(line):
                names.add(named[1])
            elif function := FUNCTION.match(line):
                names.add(f"{function[1]}({PARAMETER.sub('', function[2])}")
    return names


def targets(lists: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Each target of these CMakeLists.txt (path to text) and the paths of its sources."""
    return [(target, [str(pathlib.PurePosixPath(path).parent / source) for source in SOURCE.findall(rest)])
            for path, text in lists.items() for target, rest in TARGET.findall(text)]


def violations(lists: dict[str, str], sources: dict[str, str]) -> list[str]:
    found = []
    for target, paths in targets(lists):
        files = defaultdict(list)
        for path in paths:
            for name in private_names(sources.get(path, "")):
                files[name].append(path)
        found += [f"{target}: {name} in {', '.join(where)}" for name, where in sorted(files.items()) if len(where) > 1]
    return found
