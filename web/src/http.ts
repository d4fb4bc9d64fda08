import { createConnectTransport } from "@connectrpc/connect-web";

/** Calls over HTTP, for what happens before there is a connection: signing in, and asking who one is. */
export const httpTransport = createConnectTransport({
  baseUrl: "/",
  useBinaryFormat: true,
  defaultTimeoutMs: 15_000,
});
