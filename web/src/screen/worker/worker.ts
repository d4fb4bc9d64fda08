// The service worker of /screen: one file, /screen-worker.js, which vite.config.ts builds and web/build/screen_worker.ts fills.
import { KeptBuild, type Build } from "./kept_build";

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const __SCREEN_BUILD__: Build;

const kept = new KeptBuild(__SCREEN_BUILD__, {
  origin: self.location.origin,
  caches: self.caches,
  ask: (request, options) => self.fetch(request, options),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

self.addEventListener("install", (event) => {
  // A television has one page, and it never closes: waiting for its end would be waiting for ever.
  event.waitUntil(kept.take().then(() => self.skipWaiting()));
});

self.addEventListener("fetch", (event) => {
  const answer = kept.answer(event.request);
  if (answer === undefined) return;
  event.respondWith(answer);
  if (event.request.mode === "navigate") event.waitUntil(answer.then(forgetOthers));
});

/** What a newer worker is just taking is not to be forgotten. */
async function forgetOthers(): Promise<void> {
  const { installing, waiting } = self.registration;
  if (installing === null && waiting === null) await kept.forgetOthers();
}
