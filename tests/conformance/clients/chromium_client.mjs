// Speaks with koebeld from a page in Chromium; see ../README.md for what it is told and what it prints.
import { launch } from "../../browser/support/browser.mjs";

const [what, origin, ...rest] = process.argv.slice(2);

/** A page of this koebeld's own origin; its security policy is the page's matter, not the WebSocket's. */
async function openPage(browser, cookie) {
  const context = await browser.newContext({ bypassCSP: true });
  if (cookie !== undefined) {
    const [name, value] = cookie.split("=");
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
  }
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "log") console.log(message.text());
  });
  await page.goto(`${origin}/healthz`);
  return page;
}

/** In the page: a browser sends whole messages only, and no pings. */
async function echoInPage() {
  const bytes = (size) => crypto.getRandomValues(new Uint8Array(size));
  const sent = ["", "Dag ☕ 👋", "x".repeat(125), "y".repeat(126), "z".repeat(65_535), "Hallo"];
  sent.push(...[0, 1, 3, 125, 126, 127, 65_535, 65_536].map(bytes));
  const socket = new WebSocket(`ws://${location.host}/conformance-echo`);
  socket.binaryType = "arraybuffer";
  const received = [];
  await new Promise((resolve, reject) => {
    socket.onerror = reject;
    socket.onopen = () => sent.forEach((message) => socket.send(message));
    socket.onmessage = ({ data }) => {
      received.push(typeof data === "string" ? data : new Uint8Array(data));
      if (received.length === sent.length) resolve();
    };
  });
  const isSame = sent.every((message, i) => String(message) === String(received[i]) && typeof message === typeof received[i]);
  if (!isSame) throw new Error("an echo differs");
  console.log(`${sent.length} messages came back as they went`);
  const closed = new Promise((resolve) => (socket.onclose = resolve));
  socket.close(4321);
  console.log(`closed ${(await closed).code}`);
}

async function liveInPage({ subscribe, until }) {
  const socket = new WebSocket(`ws://${location.host}/live`, "koebel.v1");
  socket.binaryType = "arraybuffer";
  const { code } = await new Promise((resolve) => {
    socket.onopen = () => socket.send(Uint8Array.from(subscribe.match(/../gu), (two) => parseInt(two, 16)));
    socket.onmessage = ({ data }) => {
      const bytes = new Uint8Array(data);
      console.log(`binary ${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
      if (new TextDecoder().decode(bytes).includes(until)) socket.close(1000);
    };
    socket.onclose = resolve;
  });
  console.log(`closed ${code}`);
}

const browser = await launch("--host-resolver-rules=MAP localhost 127.0.0.1");
try {
  if (what === "echo") {
    await (await openPage(browser)).evaluate(echoInPage);
  } else {
    const [cookie, subscribe, until] = rest;
    await (await openPage(browser, cookie)).evaluate(liveInPage, { subscribe, until });
  }
} finally {
  await browser.close();
}
