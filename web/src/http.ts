import type { Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";

const kOptions = { baseUrl: "/", useBinaryFormat: true };

/** Calls over HTTP, for what happens before there is a connection: signing in, and asking who one is. */
export const httpTransport = createConnectTransport({ ...kOptions, defaultTimeoutMs: 15_000 });

/** Calls that send much, which may take a while on a bad line. `onSent` hears how much of it has left: 0 to 1. */
export function sendingTransport(onSent: (part: number) => void): Transport {
  return createConnectTransport({ ...kOptions, defaultTimeoutMs: 60_000, fetch: fetchBySteps(onSent) });
}

/** As `fetch`, which does not say how far it is. */
function fetchBySteps(onSent: (part: number) => void): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(init.method ?? "GET", typeof input === "object" && "url" in input ? input.url : input);
      new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value));
      request.responseType = "arraybuffer";
      request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
      request.onload = () => {
        const headers = { "content-type": request.getResponseHeader("content-type") ?? "" };
        resolve(new Response(request.response as ArrayBuffer, { status: request.status, headers }));
      };
      request.onerror = () => reject(new TypeError("Failed to fetch"));
      init.signal?.addEventListener("abort", () => {
        request.abort();
        reject(init.signal?.reason as Error);
      });
      request.send(init.body as XMLHttpRequestBodyInit);
    });
}
