// Draws any picture of the screen from made-up state, without a server: `npm run dev`, then
// /src/screen/harness/index.html?v=short&language=en&net=away&at=5000. Not part of the build.
import { mount } from "svelte";

import "../../look/tokens.css";
import "../scenes.css";
import "../screen.css";
import "../portrait.css";
import { clockFace } from "../clock";
import { Director } from "../director";
import { cardsOf } from "../rail_cards";
import { toLanguage } from "../language";
import Dark from "../picture/Dark.svelte";
import Pairing from "../picture/Pairing.svelte";
import Picture from "../picture/Picture.svelte";
import Unpaired from "../picture/Unpaired.svelte";
import { Stage } from "../stage";
import type { View } from "../view";
import { wordsFor } from "../words";
import { harnessBoards } from "./boards";
import { asBell, goal, harnessCases, kNow, lastYear, newcomers, nextShow, values } from "./cases";

const query = new URLSearchParams(location.search);
const language = toLanguage(query.get("language") ?? undefined);
const words = wordsFor(language);
const target = document.getElementById("screen");
if (!target) throw new Error("the page has no screen");
const stage = new Stage(target);
stage.cutOff(Number(query.get("overscan") ?? 0));
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
  const isOverfull = query.has("overfull") || name === "value40" || name === "crowded";
  const isLobby = query.has("lobby");
  const all = harnessCases(name, language);
  const [recent, ring] = isLobby ? [all.recent.map(asBell), all.ring.map(asBell)] : [all.recent, all.ring];
  director.replace(recent);
  for (const shoutout of ring) director.arrive(shoutout, kNow);
  const away = query.get("net");
  const hasCards = ["boards", "newcomers", "lastyear", "show"].some((card) => query.has(card));
  const truth = { alive: away === null, lastAlive: away === "gone" ? kNow - 700_000 : kNow };
  const show = query.has("show") && away !== "gone" ? nextShow(query.get("show") ?? "") : null;
  let scene = director.at(kNow, truth);
  for (let turn = Number(query.get("turn") ?? 0); turn > 0; turn--) scene = director.at(kNow + turn, truth);
  const page = Number(query.get("page") ?? 0);
  if (name === "pin") scene = { kind: "pin", key: "pin", pin: { id: "p", text: query.get("text") ?? "Vrijdag om drie uur taart in de kantine. Voor wie in het magazijn zit komt er een bord langs.", picture: query.get("image") ?? "", from: 0, until: 1 } };
  if (name === "goal") scene = { kind: "goal", key: "goal", goal: goal(query.get("goal") ?? "reached"), sounds: true };
  if (name === "value") scene = { kind: "value", key: "value", turn: Number(query.get("value") ?? 1) };
  if (scene.kind === "shoutout") scene = { ...scene, page };
  const zone = "Europe/Amsterdam";
  const view: View = {
    language,
    zone,
    now: kNow,
    scene,
    values: values(isOverfull),
    thanksThisWeek: away === "gone" ? null : name === "empty" ? 0 : 137,
    latest: away === "gone" ? null : director.latest(hasCards ? 5 : 3, truth, kNow),
    cards: cardsOf(
      away === "gone" ? [] : harnessBoards(query.get("boards") ?? ""),
      query.has("newcomers") ? newcomers(Number(query.get("newcomers")) || 6) : [],
      query.has("lastyear") ? lastYear() : [],
      show,
    ),
    goals: query.has("goal") && away !== "gone" ? [goal(query.get("goal") ?? "")] : [],
    show,
    organisation: isOverfull ? "Coöperatieve Vereniging Zwaluw Thuistechniek en Warmtepompen Noord-Holland U.A." : "Zwaluw Thuistechniek",
    logo: "",
    address: query.get("address") ?? "koebel.example",
    publicUrl: "https://koebel.example",
    clock: clockFace(zone, language, kNow),
    connected: away === null,
    asOf: away === null ? null : "15.52",
    sound: name === "long" ? "blocked" : "on",
    lobby: isLobby,
    blanked: false,
    calm: query.has("calm"),
    overscanPercent: 0,
    asked: query.has("asked") ? { name: "Kantine Assen", place: "Eerste verdieping, naast de koffie" } : null,
  };
  const turn = Number(query.get("rail") ?? 2);
  const onLaidOut = (_key: string, pages: number[]) => console.info(`pages ${pages.join(" ")}`);
  if (name === "dark") mount(Dark, { target, props: { view, words } });
  else mount(Picture, { target, props: { view, words, turn, onLaidOut } });
}
document.body.dataset["drawn"] = name;
