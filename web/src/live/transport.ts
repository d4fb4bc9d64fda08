import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";

/** Sends one call and gives the answer's bytes; rejects with a ConnectError. */
export type Caller = (method: string, payload: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

/** A caller who does not say how long it may take waits this long. */
const kTimeoutMs = 20_000;

/** A Connect transport over calls of the socket, so that `createClient(RecognitionService, …)` works on it. */
export function liveTransport(call: Caller): Transport {
  return {
    async unary(method, signal, timeoutMs, _header, input) {
      const deadline = new AbortController();
      const timer = setTimeout(
        () => deadline.abort(new ConnectError("no answer in time", Code.DeadlineExceeded)),
        timeoutMs ?? kTimeoutMs,
      );
      const onAbort = () => deadline.abort(new ConnectError("cancelled", Code.Canceled));
      if (signal?.aborted) onAbort();
      signal?.addEventListener("abort", onAbort, { once: true });
      try {
        if (deadline.signal.aborted) throw deadline.signal.reason;
        const payload = toBinary(method.input, create(method.input, input));
        const answer = await call(`${method.parent.typeName}/${method.name}`, payload, deadline.signal);
        return {
          stream: false,
          service: method.parent,
          method,
          header: new Headers(),
          trailer: new Headers(),
          message: fromBinary(method.output, answer),
        };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      }
    },
    stream() {
      return Promise.reject(new ConnectError("the contract has no streams", Code.Unimplemented));
    },
  };
}
