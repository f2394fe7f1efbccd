/** How something is: as it should be, not set up, or wrong. */
export type State = "ok" | "missing" | "wrong";

/** What was found out about one thing. */
export interface Finding {
  /** What was looked at. */
  readonly name: string;
  readonly state: State;
  /** What is there. */
  readonly detail: string;
  /** What to do; null when nothing is to be done. */
  readonly remedy: string | null;
}

/** Says that something is as it should be. */
export function ok(name: string, detail: string): Finding {
  return { name, state: "ok", detail, remedy: null };
}

/** Says that something is not set up, which may be as it is meant. */
export function missing(name: string, detail: string, remedy: string): Finding {
  return { name, state: "missing", detail, remedy };
}

/** Says that something is wrong. */
export function wrong(name: string, detail: string, remedy: string): Finding {
  return { name, state: "wrong", detail, remedy };
}
