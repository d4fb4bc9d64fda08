import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";

import { kEmptyDraft, type Draft } from "./draft";
import { isFinal, isStale, nextToSend, Outbox, outgoing, requestIn, type Shelf } from "./outbox";

const draft: Draft = {
  ...kEmptyDraft,
  people: [{ id: "p1", name: "Noor de Graaf", givenName: "Noor", colour: "sky", photoPath: "" }],
  message: " bleef aan de lijn ",
  valueIds: ["v1"],
  credits: 10,
};

class Paper implements Shelf {
  text = "";
  read = (): unknown => (this.text === "" ? undefined : JSON.parse(this.text));
  write = (entries: unknown) => void (this.text = JSON.stringify(entries));
}

test("what is put here is the same request after the page was closed", () => {
  const paper = new Paper();
  new Outbox(paper).put(outgoing(draft, "r-1"));

  const [entry] = new Outbox(paper).entries;

  const request = entry && requestIn(entry);
  expect(request).toMatchObject({ requestId: "r-1", message: "bleef aan de lijn", creditsEach: 10, valueIds: ["v1"] });
  expect(request?.recipients).toMatchObject({ case: "people", value: { ids: ["p1"] } });
});

test("two pages of one person do not undo each other", () => {
  const paper = new Paper();
  const [one, other] = [new Outbox(paper), new Outbox(paper)];
  one.put(outgoing(draft, "r-1"));
  other.put(outgoing(draft, "r-2"));

  one.remove("r-1");
  other.change("r-2", { attemptedAt: 5 });

  expect(one.entries.map(({ requestId, attemptedAt }) => [requestId, attemptedAt])).toEqual([["r-2", 5]]);
});

test("a refused one holds nothing up", () => {
  const refused = { ...outgoing(draft, "r-1"), refusal: "TEAM_EMPTY" };

  expect(nextToSend([refused, outgoing(draft, "r-2")], 0)?.requestId).toBe("r-2");
});

test("one that may have arrived longer ago than the server remembers is not sent again", () => {
  const tried = { ...outgoing(draft, "r-1"), attemptedAt: 1 };
  const day = 24 * 3_600_000;

  expect(nextToSend([tried], day / 2)?.requestId).toBe("r-1");
  expect(isStale(tried, day)).toBe(true);
  expect(nextToSend([tried], day)).toBeUndefined();
  expect(nextToSend([outgoing(draft, "r-2")], 30 * day)?.requestId).toBe("r-2");
});

test("a refusal is final, a fault or a lost connection is not", () => {
  expect(isFinal(new ConnectError("", Code.InvalidArgument))).toBe(true);
  expect(isFinal(new ConnectError("", Code.NotFound))).toBe(true);
  expect(isFinal(new ConnectError("", Code.Unavailable))).toBe(false);
  expect(isFinal(new ConnectError("", Code.ResourceExhausted))).toBe(false);
  expect(isFinal(new ConnectError("", Code.Unauthenticated))).toBe(false);
  expect(isFinal(new Error("x"))).toBe(false);
});

test("a shelf with something else on it is an empty outbox", () => {
  const paper = new Paper();
  paper.text = '{"not":"a list"}';
  expect(new Outbox(paper).entries).toEqual([]);
  paper.text = '[1,{"requestId":1}]';
  expect(new Outbox(paper).entries).toEqual([]);
});
