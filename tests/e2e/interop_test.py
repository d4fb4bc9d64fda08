"""A client written from proto/README.md alone against the real koebeld, which is killed and started again.

    interop_test.py KOEBELD PROTO PEOPLE_CSV
"""
import asyncio
import csv
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

KOEBELD, PROTO, PEOPLE = sys.argv[1:4]
GIVEN = 40
PACE = 0.05  # seconds between two thanks: a koebeld that answers in a millisecond is killed amid them too
KILLS = 2
LOG = "SELECT seq, type, id FROM log WHERE topic = ? AND seq > ? ORDER BY seq"


class Koebeld:
    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.origin = f"http://localhost:{self.port}"
        self.folder = folder
        self.options = ["--data.directory", folder, "--http.public_url", self.origin]
        self.process = None

    def start(self):
        more = ["--http.port", str(self.port), "--metrics.port", "0", "--http.web_root", self.folder, "serve"]
        with open(os.path.join(self.folder, "koebeld.log"), "ab") as log:
            self.process = subprocess.Popen([KOEBELD, *self.options, *more], stdout=log, stderr=log)
        until = time.monotonic() + 60
        while not self.is_ready():
            assert self.process.poll() is None, open(os.path.join(self.folder, "koebeld.log")).read()
            assert time.monotonic() < until, "koebeld did not become ready"
            time.sleep(0.05)

    def is_ready(self):
        try:
            return urllib.request.urlopen(self.origin + "/readyz", timeout=5).status == 200
        except OSError:
            return False

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def command(self, *words):
        return subprocess.run([KOEBELD, *self.options, *words], check=True, capture_output=True, text=True).stdout


async def give(client, thanked, value):
    from koebel.v1 import recognition_pb2 as pb

    recognitions = []
    for number in range(GIVEN):
        people = pb.People(ids=[thanked])
        request = pb.GiveRequest(people=people, message=f"bedankt {number}", value_ids=[value])
        answer = await client.change("Give", request, pb.GiveResponse)
        recognitions.append(answer.recognition_id)
        await asyncio.sleep(PACE)
        if number % 4 == 3:
            gone = pb.TakeBackRequest(recognition_id=recognitions[-1])
            await client.change("TakeBack", gone, pb.TakeBackResponse)
    return recognitions


async def follow(koebeld, links):
    import interop_client

    cookies = [interop_client.sign_in(koebeld.origin, link) for link in links]
    giver, reader = [interop_client.Client(koebeld.origin, cookie) for cookie in cookies]
    lives = [asyncio.ensure_future(client.run()) for client in (giver, reader)]
    while not (giver.last and reader.last):
        await asyncio.sleep(0.05)
    thanked = next(topic for topic in reader.last if topic.startswith("person:"))[len("person:"):]
    giving = asyncio.ensure_future(give(giver, thanked, value_of(koebeld, giver)))
    for kill in range(1, KILLS + 1):
        while len(reader.applied["feed"]) < kill * GIVEN // (KILLS + 1):
            assert not giving.done(), giving
            await asyncio.sleep(0.01)
        koebeld.kill()
        await asyncio.get_running_loop().run_in_executor(None, koebeld.start)
    recognitions = await asyncio.wait_for(giving, 60)
    heads = await heads_of(reader)
    until = time.monotonic() + 30
    while any(reader.last[topic] < seq for topic, seq in heads.items()) and time.monotonic() < until:
        await asyncio.sleep(0.05)
    for life in lives:
        assert not life.done(), life
        life.cancel()
    return reader, recognitions


def value_of(koebeld, client):
    request = urllib.request.Request(
        koebeld.origin + "/koebel.v1.AccessService/GetSession", b"{}",
        {"Content-Type": "application/json", "Origin": koebeld.origin, "Cookie": client.cookie})
    return json.load(urllib.request.urlopen(request, timeout=10))["organisation"]["values"][0]["id"]


async def heads_of(client):
    from koebel.v1 import recognition_pb2 as pb

    while True:
        try:
            page = await client.call("ListFeed", pb.ListFeedRequest(), pb.ListFeedResponse)
            return {head.topic: head.seq for head in page.snapshot.heads}
        except ConnectionError:
            await asyncio.sleep(0.1)


def check(folder, client, recognitions):
    database = sqlite3.connect(os.path.join(folder, "koebel.db"))
    compared = 0
    for topic, begin in client.begin.items():
        rows = database.execute(LOG, (topic, begin))
        log = rows.fetchall()
        assert client.applied[topic] == log, f"{topic}: {len(client.applied[topic])} applied, {len(log)} in the log"
        compared += len(log)
    for recognition in recognitions:
        assert database.execute("SELECT count(*) FROM recognition WHERE id = ?", (recognition,)).fetchone() == (1,)
    assert len(set(recognitions)) == GIVEN
    assert client.connections > KILLS, client.connections
    assert client.resets == 0
    print(f"{compared} events on {len(client.begin)} topics equal the log after {KILLS} kills; {GIVEN} given once each")


def main():
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as generated:
        files = [os.path.join(PROTO, "koebel/v1", name) for name in os.listdir(os.path.join(PROTO, "koebel/v1"))]
        subprocess.run(["protoc", "-I", PROTO, "--python_out", generated, *files], check=True)
        sys.path[:0] = [generated, os.path.dirname(os.path.abspath(__file__))]
        koebeld = Koebeld(folder)
        try:
            koebeld.start()
            koebeld.command("demo")
            with open(PEOPLE, encoding="utf-8") as people:
                keys = [row["key"] for row in csv.DictReader(people)]
            links = [koebeld.command("sign-in-link", key) for key in (keys[40], keys[120])]
            client, recognitions = asyncio.run(follow(koebeld, links))
            koebeld.process.send_signal(signal.SIGTERM)
            assert koebeld.process.wait(30) == 0
            check(folder, client, recognitions)
        finally:
            koebeld.kill()


main()
