import { expect, test } from "vitest";

// Vite reads the files: everything the pages are made of.
const sources = import.meta.glob<string>(["../**/*.{ts,svelte}", "!../gen/**", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });

/** What opens a way to the server. */
const kWays = /new WebSocket\(|new EventSource\(|XMLHttpRequest|sendBeacon|createConnectTransport\(|\bfetch\(/u;

test("the only ways to the server are the live connection, and HTTP for what comes before it", () => {
  const found = Object.keys(sources).filter((path) => kWays.test(sources[path] ?? ""));

  // The screen's page asks whether the server is there before it loads itself anew; its worker fetches the page and its files.
  expect(found.sort()).toEqual(["../http.ts", "../screen/load_anew.ts", "../screen/worker/worker.ts", "./world.ts"]);
});
