import { startApp } from "../app.ts";
import { readEnvironment, secretsOf } from "../config.ts";
import { knownSecrets } from "../lib/known-secrets.ts";
import { createLogger } from "../logger.ts";
import { BUILT_PROGRAMS } from "./built-server.ts";
import { scriptedSpeechCatalog } from "./scripted-speech-catalog.ts";
import { scriptedSpeechToText } from "./scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "./scripted-text-to-speech.ts";

/*
 * A program: the platform on the carriers and trunks that its environment names, with scripted ears and mouths, to be
 * killed.
 */
const environment = readEnvironment();
const secrets = knownSecrets(secretsOf(environment));
const logger = createLogger(environment.LOG_LEVEL, secrets.mask);
const speech = scriptedSpeechCatalog({
  listeners: [scriptedSpeechToText()],
  speakers: [scriptedTextToSpeech({ perCharacter: 10 })],
});
const app = await startApp(
  environment,
  { logger, knownSecrets: secrets },
  { speech, jobsEvery: 100, programs: BUILT_PROGRAMS },
);
process.stdout.write(`running at ${app.url}\n`);
