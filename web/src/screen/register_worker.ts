/** Built beside the pages, see web/build/screen_worker.ts. */
const kWorker = "/screen-worker.js";
/** A page that started without a server asks later whether there is another build of it. */
const kAskAgainMs = 3_600_000;

/**
 * Has the page kept on the television, so that it starts without a server. Browsers allow it on https and on localhost only;
 * elsewhere, and where it fails, the page is what it is without. `onReplaced`: another build was kept meanwhile, whole; the
 * page that runs is of the one before.
 */
export function registerWorker(onReplaced: () => void): void {
  // Not there without a secure context, whatever the types say.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (workers === undefined) return;
  // The first worker there ever was replaces nothing.
  if (workers.controller !== null) workers.addEventListener("controllerchange", onReplaced, { once: true });
  void workers
    .register(kWorker, { scope: "/screen", updateViaCache: "none" })
    .then((registration) => setInterval(() => void registration.update().catch(() => undefined), kAskAgainMs))
    .catch(() => undefined);
}
