/** Built beside the pages, see web/build/screen_worker.ts. */
const kWorker = "/screen-worker.js";

/**
 * Has the page kept on the television, so that it starts without a server. Browsers allow it on https and on localhost only;
 * elsewhere, and where it fails, the page is what it is without.
 */
export function registerWorker(): void {
  // Not there without a secure context, whatever the types say.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  void workers?.register(kWorker, { scope: "/screen", updateViaCache: "none" }).catch(() => undefined);
}
