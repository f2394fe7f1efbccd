import { notFound, OperatorError } from "../domain/error.ts";
import type { InboundMailProvider, MailRequest } from "../ports/inbound-mail.ts";
import type { MailIntake } from "./mail-intake.ts";

/** Longer than any signature is believed. */
const REMEMBERED_FOR = 60 * 60_000;
const MOST_REMEMBERED = 50_000;

interface Services {
  /** By the name that the address ends in. */
  providers: Readonly<Record<string, InboundMailProvider>>;
  intake: Pick<MailIntake, "take">;
}

/** Takes the mails that providers post to us. */
export class InboundMails {
  readonly #services: Services;
  /** What was used and cannot be again, and until when that is remembered. */
  readonly #used = new Map<string, number>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Throws `not_found` for a provider that is not set up, and `not_allowed` for a request that is none of its. */
  assertMayPost(provider: string, authorization: string | null): void {
    if (!this.#provider(provider).mayPost({ authorization })) throw forged(provider);
  }

  /**
   * Takes a mail; resolves once it is durable, with how many mailboxes of ours it came to. Throws `not_found` for a
   * provider that is not set up, `not_allowed` for a forged request, `invalid_field` for what is no mail.
   */
  async take(provider: string, request: MailRequest): Promise<number> {
    const now = new Date();
    const mail = await this.#provider(provider).read(request, now);
    if (mail === "forged") throw forged(provider);
    if (mail === "unreadable") {
      throw new OperatorError(
        "invalid_field",
        `The body is no mail as ${provider} posts it; docs/messages.md says how.`,
      );
    }
    const key = mail.once === null ? null : `${provider} ${mail.once}`;
    if (key !== null && this.#used.has(key)) return 0;
    const count = await this.#services.intake.take(mail);
    if (key !== null) this.#remember(key, now.getTime());
    return count;
  }

  #provider(name: string): InboundMailProvider {
    const { providers } = this.#services;
    const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
    if (provider) return provider;
    throw notFound("set-up provider of mails", name);
  }

  #remember(key: string, now: number): void {
    this.#used.set(key, now + REMEMBERED_FOR);
    for (const [oldest, until] of this.#used) {
      if (until > now && this.#used.size <= MOST_REMEMBERED) break;
      this.#used.delete(oldest);
    }
  }
}

function forged(provider: string): OperatorError {
  const message = `The request does not bear what shows that it comes from ${provider}. docs/messages.md says how it is set up.`;
  return new OperatorError("not_allowed", message);
}
