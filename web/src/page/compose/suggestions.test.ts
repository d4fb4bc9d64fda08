import { create } from "@bufbuild/protobuf";
import { afterEach, expect, test, vi } from "vitest";

import { RecipientSuggestionSchema, SuggestRecipientsResponseSchema, type RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import type { Client } from "@connectrpc/connect";
import { tokenAt } from "./shorthand";
import { Suggestions } from "./suggestions.svelte";

const kNames = ["Lieke Hoekstra", "Lieke van der Berg"];

afterEach(() => void vi.useRealTimers());

/** A field with suggestions whose server takes its time. */
function given() {
  vi.useFakeTimers();
  const suggestRecipients = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const suggestions = kNames.map((name) => create(RecipientSuggestionSchema, { recipient: { case: "person", value: { id: name, name } } }));
    return create(SuggestRecipientsResponseSchema, { suggestions });
  };
  const suggestions = new Suggestions({ suggestRecipients } as unknown as Client<typeof RecognitionService>, () => []);
  const types = (text: string) => suggestions.follow(tokenAt(text, text.length));
  const offered = () => suggestions.items.map((item) => (item.kind === "recipient" ? item.recipient.recipient.value?.name : ""));
  return { types, offered };
}

test("names stay while letters are added, until the server has said more", async () => {
  const { types, offered } = given();
  types("Dank @li");
  await vi.advanceTimersByTimeAsync(6_000);

  types("Dank @liek");

  expect(offered()).toEqual(kNames);
});

test("a sentence that goes on behind a name is not taken for one: what does not fit it is offered no more", async () => {
  const { types, offered } = given();
  types("Dank @lieke");
  await vi.advanceTimersByTimeAsync(6_000);

  types("Dank @lieke van");
  expect(offered()).toEqual(["Lieke van der Berg"]);

  types("Dank @lieke voor");
  expect(offered()).toEqual([]);
});
