"""The arrows of services/README.md: who may include whom. They point down only."""
import pathlib
import re

FLOOR = {"base": set(), "runtime": {"base"}, "store": {"base", "runtime"}, "redis": {"base", "runtime"},
         "mail": {"base", "runtime"}}
FLOOR["rpc"] = {"base", "runtime", "store"}
FLOOR["live"] = {"base", "runtime", "store", "redis"}
# A capability sees rpc, store, runtime, base, and of its neighbours those to its right.
CAPABILITIES = ["studio", "story", "show", "screen", "game", "recognition", "conversation", "moderation", "inbox", "search", "leaderboard", "media", "access", "people"]
SEES = FLOOR | {room: {"base", "runtime", "store", "rpc"} | set(CAPABILITIES[place + 1:])
                for place, room in enumerate(CAPABILITIES)}
# It reads boards from Redis, tells live what belongs there, and pushes States.
SEES["leaderboard"] |= {"redis", "live"}
# It pushes States of goals.
SEES["game"] |= {"live"}
# It sends invitations.
SEES["access"] |= {"mail"}
SEES["gateway"] = {"base", "runtime", "rpc", "live"}
SEES["koebeld"] = set(SEES) | {"gateway"}
# Libraries that stay inside one room.
ONLY = {r"sqlite3\.h|libpq-fe\.h|libpq/": {"store"}, r"hiredis/": {"redis"}, r"curl/": {"mail"},
        r"boost/beast": {"gateway"},
        r"gd\.h|libexif/|seccomp\.h": {"media"}, r"libical/": {"show"}}
VAGUE = {"common", "utils", "util", "helpers", "manager", "impl"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
MAX_BEAST_UNITS = 8


def violations(files: dict[str, str]) -> list[str]:
    """What is wrong with these sources, path below services/ or tests/ to text. Empty: nothing."""
    found = []
    for path, text in files.items():
        top, *folders, _ = pathlib.PurePosixPath(path).parts
        found += [f"{path}: a folder called {name}" for name in folders if name in VAGUE]
        if top != "services" or not folders:
            continue
        room = folders[0]
        if room not in SEES:
            found.append(f"{path}: services/{room} has no place in the picture")
            continue
        for included in INCLUDE.findall(text):
            other = included.split("/")[0]
            if other in SEES and other != room and other not in SEES[room]:
                found.append(f"{path}: {room} may not see {included}")
            found += [f"{path}: {included} belongs in {' and '.join(rooms)} only"
                      for library, rooms in ONLY.items() if re.match(library, included) and room not in rooms]
    return found


def beast_units(files: dict[str, str]) -> list[str]:
    """The translation units that read Beast, through our own headers too. Fuzzers are a tree of their own."""
    below = {path: set(INCLUDE.findall(text)) for path, text in files.items()}

    def reads(path, seen):
        if path in seen or path not in below:
            return False
        seen.add(path)
        here = str(pathlib.PurePosixPath(path).parent)
        return any(name.startswith("boost/beast") or any(reads(f"{root}/{name}", seen) for root in ("services", "tests", here))
                   for name in below[path])

    ours = [path for path in below if path.endswith(".cpp") and not path.startswith("tests/fuzz/")]
    return [path for path in ours if reads(path, set())]
