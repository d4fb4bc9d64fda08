// The screen's whole page before a server in the page itself, so that a test lets months pass. Not part of the build.
import { mount } from "svelte";

import "../../look/tokens.css";
import App from "../App.svelte";
import { Page } from "../page.svelte";
import "../scenes.css";
import "../screen.css";
import "../portrait.css";
import { Stage } from "../stage";
import { MadeUpServer, MadeUpSocket } from "./made_up_server";

const target = document.getElementById("screen");
if (!target) throw new Error("the page has no place for the screen");
const stage = new Stage(target);

const server = new MadeUpServer();
const Made = class extends MadeUpSocket {
  constructor() {
    super(server);
  }
};
Object.assign(globalThis, { WebSocket: Made, server });

const page = new Page(server.transport, { hash: "", dropFragment: () => {} });
mount(App, { target, props: { page, stage } });
void page.start();
