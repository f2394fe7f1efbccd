/** After how long without an event those that are stored have all come, in ms. */
const QUIET = 1_000;

/** How a stream is read. */
export interface Reading {
  /** Whether to stay until the stream's last event, however long that takes. */
  readonly isFollowing: boolean;
  readonly signal: AbortSignal;
}

/**
 * Reads a stream that begins with what is stored and goes on with what happens: to its end when it is followed, else
 * until nothing comes any more.
 */
export async function* readStream<Event>(
  open: (signal: AbortSignal) => AsyncIterable<Event>,
  { isFollowing, signal }: Reading,
): AsyncGenerator<Event> {
  if (isFollowing) return yield* open(signal);
  const leave = new AbortController();
  const events = open(AbortSignal.any([signal, leave.signal]))[Symbol.asyncIterator]();
  try {
    // The first one takes as long as the server takes to be reached.
    let next = await events.next();
    while (!next.done) {
      yield next.value;
      const following = await beforeQuiet(events.next());
      if (following === null) return;
      next = following;
    }
  } finally {
    leave.abort();
  }
}

/** Returns what comes; null when nothing does for a while. What comes later is given up, a failure as well. */
async function beforeQuiet<Result>(coming: Promise<Result>): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined;
  const quiet = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), QUIET);
  });
  try {
    return await Promise.race([coming, quiet]);
  } finally {
    clearTimeout(timer);
    coming.catch(() => undefined);
  }
}
