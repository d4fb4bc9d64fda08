// Draws any picture of the screen from made-up state, without a server: `npm run dev`, then
// /src/screen/harness/index.html?v=short&language=en&net=away&at=5000. Not part of the build.
import { mount } from "svelte";

import "../../look/tokens.css";
import "../scenes.css";
import "../screen.css";
import { clockFace } from "../clock";
import { Director } from "../director";
import { toLanguage } from "../language";
import Pairing from "../picture/Pairing.svelte";
import Picture from "../picture/Picture.svelte";
import Unpaired from "../picture/Unpaired.svelte";
import { scaleToWindow } from "../stage";
import { wordsFor } from "../words";
import { harnessBoards } from "./boards";
import { harnessCases, kNow, values } from "./cases";

const query = new URLSearchParams(location.search);
const language = toLanguage(query.get("language") ?? undefined);
const words = wordsFor(language);
const target = document.getElementById("screen");
if (!target) throw new Error("the page has no screen");
scaleToWindow(target);
await document.fonts.load('680 80px "Bricolage Grotesque Variable"');

const name = query.get("v") ?? "short";
if (name === "unpaired") {
  mount(Unpaired, { target, props: { why: query.get("net") ? "away" : "empty", note: "", words } });
} else if (name === "pairing") {
  const trouble = query.get("net") ? "away" : "";
  const address = query.get("address") ?? "https://koebel.example/admin#screens";
  const pairing = { code: query.get("code") ?? "BCDF-GHJK", picture: Number(query.get("picture") ?? 3), address, trouble } as const;
  mount(Pairing, { target, props: { why: "new", pairing, language, words } });
} else {
  const director = new Director();
  const { recent, ring } = harnessCases(name, language);
  director.replace(recent);
  for (const shoutout of ring) director.arrive(shoutout, kNow);
  const away = query.get("net");
  const truth = { alive: away === null, lastAlive: away === "gone" ? kNow - 700_000 : kNow };
  let scene = director.at(kNow, truth);
  for (let turn = Number(query.get("turn") ?? 0); turn > 0; turn--) scene = director.at(kNow + turn, truth);
  const page = Number(query.get("page") ?? 0);
  if (name === "value") scene = { kind: "value", key: "value", turn: 1 };
  if (scene.kind === "shoutout") scene = { ...scene, page };
  const zone = "Europe/Amsterdam";
  mount(Picture, {
    target,
    props: {
      view: {
        language,
        zone,
        now: kNow,
        scene,
        values: values(),
        thanksThisWeek: away === "gone" ? null : name === "empty" ? 0 : 137,
        latest: away === "gone" ? null : director.latest(query.has("boards") ? 5 : 3, truth, kNow),
        boards: away === "gone" ? [] : harnessBoards(query.get("boards") ?? ""),
        organisation: "Zwaluw Thuistechniek",
        logo: "",
        address: "koebel.example",
        publicUrl: "https://koebel.example",
        clock: clockFace(zone, language, kNow),
        connected: away === null,
        asOf: away === null ? null : "15.52",
        sound: name === "long" ? "blocked" : "on",
      },
      words,
      turn: Number(query.get("rail") ?? 2),
      onLaidOut: (_key: string, pages: number[]) => console.info(`pages ${pages.join(" ")}`),
    },
  });
}
document.body.dataset["drawn"] = name;
