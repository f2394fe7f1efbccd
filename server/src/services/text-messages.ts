import type { Database } from "../db/database.ts";
import { insertOptOut } from "../db/opt-outs.ts";
import { findMessage } from "../db/messages.ts";
import { findDialled } from "../db/phone-numbers.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import type { CarrierCallbacks, CarrierRequest } from "../ports/carrier-callbacks.ts";
import type { Jobs } from "./jobs.ts";
import type { MessageIntake } from "./message-intake.ts";
import { recordPart } from "./outbound-messages.ts";

export type { CarrierRequest };

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  intake: MessageIntake;
  /** Reads what the carrier sends; null where the installation has none. */
  callbacks: CarrierCallbacks | null;
}

/** Which part of which message a carrier reports on. */
export interface ReportedPart {
  messageId: string;
  /** From 0 on. */
  part: number;
}

/** Takes what a carrier of text messages brings: people's messages, and reports on ours. */
export class TextMessages {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Stores a person's message. Throws `not_allowed` for a request that the carrier did not sign, `invalid_field` for one
   * that is no message, and `not_found` where the installation has no carrier.
   */
  async receive(request: CarrierRequest): Promise<void> {
    const message = this.#authentic(request).readMessage(request.body);
    if (message === null) throw unreadable("MessageSid, From and To");
    const number = await findDialled(this.#services.database, message.to);
    await this.#services.intake.receive({ ...message, livemode: number?.livemode ?? true });
  }

  /** Takes in what became of a part of a message of ours; what is known or overtaken changes nothing. Throws as `receive`. */
  async report(request: CarrierRequest, { messageId, part }: ReportedPart): Promise<void> {
    const report = this.#authentic(request).readReport(request.body);
    if (report === null) throw unreadable("MessageSid and MessageStatus");
    const { database, jobs } = this.#services;
    const { carrierId, status, failure } = report;
    const news = { index: part, carrier_id: carrierId, status, ...(failure ? { failure } : {}) };
    if (!(await recordPart(database, messageId, news))) return;
    if (failure?.code === "opted_out") await this.#noteOptOut(messageId);
    jobs.announce();
  }

  async #noteOptOut(messageId: string): Promise<void> {
    const row = await findMessage(this.#services.database, messageId);
    if (!row?.from_address) return;
    await insertOptOut(this.#services.database, { ours: row.from_address, theirs: row.to_address });
  }

  #authentic(request: CarrierRequest): CarrierCallbacks {
    const { callbacks } = this.#services;
    if (callbacks === null) throw notFound("carrier of text messages", "on this installation");
    if (callbacks.isAuthentic(request)) return callbacks;
    const message =
      "The request is not signed by the carrier for this address. Check the account's token, and that " +
      "OPERATOR_PUBLIC_URL is the address that the carrier calls.";
    throw new OperatorError("not_allowed", message);
  }
}

function unreadable(fields: string): OperatorError {
  return new OperatorError("invalid_field", `The form must have the fields ${fields}.`);
}
