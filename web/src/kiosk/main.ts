import "../look/tokens.css";
import "../page/page.css";
import "./kiosk.css";

import { mount } from "svelte";

import App from "./App.svelte";

const target = document.getElementById("kiosk");
if (target !== null) mount(App, { target });
