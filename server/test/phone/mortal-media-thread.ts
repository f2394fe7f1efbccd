import { parentPort } from "node:worker_threads";
import { MediaEngine } from "../../src/providers/sip/media/media-engine.ts";
import type { MediaOrder } from "../../src/providers/sip/media/media-orders.ts";

// The thread of the audio of calls as it is, but that it dies of these keys.
const engine = new MediaEngine((telling) => parentPort?.postMessage(telling));
parentPort?.on("message", (order: MediaOrder) => {
  if (order.type === "send_keys" && order.digits === "666") throw new Error("It died of a key.");
  engine.take(order);
});
