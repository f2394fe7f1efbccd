import type { Environment } from "../config.ts";
import type { InstallationPart } from "../domain/installation.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";

type Kind = InstallationPart["kind"];

const SPEECH_KEYS = ["deepgram", "elevenlabs", "cartesia", "openai"];
const TELNYX = "OPERATOR_TELNYX_API_KEY, OPERATOR_TELNYX_PUBLIC_KEY and OPERATOR_TELNYX_CONNECTION_ID";
const LOCAL_LISTENING =
  "Install pocketsphinx (apt-get install pocketsphinx pocketsphinx-en-us), or set OPERATOR_WHISPER_MODEL to a model of " +
  "whisper.cpp; then start the platform again.";
const LOCAL_SPEAKING = "Install flite or espeak-ng (apt-get install flite espeak-ng); then start the platform again.";

/** Lists what an installation could use, with whether it is set up and how that is done. */
export function installationParts(
  environment: Environment,
  catalog: ModelCatalog,
  speech: SpeechCatalog,
): InstallationPart[] {
  return [
    ...catalog
      .vendors()
      .map(({ name, isConfigured, howToConfigure }) =>
        part("model_vendor", name, { isConfigured, how: howToConfigure }),
      ),
    ...speechParts("listening", [...SPEECH_KEYS, "assemblyai"], {
      present: speech.listeners(null).map(({ name }) => name),
      local: LOCAL_LISTENING,
    }),
    ...speechParts("speaking", SPEECH_KEYS, {
      present: [...new Set(speech.voices().flatMap(({ spokenBy, provider }) => spokenBy?.provider ?? provider))],
      local: LOCAL_SPEAKING,
    }),
    ...carriers(environment),
    ...mails(environment),
    ...watchers(environment),
  ];
}

function part(
  kind: Kind,
  name: string,
  { isConfigured, how }: { isConfigured: boolean; how: string },
): InstallationPart {
  return { kind, name, is_configured: isConfigured, how_to_configure: how };
}

/** Those that come with the platform, and servers of one's own, which are there only when they are set up. */
function speechParts(kind: Kind, builtIn: readonly string[], found: { present: readonly string[]; local: string }) {
  const names = new Set([...builtIn, "local", ...found.present.filter((name) => name !== "operator")]);
  return [...names].map((name) => {
    const key = builtIn.includes(name) ? `Set ${name.toUpperCase()}_API_KEY.` : "It is set in OPERATOR_SPEECH_SERVERS.";
    return part(kind, name, { isConfigured: found.present.includes(name), how: name === "local" ? found.local : key });
  });
}

function carriers(environment: Environment): InstallationPart[] {
  const hasTwilio = environment.TWILIO_ACCOUNT_SID !== undefined && environment.TWILIO_AUTH_TOKEN !== undefined;
  const twilio = { isConfigured: hasTwilio, how: "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN (docs/twilio.md)." };
  const hasTelnyx = environment.OPERATOR_TELNYX_API_KEY !== undefined;
  const speaksSip = environment.OPERATOR_SIP_LISTEN.length > 0 && environment.OPERATOR_SIP_TRUNKS.length > 0;
  const sip = "Set OPERATOR_SIP_LISTEN, e.g. udp:0.0.0.0:5060, and OPERATOR_SIP_TRUNKS (docs/sip.md).";
  return [
    part("telephone", "sip", { isConfigured: speaksSip, how: sip }),
    part("telephone", "twilio", twilio),
    part("telephone", "telnyx", { isConfigured: hasTelnyx, how: `Set ${TELNYX} (docs/telnyx.md).` }),
    part("text_messages", "twilio", twilio),
  ];
}

function mails(environment: Environment): InstallationPart[] {
  const { OPERATOR_SMTP_URL, OPERATOR_SMTP_LISTEN, OPERATOR_MAIL_INBOUND_SECRET, MAILGUN_SIGNING_KEY } = environment;
  return [
    part("mail_out", "smtp", {
      isConfigured: OPERATOR_SMTP_URL !== undefined,
      how: "Set OPERATOR_SMTP_URL to your mail server (docs/messages.md).",
    }),
    part("mail_in", "smtp", {
      isConfigured: OPERATOR_SMTP_LISTEN !== undefined,
      how: "Set OPERATOR_SMTP_LISTEN, e.g. 0.0.0.0:25 (docs/messages.md).",
    }),
    part("mail_in", "postmark and raw", {
      isConfigured: OPERATOR_MAIL_INBOUND_SECRET !== undefined,
      how: "Set OPERATOR_MAIL_INBOUND_SECRET (docs/messages.md).",
    }),
    part("mail_in", "mailgun", {
      isConfigured: MAILGUN_SIGNING_KEY !== undefined,
      how: "Set MAILGUN_SIGNING_KEY (docs/messages.md).",
    }),
  ];
}

function watchers(environment: Environment): InstallationPart[] {
  const hasSlack = environment.SLACK_BOT_TOKEN !== undefined || Object.keys(environment.SLACK_WEBHOOKS).length > 0;
  return [
    part("team_channel", "slack", { isConfigured: hasSlack, how: "Set SLACK_BOT_TOKEN, or SLACK_WEBHOOKS." }),
    part("traces", "otlp", {
      isConfigured: environment.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      how: "Set OTEL_EXPORTER_OTLP_ENDPOINT to a collector (docs/monitoring.md).",
    }),
  ];
}
