import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { ErrorSchema } from "../gen/koebel/v1/live_pb";
import { AwaitPairingResponseSchema, StartPairingResponseSchema } from "../gen/koebel/v1/pairing_pb";
import { Pairing, type PairingView } from "./pairing";

type Asked = MessageInitShape<typeof AwaitPairingResponseSchema> | Error;
type Started = MessageInitShape<typeof StartPairingResponseSchema> | Error;

/** A server that answers so, one after the other, and what the television did. */
function television(starts: Started[], asks: Asked[], now = () => 0) {
  const shown: PairingView[] = [];
  const pauses: number[] = [];
  const secrets: string[] = [];
  const next = <T>(answers: (T | Error)[]): T => {
    const answer = answers.shift();
    if (answer === undefined) throw new Error("nothing more was expected");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const pairing = new Pairing(
    {
      startPairing: async () => create(StartPairingResponseSchema, next(starts)),
      awaitPairing: async ({ secret }) => {
        secrets.push(secret);
        return create(AwaitPairingResponseSchema, next(asks));
      },
    },
    { size: () => ({ width: 1920, height: 1080 }), pause: async (ms) => void pauses.push(ms), now },
    (view) => shown.push(view),
  );
  return { pairing, shown, pauses, secrets };
}

const kFirst = { secret: "s1", code: "BCDF-GHJK", picture: 3, address: "https://k.example/admin#screens", pollMs: 2_000 };
const kSecond = { ...kFirst, secret: "s2", code: "LMNP-QRST", picture: 4 };
const over = () => new ConnectError("over", Code.NotFound);
const away = () => new ConnectError("away", Code.Unavailable);

test("it shows its code until somebody has typed it", async () => {
  const { pairing, shown, pauses } = television([kFirst], [{}, {}, { screenId: "hal", token: "t" }]);

  expect(await pairing.token()).toBe("t");
  expect(shown.at(-1)).toEqual({ code: "BCDF-GHJK", picture: 3, address: "https://k.example/admin#screens", trouble: "" });
  for (const pause of pauses) expect(Math.abs(pause - 2_000)).toBeLessThanOrEqual(200);
});

test("a code whose time is over, or that was refused, gives way to another", async () => {
  const { pairing, shown, secrets } = television([kFirst, kSecond], [{}, over(), { screenId: "hal", token: "t" }]);

  await pairing.token();

  expect(shown.map(({ code }) => code)).toEqual(["", "BCDF-GHJK", "LMNP-QRST"]);
  expect(secrets).toEqual(["s1", "s1", "s2"]);
});

test("without a server the code stays, and is asked for less and less often", async () => {
  const { pairing, shown, pauses } = television([kFirst], [...Array.from({ length: 8 }, away), { screenId: "hal", token: "t" }]);

  await pairing.token();

  expect(shown.at(-1)).toMatchObject({ code: "BCDF-GHJK", trouble: "away" });
  expect(pauses.at(-1)).toBeGreaterThan(20_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(33_000);
});

test("a connection that came back is complained of no longer", async () => {
  const { pairing, shown } = television([kFirst], [away(), {}, { screenId: "hal", token: "t" }]);

  await pairing.token();

  expect(shown.map(({ code, trouble }) => [code, trouble])).toEqual([["", ""], ["BCDF-GHJK", ""], ["BCDF-GHJK", "away"], ["BCDF-GHJK", ""]]);
});

test("no old code stays on a television that no server answers", async () => {
  let now = 0;
  const first = { ...kFirst, expiresAt: timestampFromMs(600_000) };
  const asks = [away(), away(), { screenId: "hal", token: "t" }];
  const { pairing, shown, secrets } = television([first, away(), kSecond], asks, () => (now += 300_000));

  await pairing.token();

  expect(shown.map(({ code }) => code)).toEqual(["", "BCDF-GHJK", "BCDF-GHJK", "", "LMNP-QRST"]);
  expect(secrets).toEqual(["s1", "s1", "s2"]);
});

test("a television whose clock is wrong keeps a code that the server keeps", async () => {
  const { pairing, shown } = television([{ ...kFirst, expiresAt: timestampFromMs(600_000) }], [{}, {}, { screenId: "hal", token: "t" }], () => 9e11);

  await pairing.token();

  expect(shown.map(({ code }) => code)).toEqual(["", "BCDF-GHJK"]);
});

test("a server that does not answer is asked again for ever", async () => {
  const { pairing, shown, pauses } = television([away(), away(), kFirst], [{ screenId: "hal", token: "t" }]);

  await pairing.token();

  expect(pauses.slice(0, 2)).toEqual([1_000, 2_000]);
  expect(shown.at(-1)?.code).toBe("BCDF-GHJK");
});

test("an address that asked for too many codes is told to wait, and waits as long as the server says", async () => {
  const refused = new ConnectError("too many", Code.ResourceExhausted);
  refused.details.push({ desc: ErrorSchema, value: { reason: "TOO_MANY_PAIRINGS", retryAfterMs: 550_000 } });
  const { pairing, shown, pauses } = television([refused, kFirst], [{ screenId: "hal", token: "t" }]);

  await pairing.token();

  expect(shown.map(({ trouble }) => trouble)).toEqual(["", "too many", ""]);
  expect(pauses[0]).toBe(550_000);
});
