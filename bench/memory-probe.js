/**
 * Preloaded into the server with `node --expose-gc --import`, so that the benchmark can ask it for its heap after a
 * full collection. It is JavaScript because it runs in the built server, without a loader.
 */
process.on("message", (question) => {
  if (question !== "memory") return;
  globalThis.gc?.();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed, rss: process.memoryUsage.rss() });
});
process.channel?.unref();
