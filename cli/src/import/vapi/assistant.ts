import { declareVariable, enableTool, personaNameIn } from "../agent-draft.ts";
import { type AgentReader, modelAt, promptAt } from "../agent-reader.ts";
import { addFirstMessage, addWords, dropFirstMessage, setVoicemail } from "../opening.ts";
import { at, changed, dropFields, dropped, fieldsAt, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { escapeSigns, variableName } from "../prompt-text.ts";
import { dropBookkeeping } from "./documents.ts";
import { readSpeech } from "./speech.ts";

/** What of an assistant has no place on the platform, and why. */
const DROPPED = {
  clientMessages: "A session sends all of its events; a client takes those that it wants.",
  serverMessages: "Which events a webhook endpoint is sent is set at that endpoint.",
  firstMessageInterruptionsEnabled: "Whoever speaks is listened to, from the begin.",
  modelOutputInMessagesEnabled: "The log has what was said and what was heard.",
  backgroundSpeechDenoisingPlan: "The platform tells voices from noise by itself.",
  backgroundDenoisingEnabled: "The platform tells voices from noise by itself.",
  observabilityPlan: "Traces are switched on for the installation: see its monitoring.",
  monitorPlan:
    "Supervisors listen in and take over by POST /conversations/{id}/supervision; nothing is set at the agent.",
  transportConfigurations: "Carriers are set up for the installation.",
  compliancePlan: "The platform runs on your own machines: set what is kept, and for how long, there.",
  metadata: "Vapi's own notes on the assistant.",
  responseDelaySeconds: "When to answer is decided by what was said.",
  llmRequestDelaySeconds: "When to answer is decided by what was said.",
  numWordsToInterruptAssistant: "Words of assent do not interrupt; anything else does.",
  keypadInputPlan: "Keys are heard in every telephone call; up to # or three seconds they are one message.",
};

/** Reads what of an assistant does not depend on whether it is one of a squad. */
export function readAssistant(reader: AgentReader, place: Place): void {
  readModel(reader, at(place, "model"));
  readSpeech(reader, place);
  readEndings(reader, place);
  readServers(place);
  dropBookkeeping(place);
  dropFields(place, DROPPED);
  dropped(
    at(place, "hooks"),
    "What is done on an event is written into the prompt here, or done by a tool.",
    "rebuild",
  );
  for (const key of ["credentials", "credentialIds"]) {
    dropped(at(place, key), "Credentials were not copied: give keys to the installation.", "secret");
  }
}

/** Reads the prompt of an assistant: its system messages. */
export function systemPromptOf(reader: AgentReader, place: Place): string {
  const texts = listAt(place, "model", "messages").map((message) => {
    const role = at(message, "role");
    if (role.value !== "system") {
      dropped(message, "Only the instructions are taken over, no words said before the conversation.", "check");
      return "";
    }
    role.notes.push({ path: role.path, outcome: "mapped", to: "runtime.prompt", message: "Taken over." });
    return promptAt(reader, at(message, "content"));
  });
  const older = promptAt(reader, at(place, "model", "systemPrompt"));
  return [...texts, older].filter((text) => text !== "").join("\n\n");
}

/** Reads who speaks first, and with what words; Vapi's assistant does unless it is told to wait. */
export function readOpening(reader: AgentReader, place: Place): void {
  const { agent } = reader;
  const mode = at(place, "firstMessageMode");
  agent.speaksFirst = mode.value !== "assistant-waits-for-user";
  mapped(mode, `${agent.slug}: runtime.speaks_first`);
  const message = at(place, "firstMessage");
  const isGenerated = mode.value === "assistant-speaks-first-with-model-generated-message";
  if (!agent.speaksFirst) dropFirstMessage(message);
  else if (isGenerated) dropped(message, "The agent finds its first words by itself, so it is not said.");
  else addFirstMessage(reader, message);
  const prompt = listAt(place, "model", "messages").map((one) => textAt(one, "content"));
  agent.personaName = personaNameIn(textAt(message), ...prompt) ?? agent.personaName;
}

function readModel(reader: AgentReader, model: Place): void {
  const provider = textAt(model, "provider");
  modelAt(reader, at(model, "model"), provider ?? "openai");
  mapped(at(model, "provider"), `${reader.agent.slug}: runtime.model`);
  for (const fallback of listAt(model, "fallbackModels")) {
    dropped(fallback, "Name models of the platform in runtime.fallback_models.", "check");
  }
  dropFields(model, {
    temperature: "The platform sets it: agents answer alike.",
    maxTokens: "Answers are as long as the prompt asks for.",
    emotionRecognitionEnabled: "The sentiment is told when the conversation is over.",
    numFastTurns: "One model answers all turns.",
    toolStrictCompatibilityMode: "Arguments are checked against the whole schema.",
    promptCacheRetention: "What the vendor keeps of a prompt is up to it.",
    promptCacheKey: "What the vendor keeps of a prompt is up to it.",
    reasoningEffort: "Agents that talk do not think long.",
    thinking: "Agents that talk do not think long.",
    semanticCachingEnabled: "Every answer is the model's own.",
    metadataSendMode: "A model is sent the conversation alone.",
    timeoutSeconds: "How long a model may take is set by the platform.",
  });
  dropped(at(model, "url"), "Name the server in OPERATOR_MODEL_SERVERS, and its model as name/model.", "set_up");
  dropped(at(model, "headers"), "The headers of a model's server were not copied.", "secret");
  for (const key of ["knowledgeBase", "knowledgeBaseId"]) {
    dropped(
      at(model, key),
      "Put what the agent has to know into its prompt, or behind a tool that searches.",
      "rebuild",
    );
  }
}

function readEndings(reader: AgentReader, place: Place): void {
  const { agent } = reader;
  const when = { heading: "Goodbye", when: "Before you end the conversation, say:" };
  addWords(reader, at(place, "endCallMessage"), when);
  const phrases = at(place, "endCallPhrases");
  if (says(phrases) && Array.isArray(phrases.value)) {
    enableTool(agent, "syscall", "end_conversation");
    const list = escapeSigns(phrases.value.map((phrase) => JSON.stringify(String(phrase))).join(", "));
    agent.sections.push(`When you have said one of these, end the conversation with @end_conversation: ${list}.`);
    changed(phrases, "The agent is told to hang up after these words.", { to: `${agent.slug}: runtime.prompt.text` });
  }
  const enabled = at(place, "endCallFunctionEnabled");
  if (enabled.value === true) enableTool(agent, "syscall", "end_conversation");
  mapped(enabled, `${agent.slug}: tool.tools`);
  const voicemail = at(place, "voicemailMessage");
  if (says(voicemail)) {
    addWords(reader, voicemail, {
      heading: "Voicemail",
      when: "When an answering machine has picked up, leave this message:",
    });
    setVoicemail(reader, voicemail, true);
  }
  dropped(at(place, "voicemailDetection"), "The carrier or the platform itself finds answering machines.");
}

function readServers(place: Place): void {
  const server = at(place, "server");
  const address = says(server) ? at(server, "url") : at(place, "serverUrl");
  changed(
    address,
    "Tools without an address of their own are called there. To be told of events, make a webhook endpoint: POST /webhook_endpoints with this url, and check its signature.",
    { todo: "set_up" },
  );
  for (const [key, inner] of fieldsAt(server)) {
    if (key === "url") continue;
    const isSecret = key === "headers" || key === "credentialId";
    dropped(
      inner,
      isSecret
        ? "Deliveries are signed instead: see the documents on webhooks."
        : "Deliveries are repeated for three days by themselves.",
    );
  }
  dropped(
    at(place, "serverUrlSecret"),
    "The secret was not copied. Deliveries are signed with the endpoint's own key.",
  );
}

/** Takes over the values of variables. */
export function readVariableValues(reader: AgentReader, values: Place): void {
  for (const [name, value] of fieldsAt(values)) {
    if (!says(value)) continue;
    const text = typeof value.value === "string" ? value.value : JSON.stringify(value.value);
    declareVariable(reader.agent, variableName(name), { description: null, default_value: text });
    mapped(value, `${reader.agent.slug}: runtime.variables`);
  }
}
