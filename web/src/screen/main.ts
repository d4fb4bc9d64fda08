import { mount } from "svelte";

import { httpTransport } from "../http";
import "../look/tokens.css";
import App from "./App.svelte";
import { Page } from "./page.svelte";
import { registerWorker } from "./register_worker";
import "./scenes.css";
import "./screen.css";
import "./portrait.css";
import { Stage } from "./stage";

const target = document.getElementById("screen");
if (!target) throw new Error("the page has no place for the screen");
const stage = new Stage(target);

const page = new Page(httpTransport, {
  hash: location.hash,
  dropFragment: () => history.replaceState(null, "", location.pathname + location.search),
});
mount(App, { target, props: { page, stage } });
void page.start();
if (import.meta.env.PROD) registerWorker(() => page.replaced());

// The address of another token typed over this one: only its fragment differs, so nothing would load.
addEventListener("hashchange", () => {
  if (location.hash !== "") location.reload();
});
