"""A client of the live protocol that shares nothing with Koebel's own: written from proto/README.md alone."""
import asyncio
import json
import random
import time
import urllib.request
import uuid

import websockets
from koebel.v1 import live_pb2, recognition_pb2

SILENCE = 27.0  # seconds without a frame
PATIENCE = 2.0  # a head may be ahead this long while nothing is applied
LONG_ENOUGH = 30.0  # live for so long: the back-off starts again


class Stop(Exception):
    """Coming back would not help."""


def sign_in(origin, link):
    """Exchanges a one-time link for the cookie."""
    token = link.strip().split("#")[1].split("=")[-1]
    request = urllib.request.Request(
        origin + "/koebel.v1.AccessService/SignInWithLink",
        json.dumps({"token": token}).encode(),
        {"Content-Type": "application/json", "Origin": origin},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers["Set-Cookie"].split(";")[0]


class Client:
    def __init__(self, origin, cookie):
        self.origin, self.cookie = origin, cookie
        self.epoch, self.last, self.begin = None, {}, {}
        self.applied = {}  # topic → [(seq, type, id)]
        self.asked, self.ahead = set(), {}
        self.socket, self.waiting, self.next_id = None, {}, 1
        self.connections = self.resets = self.failures = self.fetches = 0
        self.window = None  # of a drain

    async def run(self):
        """Connects, comes back, for ever. Cancelled by its owner."""
        while True:
            since, code = time.monotonic(), 1006
            try:
                code = await self.connection()
            except (OSError, asyncio.TimeoutError, websockets.exceptions.InvalidHandshake):
                pass
            self.socket = None
            for reply in self.waiting.values():
                if not reply.done():
                    reply.set_exception(ConnectionError())
            self.waiting.clear()
            if time.monotonic() - since >= LONG_ENOUGH:
                self.failures = 0
            await asyncio.sleep(self.pause(code))

    def pause(self, code):
        window, self.window = self.window, None
        if 4100 <= code < 4200 or 4400 <= code < 4500 or code in (1002, 1003, 1007, 1009):
            raise Stop(code)
        if 4200 <= code < 4300:
            return random.uniform(30, 60)
        if window is not None:
            return random.uniform(0, min(60, max(0.5, window)))
        self.failures += 1
        return random.uniform(0, min(30, 0.5 * 2 ** (self.failures - 1)))

    async def connection(self):
        """One connection's life; its close code."""
        async with websockets.connect(
            self.origin.replace("http", "ws", 1) + "/live",
            subprotocols=["koebel.v1"], origin=self.origin, extra_headers={"Cookie": self.cookie},
            compression=None, ping_interval=None, open_timeout=10, close_timeout=1,
        ) as socket:
            self.asked, self.ahead = set(), {}
            heard = time.monotonic()
            while True:
                try:
                    await self.receive(socket, await asyncio.wait_for(socket.recv(), 1))
                    heard = time.monotonic()
                except asyncio.TimeoutError:
                    if time.monotonic() - heard > SILENCE:
                        return 1006
                except websockets.exceptions.ConnectionClosed:
                    return socket.close_code or 1006
                for topic, (_, since) in list(self.ahead.items()):
                    if time.monotonic() - since >= PATIENCE:
                        await self.subscribe(topic)

    async def receive(self, socket, message):
        frame = live_pb2.ServerFrame.FromString(message)
        kind = frame.WhichOneof("frame")
        if kind == "welcome":
            self.connections += 1
            self.socket = socket
            for topic in self.last:
                await self.subscribe(topic)
            if not self.last:
                asyncio.ensure_future(self.fetch())
        elif kind == "event":
            await self.event(frame.event)
        elif kind == "block":
            for event in frame.block.events:
                await self.event(event)
        elif kind == "subscribed":
            await self.subscribed(frame.subscribed)
        elif kind == "ping":
            await self.send(live_pb2.ClientFrame(pong=live_pb2.Pong(t=frame.ping.t)))
            for head in frame.ping.heads:
                self.head(head.topic, head.seq)
        elif kind == "notice" and frame.notice.kind == live_pb2.Notice.KIND_DRAIN:
            self.window = frame.notice.retry_window_ms / 1000
        elif kind == "reply" and frame.reply.id in self.waiting:
            self.waiting.pop(frame.reply.id).set_result(frame.reply)

    async def event(self, event):
        topic = event.topic
        if topic not in self.last or event.seq <= self.last[topic]:
            return
        if event.seq > self.last[topic] + 1:
            if topic not in self.asked:
                await self.subscribe(topic)
            return
        self.last[topic] = event.seq
        self.applied[topic].append((event.seq, event.type, event.id))
        if topic in self.ahead:
            head = self.ahead.pop(topic)[0]
            self.head(topic, head)

    def head(self, topic, head):
        if topic not in self.last or head <= self.last[topic]:
            self.ahead.pop(topic, None)
        else:
            self.ahead.setdefault(topic, (head, time.monotonic()))

    async def subscribed(self, state):
        if state.topic not in self.last:
            return
        self.asked.discard(state.topic)
        if state.status == live_pb2.Subscribed.STATUS_ENDED:
            del self.last[state.topic]
        elif state.status == live_pb2.Subscribed.STATUS_RESET or state.epoch != self.epoch:
            self.resets += 1
            self.last = {}
            asyncio.ensure_future(self.fetch())
        else:
            self.head(state.topic, state.head)

    async def subscribe(self, topic):
        self.asked.add(topic)
        self.ahead.pop(topic, None)
        await self.send(live_pb2.ClientFrame(
            subscribe=live_pb2.Subscribe(topic=topic, epoch=self.epoch, **{"from": self.last[topic]})))

    async def fetch(self):
        """Reads the snapshot, and follows from there."""
        if self.fetches:
            await asyncio.sleep(random.uniform(0, min(30, 2 ** (self.fetches - 1))))
        self.fetches += 1
        try:
            page = await self.call("ListFeed", recognition_pb2.ListFeedRequest(), recognition_pb2.ListFeedResponse)
        except (ConnectionError, asyncio.TimeoutError):
            return  # the next Welcome asks again
        self.epoch = page.snapshot.epoch
        self.begin = {head.topic: head.seq for head in page.snapshot.heads}
        self.last, self.applied = dict(self.begin), {topic: [] for topic in self.begin}
        for topic in self.last:
            await self.subscribe(topic)

    async def call(self, method, request, response):
        """The answer. ConnectionError: it may or may not have happened."""
        if self.socket is None:
            raise ConnectionError()
        call = live_pb2.ClientCall(
            id=self.next_id, method="koebel.v1.RecognitionService/" + method, payload=request.SerializeToString())
        self.next_id += 1
        self.waiting[call.id] = reply = asyncio.get_running_loop().create_future()
        await self.send(live_pb2.ClientFrame(call=call))
        answer = await asyncio.wait_for(reply, 20)
        if answer.WhichOneof("result") == "error":
            raise RuntimeError(answer.error.reason)
        return response.FromString(answer.ok)

    async def change(self, method, request, response):
        """A call that changes something: exactly once, however often the connection ends meanwhile."""
        request.request_id = str(uuid.uuid4())
        while True:
            try:
                return await self.call(method, request, response)
            except (ConnectionError, asyncio.TimeoutError):
                await asyncio.sleep(random.uniform(0, 0.5))

    async def send(self, frame):
        try:
            if self.socket is not None:
                await self.socket.send(frame.SerializeToString())
        except websockets.exceptions.ConnectionClosed:
            pass  # recv() says so, too
