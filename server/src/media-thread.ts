import { parentPort } from "node:worker_threads";
import { MediaEngine } from "./providers/sip/media/media-engine.ts";
import type { MediaOrder } from "./providers/sip/media/media-orders.ts";

const engine = new MediaEngine((telling) => parentPort?.postMessage(telling));
parentPort?.on("message", (order: MediaOrder) => engine.take(order));
