import os
import pathlib
from dataclasses import dataclass
from urllib.parse import urlsplit

WAITING = pathlib.Path(__file__).parent.parent / "waiting.html"


@dataclass(frozen=True)
class Settings:
    """What deploy/screen was told, as /etc/koebel-screen.conf says it."""

    url: str  # the page
    profile: pathlib.Path  # kept over restarts: the pairing is in it
    scale: str = "1"
    silent: bool = False
    audio: str = ""  # an ALSA device; empty is the machine's usual one
    patience: float = 20  # seconds: a small computer that loads a page is slow, not hung

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def place(self) -> str:
        """The page as it may be written down: a fragment may be a token."""
        return self.url.partition("#")[0]

    @property
    def waiting(self) -> str:
        """What is shown meanwhile; it names the address."""
        return f"{WAITING.as_uri()}#{urlsplit(self.url).netloc}"


def from_environment() -> Settings:
    said = os.environ
    return Settings(
        url=said["KOEBEL_SCREEN_URL"],
        profile=pathlib.Path(said["STATE_DIRECTORY"]) / "profile",
        scale=said.get("KOEBEL_SCREEN_SCALE", "1"),
        silent=said.get("KOEBEL_SCREEN_SILENT") == "yes",
        audio=said.get("KOEBEL_SCREEN_AUDIO", ""),
        patience=float(said.get("KOEBEL_SCREEN_PATIENCE", 20)),
    )
