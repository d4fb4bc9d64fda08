"""Speaks with koebeld through python3-websockets; see ../README.md for what it is told and what it prints."""
import asyncio
import os
import sys

import websockets

ORIGIN = sys.argv[2].replace("http://", "ws://")


async def echo():
    messages = ["", "Dag ☕ 👋", "x" * 125, "y" * 126, "z" * 65_535]
    messages += [os.urandom(size) for size in (0, 1, 125, 126, 127, 65_535, 65_536)]
    # An iterable goes out as one message in fragments.
    fragmented = [["Ha", "ll", "o"], [b"a", b"", b"bc"]]
    async with websockets.connect(f"{ORIGIN}/conformance-echo") as socket:
        for message in messages:
            await socket.send(message)
        for pieces in fragmented:
            await socket.send(pieces)
        await (await socket.ping(b"still there?"))
        sent = messages + [pieces[0][:0].join(pieces) for pieces in fragmented]
        received = [await socket.recv() for _ in sent]
        assert received == sent
        print(len(sent), "messages came back as they went")
        await socket.close(4321)
        print("closed", socket.close_code)


async def live(cookie, subscribe, until):
    headers = {"Cookie": cookie}
    async with websockets.connect(
        f"{ORIGIN}/live", origin=sys.argv[2], extra_headers=headers, subprotocols=["koebel.v1"]
    ) as socket:
        assert socket.subprotocol == "koebel.v1"
        await socket.send(bytes.fromhex(subscribe))
        async for message in socket:
            print("binary", message.hex(), flush=True)
            if until.encode() in message:
                break
        await socket.close()
        print("closed", socket.close_code)


asyncio.run({"echo": echo, "live": live}[sys.argv[1]](*sys.argv[3:]))
