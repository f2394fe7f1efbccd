import { appendFileSync } from "node:fs";
import { startApp } from "../app.ts";
import { readEnvironment, secretsOf } from "../config.ts";
import { knownSecrets } from "../lib/known-secrets.ts";
import { createLogger } from "../logger.ts";
import { scriptedPhoneNetwork, type ScriptedParty } from "./scripted-phone-network.ts";
import { scriptedSpeechCatalog } from "./scripted-speech-catalog.ts";
import { scriptedSpeechToText } from "./scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "./scripted-text-to-speech.ts";

/*
 * A program: the platform on a scripted telephone network, to be killed. What the network hears is appended to the file
 * that is the first argument, a line each, before anybody else learns of it: `+ number` for a call that is ordered, `-
 * number` for one that is over. The second says what parties do who keep the line: `stay`, or `leave` soon.
 */
const [file = "", manner = "stay"] = process.argv.slice(2);

/** By the last digit of their number. */
function partyAt(to: string): ScriptedParty {
  const digit = Number(to.slice(-1));
  if (digit < 3) return { does: "end", with: { outcome: "busy" }, after: 20 };
  if (digit < 6)
    return manner === "stay" ? { does: "ring" } : { does: "end", with: { outcome: "no_answer" }, after: 50 };
  return manner === "stay" ? { does: "answer" } : { does: "answer", hangsUpAfter: 100 };
}

const network = scriptedPhoneNetwork({ party: ({ to }) => partyAt(to) });
const noted: typeof network = Object.assign(Object.create(network) as typeof network, {
  dial: ((order, watch) => {
    appendFileSync(file, `+ ${order.to}\n`);
    const onEnded: typeof watch.onEnded = (end) => {
      appendFileSync(file, `- ${order.to}\n`);
      watch.onEnded(end);
    };
    return network.dial(order, { ...watch, onEnded });
  }) satisfies typeof network.dial,
});

const environment = readEnvironment();
const secrets = knownSecrets(secretsOf(environment));
const logger = createLogger(environment.LOG_LEVEL, secrets.mask);
const speech = scriptedSpeechCatalog({
  listeners: [scriptedSpeechToText()],
  speakers: [scriptedTextToSpeech({ perCharacter: 5 })],
});
const app = await startApp(
  environment,
  { logger, knownSecrets: secrets },
  { speech, phoneNetworks: [noted], jobsEvery: 100 },
);
process.stdout.write(`running at ${app.url}\n`);
