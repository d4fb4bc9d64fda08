import contextlib
import json
import os
import select
import time

PIECE = 65536


class NoAnswer(Exception):
    """The browser is there and says nothing: it hangs."""


class Gone(Exception):
    """The browser has closed its end: it has ended."""


class Refused(Exception):
    """It answered that it cannot; a page that crashed among others."""


class DevTools:
    """Chromium's DevTools protocol over its two pipes, JSON messages that end in a zero byte. No port is open, so nobody
    else on the network or the machine can speak to the browser."""

    def __init__(self, answers: int, questions: int):
        self._answers = answers
        self._questions = questions
        os.set_blocking(questions, False)
        self._last = 0
        self._read = b""

    def call(self, method: str, parameters: dict | None = None, *, session: str | None = None, patience: float) -> dict:
        """Asks and waits for the answer, at most `patience` seconds. What else comes in is nobody's here."""
        self._last += 1
        question = {"id": self._last, "method": method, "params": parameters or {}}
        if session is not None:
            question["sessionId"] = session
        self._send(json.dumps(question).encode() + b"\0")
        deadline = time.monotonic() + patience
        while True:
            message = json.loads(self._receive(deadline))
            if message.get("id") != self._last:
                continue
            if "error" in message:
                raise Refused(f"{method}: {message['error'].get('message')}")
            return message["result"]

    def close(self) -> None:
        for end in (self._answers, self._questions):
            with contextlib.suppress(OSError):
                os.close(end)

    def _send(self, message: bytes) -> None:
        try:
            os.write(self._questions, message)
        except BlockingIOError as full:
            raise NoAnswer("it reads no more questions") from full
        except BrokenPipeError as broken:
            raise Gone("it has ended") from broken

    def _receive(self, deadline: float) -> bytes:
        while b"\0" not in self._read:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._answers], [], [], left)[0]:
                raise NoAnswer("it does not answer")
            piece = os.read(self._answers, PIECE)
            if not piece:
                raise Gone("it has ended")
            self._read += piece
        message, self._read = self._read.split(b"\0", 1)
        return message
