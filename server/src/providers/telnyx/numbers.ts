import { z } from "zod";
import { OperatorError } from "../../domain/error.ts";
import { SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";
import type { NumberDirectory } from "../../ports/number-directory.ts";
import { askTelnyx, readAnswer, refusalIn, type TelnyxAccount, type TelnyxRequest } from "./rest.ts";

interface Options {
  readonly account: TelnyxAccount;
  /** Where Telnyx reaches the platform, without a slash at the end. */
  readonly publicUrl: string;
}

/** Telnyx lists so many at once, and so many pages of them are read. */
const PAGE_SIZE = 250;
const MOST_PAGES = 4;

const numberSchema = z.looseObject({
  id: z.coerce.string().min(1),
  phone_number: z.string(),
  connection_id: z.coerce.string().nullish(),
  customer_reference: z.string().nullish(),
});
const listSchema = z.looseObject({ data: z.array(numberSchema) });
const applicationSchema = z.looseObject({
  data: z.looseObject({ application_name: z.string(), webhook_event_url: z.string().nullish() }),
});

/**
 * The numbers of a Telnyx account (Telnyx's documentation, "Phone numbers"). A number's calls go to the application that
 * it belongs to, and the events of that to the address that is set there.
 */
export function telnyxNumbers(options: Options): NumberDirectory {
  const { connectionId } = options.account;
  return {
    async list() {
      const found: z.output<typeof numberSchema>[] = [];
      for (let page = 1; page <= MOST_PAGES; page++) {
        const numbers = await listed(options, { "page[number]": String(page), "page[size]": String(PAGE_SIZE) });
        found.push(...numbers);
        if (numbers.length < PAGE_SIZE) break;
      }
      return found.map(({ phone_number: number, customer_reference: name, connection_id: connection }) => ({
        number,
        name: name || null,
        isConfigured: connection === connectionId,
      }));
    },
    configure: (number) => configure(options, number),
  };
}

async function configure(options: Options, number: string): Promise<void> {
  const found = (await listed(options, { "filter[phone_number]": number })).find(
    (each) => each.phone_number === number,
  );
  if (found === undefined) {
    const message = `The Telnyx account has no number ${number}. GET /phone_numbers/available lists those it has.`;
    throw new OperatorError("unknown_reference", message, { param: "number" });
  }
  await setWebhook(options);
  const body = { connection_id: options.account.connectionId };
  await answered(options, { method: "PATCH", path: `phone_numbers/${encodeURIComponent(found.id)}`, body });
}

/** The application keeps its name, without which Telnyx changes nothing of it. */
async function setWebhook(options: Options): Promise<void> {
  const path = `call_control_applications/${encodeURIComponent(options.account.connectionId)}`;
  const url = `${options.publicUrl}/carriers/telnyx/calls`;
  const { body } = await answered(options, { method: "GET", path });
  const application = applicationSchema.safeParse(readAnswer(body));
  if (!application.success) throw new OperatorError("unreachable", "Telnyx's answer is no application.");
  const { application_name, webhook_event_url } = application.data.data;
  if (webhook_event_url === url) return;
  await answered(options, { method: "PATCH", path, body: { application_name, webhook_event_url: url } });
}

async function listed(options: Options, query: Record<string, string>) {
  const path = `phone_numbers?${new URLSearchParams(query).toString()}`;
  const { body } = await answered(options, { method: "GET", path });
  const list = listSchema.safeParse(readAnswer(body));
  if (list.success) return list.data.data;
  throw new OperatorError("unreachable", "Telnyx's answer is no list of numbers.");
}

async function answered({ account }: Options, request: TelnyxRequest): Promise<SafeResponse> {
  const answer = await askTelnyx(account, request);
  if (answer instanceof SafeFetchError)
    throw new OperatorError("unreachable", `Telnyx could not be asked for the account's numbers: ${answer.message}`);
  if (answer.status < 300) return answer;
  throw new OperatorError("unreachable", refusalIn(account, answer).message);
}
