import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { MediaEngine } from "./providers/sip/media/media-engine.ts";
import type { MediaOrder } from "./providers/sip/media/media-orders.ts";

/** Asks the system to let this thread go first, for it needs little and needs it in time. Linux alone knows threads there. */
function goFirst(): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(0, constants.priority.PRIORITY_HIGH);
  } catch {
    // Only root, or whoever has the capability SYS_NICE, may; it goes without.
    return;
  }
}

goFirst();
const engine = new MediaEngine((telling) => parentPort?.postMessage(telling));
parentPort?.on("message", (order: MediaOrder) => engine.take(order));
