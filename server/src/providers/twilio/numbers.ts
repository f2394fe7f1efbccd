import { z } from "zod";
import { OperatorError } from "../../domain/error.ts";
import { SafeFetchError, type SafeResponse } from "../../lib/safe-fetch.ts";
import type { NumberDirectory, OwnedNumber } from "../../ports/number-directory.ts";
import { askTwilio, readAnswer, saidIn, type TwilioAccount, type TwilioRequest } from "./rest.ts";

interface Options {
  readonly account: TwilioAccount;
  /** Where Twilio reaches the platform, without a slash at the end. */
  readonly publicUrl: string;
}

/** Twilio lists at most so many at once; who has more numbers finds them by asking for one. */
const MOST = 1_000;

const listSchema = z.looseObject({
  incoming_phone_numbers: z.array(
    z.looseObject({
      sid: z.string().min(1),
      phone_number: z.string(),
      friendly_name: z.string().nullish(),
      voice_url: z.string().nullish(),
    }),
  ),
});

/** The numbers of a Twilio account (Twilio's documentation, "IncomingPhoneNumber resource"). */
export function twilioNumbers(options: Options): NumberDirectory {
  return {
    async list() {
      const found = await listed(options, new URLSearchParams({ PageSize: String(MOST) }));
      return found.map(
        ({ phone_number: number, friendly_name: name, voice_url: url }): OwnedNumber => ({
          number,
          name: name && name !== number ? name : null,
          isConfigured: url === `${options.publicUrl}/carriers/twilio/calls`,
        }),
      );
    },
    configure: (number) => configure(options, number),
  };
}

async function configure(options: Options, number: string): Promise<void> {
  const [found] = await listed(options, new URLSearchParams({ PhoneNumber: number, PageSize: "1" }));
  if (found?.phone_number !== number) {
    const message = `The Twilio account has no number ${number}. GET /phone_numbers/available lists those it has.`;
    throw new OperatorError("unknown_reference", message, { param: "number" });
  }
  const { publicUrl } = options;
  const body = new URLSearchParams({
    VoiceUrl: `${publicUrl}/carriers/twilio/calls`,
    VoiceMethod: "POST",
    StatusCallback: `${publicUrl}/carriers/twilio/call-status`,
    StatusCallbackMethod: "POST",
    SmsUrl: `${publicUrl}/carriers/twilio/messages`,
    SmsMethod: "POST",
  });
  await answered(options, {
    method: "POST",
    path: `IncomingPhoneNumbers/${encodeURIComponent(found.sid)}.json`,
    body: body.toString(),
  });
}

async function listed(options: Options, query: URLSearchParams) {
  const path = `IncomingPhoneNumbers.json?${query.toString()}`;
  const { body } = await answered(options, { method: "GET", path });
  const list = listSchema.safeParse(readAnswer(body));
  if (list.success) return list.data.incoming_phone_numbers;
  throw new OperatorError("unreachable", "Twilio's answer is no list of numbers.");
}

async function answered({ account }: Options, request: TwilioRequest): Promise<SafeResponse> {
  const answer = await askTwilio(account, request);
  if (answer instanceof SafeFetchError)
    throw new OperatorError("unreachable", `Twilio could not be asked for the account's numbers: ${answer.message}`);
  if (answer.status < 300) return answer;
  const { errorCode, message } = saidIn(account, answer);
  const named = errorCode === null ? String(answer.status) : `error ${errorCode}`;
  throw new OperatorError("unreachable", `Twilio refused it with ${named}${message === null ? "." : `: ${message}`}`);
}
