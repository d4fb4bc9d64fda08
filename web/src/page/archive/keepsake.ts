import { toJson } from "@bufbuild/protobuf";

import type { Value } from "../../gen/koebel/v1/common_pb";
import type { OpenArchiveResponse } from "../../gen/koebel/v1/leaving_pb";
import { RecognitionSchema, type Recognition } from "../../gen/koebel/v1/recognition_pb";
import { exactly, type Language } from "../../text/format";
import type { Text } from "../../text/nl";
import { writtenIn } from "../../text/written_in";
import { nameOf, recipientsOf } from "../feed/people";
import { valueName } from "../value_name";

type About = Pick<OpenArchiveResponse, "person" | "organisationName" | "timeZone" | "values">;

/** Everything that was said, as programs read it: the contract's own JSON, with the values by name. */
export function toJsonFile(about: About, recognitions: readonly Recognition[]): string {
  const keepsake = {
    organisation: about.organisationName,
    person: about.person?.name ?? "",
    values: about.values.map(({ id, nameNl, nameEn }) => ({ id, nameNl, nameEn })),
    recognitions: recognitions.map((one) => toJson(RecognitionSchema, one)),
  };
  return `${JSON.stringify(keepsake, null, 2)}\n`;
}

const kHtml: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/gu, (character) => kHtml[character] ?? "");

const kStyle = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.06rem/1.5 system-ui,sans-serif;color:#221b3a;background:#fff}
article{padding:1rem 0;border-top:1px solid #ddd;break-inside:avoid}
h2{margin:0;font-size:1.06rem}q,.moment{white-space:pre-line}q{display:block;margin:.5rem 0;font-size:1.25rem;line-height:1.35}
small,.moment{color:#5b5470}`;

/** Everything that was said as one page that opens anywhere, without us. All of it is text: nothing in it is carried out. */
export function toHtmlFile(about: About, recognitions: readonly Recognition[], text: Text, language: Language): string {
  const own = text.leaving.archive;
  const title = escaped(own.hello(about.person?.givenName || about.person?.name || ""));
  const articles = recognitions.map((one) => article(about, one, text, language));
  return [
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n<style>${kStyle}</style>\n</head>\n<body>`,
    `<h1>${title}</h1>\n<p>${escaped(about.organisationName)}</p>`,
    ...articles,
    "</body>\n</html>\n",
  ].join("\n");
}

function article(about: About, one: Recognition, text: Text, language: Language): string {
  const values = one.valueIds.flatMap((id) => about.values.find((value: Value) => value.id === id) ?? []);
  const small = [
    text.feed.from(nameOf(one.giver, text)),
    ...(one.givenAt ? [exactly(one.givenAt, language, about.timeZone)] : []),
    ...values.map((value) => valueName(value, language)),
    ...(one.creditsEach > 0 ? [text.leaving.archive.credits(one.creditsEach)] : []),
  ];
  const moment = one.customerMoment
    ? `<p class="moment">${escaped(`${text.leaving.archive.moment}: ${one.customerMoment}`)}</p>\n`
    : "";
  return `<article>\n<h2>${escaped(recipientsOf(one, text, language))}</h2>\n<q lang="${writtenIn(one.message)}">${escaped(one.message)}</q>\n${moment}<small>${escaped(small.join(" · "))}</small>\n</article>`;
}
