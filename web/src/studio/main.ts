import "../look/tokens.css";
import "../page/page.css";
import "../admin/admin.css";
import "./studio.css";

import { mount } from "svelte";

import StudioApp from "./StudioApp.svelte";

const target = document.getElementById("studio");
if (target !== null) mount(StudioApp, { target });
