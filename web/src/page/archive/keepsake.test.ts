import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import { OpenArchiveResponseSchema } from "../../gen/koebel/v1/leaving_pb";
import { en } from "../../text/en";
import { toHtmlFile, toJsonFile } from "./keepsake";

const about = create(OpenArchiveResponseSchema, {
  person: { id: "p", name: "Noor <b>Vos</b>", givenName: "Noor <b>" },
  organisationName: "Zwaluw & Zn",
  timeZone: "Europe/Amsterdam",
  values: [{ id: "v", nameNl: "Luisteren", nameEn: "Listening" }],
  recognitions: [
    {
      id: "r",
      giver: { id: "a", name: "Ada" },
      recipients: [{ id: "p", name: "Noor <b>Vos</b>" }],
      message: `<script>alert("1")</script>`,
      customerMoment: "'blij'",
      valueIds: ["v"],
      creditsEach: 5,
      position: 7n,
      givenAt: timestampFromMs(Date.UTC(2026, 10, 28, 12)),
    },
  ],
});

test("what is kept to read is text, whatever was said", () => {
  const html = toHtmlFile(about, about.recognitions, en, "en");
  expect(html).not.toContain("<script>");
  expect(html).not.toContain("<b>");
  expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  expect(html).toContain("Zwaluw &amp; Zn");
  expect(html).toContain("from Ada");
  expect(html).toContain("Listening");
  expect(html).toContain("5 credits");
});

test("what is kept for programs is whole, with the values by name", () => {
  const kept = JSON.parse(toJsonFile(about, about.recognitions)) as { values: unknown; recognitions: { message: string }[] };
  expect(kept.values).toEqual([{ id: "v", nameNl: "Luisteren", nameEn: "Listening" }]);
  expect(kept.recognitions[0]?.message).toBe(`<script>alert("1")</script>`);
});
