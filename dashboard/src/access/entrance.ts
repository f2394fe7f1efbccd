/** What every way in is given. */
export interface Entrance {
  /** Called once the browser holds a session. */
  onEntered(): void;
}

/** What somebody may come with in the address: the code of the start's link, or that of an invitation. */
export type Ticket = { kind: "sign-in" | "invitation"; code: string };

const FORM = /^#(sign-in|invitation)=([^&]+)$/;

/**
 * Takes a ticket out of a link, `/#sign-in=<code>` or `/#invitation=<code>`, and out of the address bar and the history,
 * so that it is neither seen nor shared. Returns null when the page was opened by another link.
 */
export function takeTicket(location: Location, history: History): Ticket | null {
  const [, kind, code] = FORM.exec(location.hash) ?? [];
  if (kind === undefined || code === undefined) return null;
  history.replaceState(null, "", location.pathname + location.search);
  return { kind: kind as Ticket["kind"], code: decodeURIComponent(code) };
}
