import type { ChallengeMemory } from "../auth/challenge-memory.ts";
import type { SipRequest, SipResponse } from "../message/sip-message.ts";
import type { Transactions } from "../transaction/transactions.ts";
import type { Flow } from "../transport/flow.ts";

/** A request to be sent, as often as it is challenged. */
export interface Sending {
  /** Makes the request anew, with the next number. */
  build(): SipRequest;
  /** The way that is meant; a request that is too large for it goes by another. */
  readonly flow: Flow;
  readonly memory: ChallengeMemory;
  /** A 200 to an INVITE came again. */
  onRepeated?(request: SipRequest): void;
}

/** How a request went: its final response, or the status that says why there is none (RFC 3261, section 8.1.3.1). */
export interface Outcome {
  readonly request: SipRequest;
  readonly status: number;
  readonly response: SipResponse | null;
}

const MOST_TRIES = 4;

/** Sends a request and proves who we are where it is asked for. Resolves with how it went. */
export async function exchange(transactions: Transactions, sending: Sending): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    const outcome = await once(transactions, sending);
    const { response, request } = outcome;
    const isChallenge = outcome.status === 401 || outcome.status === 407;
    if (!isChallenge || response === null || tries >= MOST_TRIES) return outcome;
    if (!sending.memory.take(response, request)) return outcome;
  }
}

async function once(transactions: Transactions, sending: Sending): Promise<Outcome> {
  const { build, flow, memory } = sending;
  const request = build();
  memory.answer(request);
  const way = await transactions.wayOf(request, flow);
  const outcome = await sendBy(transactions, { ...sending, request, way });
  if (outcome.isBroken !== true || way === flow) return outcome;
  // There was a connection, but nobody who speaks SIP there.
  transactions.keepTo(flow);
  return once(transactions, sending);
}

function sendBy(
  transactions: Transactions,
  { request, way, onRepeated }: Sending & { readonly request: SipRequest; readonly way: Flow },
): Promise<Outcome & { readonly isBroken?: boolean }> {
  return new Promise((resolve) => {
    let isOver = false;
    transactions.send(request, way, {
      onResponse(response) {
        if (response.status < 200) return;
        if (isOver) onRepeated?.(request);
        isOver = true;
        resolve({ request, status: response.status, response });
      },
      onFailure(why) {
        const isBroken = why === "broken";
        resolve({ request, status: isBroken ? 503 : 408, response: null, isBroken });
      },
    });
  });
}
