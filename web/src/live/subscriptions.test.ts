import { expect, test, vi } from "vitest";

import { create } from "@bufbuild/protobuf";

import { EventSchema, StateSchema, SubscribedSchema, Subscribed_Status } from "../gen/koebel/v1/live_pb";
import { Subscriptions } from "./subscriptions";

function connected() {
  const sent: string[] = [];
  const subscriptions = new Subscriptions((frame) => {
    if (frame?.case === "subscribe") sent.push(`subscribe ${frame.value.topic} ${frame.value.from}`);
    if (frame?.case === "unsubscribe") sent.push(`unsubscribe ${frame.value.topic}`);
  });
  subscriptions.connected();
  const follow = (seq: bigint, topic = "feed") => {
    const heard: string[] = [];
    const following = subscriptions.follow(
      { epoch: "e1", seqs: new Map([[topic, seq]]) },
      { apply: (_, event) => heard.push(String(event.seq)), reset: () => heard.push("reset") },
    );
    return { heard, following };
  };
  const event = (seq: bigint) => subscriptions.events("feed", [create(EventSchema, { topic: "feed", seq })]);
  const is = (status: Subscribed_Status, head = 4n, topic = "feed") =>
    subscriptions.subscribed(create(SubscribedSchema, { topic, status, epoch: "e1", head }), 0);
  return { sent, subscriptions, follow, event, is };
}

test("a topic that is left and wanted again is asked for when the server has let go of it", () => {
  const { sent, follow, event, is } = connected();
  follow(4n).following.stop();

  const { heard } = follow(6n);
  is(Subscribed_Status.LIVE);
  for (const seq of [5n, 6n, 7n]) event(seq);
  expect(heard).toEqual([]);
  is(Subscribed_Status.ENDED);
  event(7n);

  expect(sent).toEqual(["subscribe feed 4", "unsubscribe feed", "subscribe feed 6"]);
  expect(heard).toEqual(["7"]);
});

test("after a RESET the end of the topic is still news", () => {
  const { follow, is } = connected();
  follow(4n);
  is(Subscribed_Status.RESET);

  const { heard } = follow(9n);
  is(Subscribed_Status.LIVE, 9n);
  is(Subscribed_Status.ENDED);

  expect(heard).toEqual(["reset"]);
});

test("a RESET that crosses our leaving is its answer", () => {
  const { sent, follow, is } = connected();
  follow(4n).following.stop();
  const { heard } = follow(4n);

  is(Subscribed_Status.RESET);

  expect(heard).toEqual([]);
  expect(sent).toEqual(["subscribe feed 4", "unsubscribe feed", "subscribe feed 4"]);
});

test("after a connection that ended nothing is left to wait for", () => {
  const { sent, subscriptions, follow } = connected();
  follow(4n).following.stop();
  follow(4n);

  subscriptions.disconnected();
  subscriptions.connected();

  expect(sent).toEqual(["subscribe feed 4", "unsubscribe feed", "subscribe feed 4"]);
});

test("a follower that throws starts again, and the other one misses nothing", () => {
  const complained = vi.spyOn(console, "error").mockImplementation(() => {});
  const { subscriptions, follow, event } = connected();
  let resets = 0;
  subscriptions.follow(
    { epoch: "e1", seqs: new Map([["feed", 4n]]) },
    {
      apply: () => {
        throw new Error("rows in disorder");
      },
      reset: () => (resets += 1),
    },
  );
  const { heard } = follow(4n);

  event(5n);
  event(6n);

  expect(heard).toEqual(["5", "6"]);
  expect(resets).toBe(1);
  expect(complained).toHaveBeenCalledOnce();
  complained.mockRestore();
});

test("the newest state goes to who follows the topic, an older one to nobody, and each connection counts anew", () => {
  const { subscriptions, is } = connected();
  const heard: number[] = [];
  const following = subscriptions.follow(
    { epoch: "e1", seqs: new Map([["board:given:month", 0n]]) },
    { apply: () => {}, reset: () => {}, state: (_, state) => heard.push(state.case === "watchers" ? state.value.count : 0) },
  );
  const says = (version: bigint, count: number, topic = "board:given:month") =>
    subscriptions.state(create(StateSchema, { topic, version, state: { case: "watchers", value: { count } } }));

  says(7n, 12);
  says(6n, 11);
  says(8n, 99, "board:given:week");
  subscriptions.disconnected();
  subscriptions.connected();
  is(Subscribed_Status.LIVE, 0n, "board:given:month");
  says(1n, 13);
  following.stop();
  says(2n, 14);

  expect(heard).toEqual([12, 13]);
});
