import type { Database } from "../db/database.ts";
import { findSentMail } from "../db/mail-messages.ts";
import type { MessageRow } from "../db/messages.ts";
import type { Bounce } from "../domain/mail-bounce.ts";
import type { Jobs } from "./jobs.ts";
import { failMessage, recordPart } from "./outbound-messages.ts";

/** Takes reports on mails of ours: bounces, and that one was delivered. */
export class MailReports {
  readonly #database: Database;
  readonly #jobs: Pick<Jobs, "announce">;

  constructor(database: Database, jobs: Pick<Jobs, "announce">) {
    this.#database = database;
    this.#jobs = jobs;
  }

  /**
   * Takes in what a report says of a mail of ours. A bounce fails it, and with it the conversation that nobody can be
   * reached in. Returns the mail's id; null for a report on no mail of ours, or one about somebody it did not go to.
   */
  async take(bounce: Bounce, { livemode }: { livemode: boolean }): Promise<string | null> {
    const row = await this.#mailOf(bounce, livemode);
    if (row === undefined) return null;
    if (bounce.action === "failed") await failMessage(this.#database, row, failureOf(bounce));
    if (bounce.action === "delivered") {
      await recordPart(this.#database, row.id, { index: 0, carrier_id: row.carrier_id ?? "", status: "delivered" });
    }
    this.#jobs.announce();
    return row.id;
  }

  async #mailOf({ messages, recipients }: Bounce, livemode: boolean): Promise<MessageRow | undefined> {
    for (const id of messages) {
      const row = await findSentMail(this.#database, id);
      // Whoever learns of a Message-ID could else end a conversation of somebody else's.
      const isAbout = recipients.length === 0 || (row && recipients.includes(row.to_address.toLowerCase()));
      if (row?.livemode === livemode && isAbout && SENT.includes(row.status)) return row;
    }
    return undefined;
  }
}

const SENT: readonly MessageRow["status"][] = ["sending", "sent", "delivered", "unknown"];

function failureOf({ status, diagnosis }: Bounce): { code: string; message: string } {
  const said = [status, diagnosis].filter((part) => part !== null).join(", ");
  const message = `The mail could not be delivered, by the report of a mail server${said === "" ? "." : `: ${said}`}`;
  return { code: "bounced", message };
}
