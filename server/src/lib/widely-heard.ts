import { setMaxListeners } from "node:events";

/** Makes a controller whose signal any number may listen to; Node takes more than ten for a leak and warns. */
export function widelyHeard(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
