import type { Writable } from "node:stream";

/**
 * Has all that is written to a stream by one callback of the event loop travel together: a system call for each small
 * message costs more than the message. Returns what is to be called before each write.
 */
export function gatheredWrites(stream: Writable): () => void {
  let isGathering = false;
  const release = () => {
    isGathering = false;
    stream.uncork();
  };
  return () => {
    if (isGathering) return;
    isGathering = true;
    stream.cork();
    process.nextTick(release);
  };
}
