import "../look/tokens.css";
import "./page.css";

import { mount } from "svelte";

import App from "./App.svelte";

const target = document.getElementById("page");
if (target !== null) mount(App, { target });
