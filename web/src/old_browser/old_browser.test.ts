import { describe, expect, test, vi } from "vitest";

import tokens from "../look/tokens.css?raw";
import { kLanguages } from "../text/languages";
import check from "./check.js?raw";
import style from "./notice.css?raw";
import { notice } from "./notice";

/** As much of a page as the check touches. */
function page() {
  const line = { textContent: "" };
  const place = { className: "", isHidden: true, removeAttribute: () => (place.isHidden = false), getAttribute: () => "/notice.css" };
  const document = {
    getElementById: (id: string) => ({ "old-browser": place, "old-browser-is": line })[id] ?? null,
    createElement: () => ({}),
    body: { innerHTML: "<div id=screen></div>", appendChild: vi.fn() },
    head: { appendChild: vi.fn<(link: object) => void>() },
  };
  return { document, place, line };
}

function run({ document }: ReturnType<typeof page>, CSS: unknown): void {
  const address = { protocol: "https:", host: "koebel.example", pathname: "/screen", hash: "#secret" };
  new Function("window", "document", "location", "navigator", check)({ CSS }, document, address, { userAgent: "Television/1.0" });
}

/** A browser whose CSS.supports knows these properties. */
const knows = (...properties: string[]) => ({ supports: (property: string) => properties.includes(property) });

describe("the check", () => {
  test("leaves a browser alone that knows what came with Chromium 87", () => {
    const one = page();

    run(one, knows("inset"));

    expect(one.place.isHidden).toBe(true);
    expect(one.document.body.innerHTML).toContain("screen");
    expect(one.document.head.appendChild).not.toHaveBeenCalled();
  });

  test.each([
    ["Chromium 86", knows("grid", "gap")],
    ["one that cannot be asked", {}],
    ["one without CSS", undefined],
  ])("shows the notice alone to %s", (_, css) => {
    const one = page();

    run(one, css);

    expect(one.place).toMatchObject({ isHidden: false, className: "is-old" });
    expect(one.document.body.innerHTML).toBe("");
    expect(one.document.body.appendChild).toHaveBeenCalledWith(one.place);
    expect(one.document.head.appendChild).toHaveBeenCalledWith({ rel: "stylesheet", href: "/notice.css" });
  });

  test("says which browser at which address, and nothing of a fragment, which may be a token", () => {
    const one = page();

    run(one, undefined);

    expect(one.line.textContent).toBe("https://koebel.example/screen · Television/1.0");
  });

  test("is written in ES5", () => {
    const code = check.replace(/\/\/.*$|"[^"]*"/gmu, "");
    expect(code).not.toMatch(/=>|`|\.\.\.|\?\.|\?\?|\b(?:let|const|class|import|export|async|of)\b/u);
    expect(code).toContain("var ");
  });
});

test("the notice is in every language, and each part says which it is", () => {
  for (const { code } of kLanguages) expect(notice()).toContain(`<section lang="${code}">`);
  expect(notice().match(/<h1>/gu)).toHaveLength(2 * kLanguages.length);
});

test("the style's colours are those of the night, and it asks for nothing new", () => {
  const night = tokens.slice(tokens.indexOf("[data-theme=dark]{"));
  for (const [colour] of style.matchAll(/#[0-9a-f]{6}\b/gu)) expect(night).toContain(colour);
  expect(style.replace(/\/\*[\s\S]*?\*\//gu, "")).not.toMatch(/var\(|grid|gap|inset|min\(|max\(|clamp|:is|:where/u);
});
