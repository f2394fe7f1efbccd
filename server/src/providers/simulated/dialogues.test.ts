import { describe, expect, it } from "vitest";
import type { ModelMessage, ModelRequest, ModelTool } from "../../ports/language-model.ts";
import { nextStep } from "./next-step.ts";

const SYSTEM = "# Who you are\n\nYour name is Robin.\n\n# Now\n\nIt is Wednesday, 18 June 2025, 14:05 (UTC).";
const JOINED = "[The user has joined and has not said anything yet. Speak first, as your instructions say.]";

const date = { type: "string", format: "date", title: "Day of the appointment" };
const FIND: ModelTool = {
  name: "find_free_slots",
  description: "Lists the times that are still free on a day.",
  inputSchema: { type: "object", properties: { date }, required: ["date"] },
};
const BOOK: ModelTool = {
  name: "book_appointment",
  description: "Books an appointment and returns its confirmation code.",
  inputSchema: {
    type: "object",
    properties: {
      name: { type: "string", minLength: 1, maxLength: 20, title: "Name for the appointment" },
      service: { type: "string", enum: ["Haircut", "Colouring", "Beard trim"], title: "Service you would like" },
      date,
      time: { type: "string", format: "time", title: "Time of the appointment" },
      phone: { type: "string", title: "Phone number to reach you" },
    },
    required: ["name", "service", "date", "time"],
  },
};
const CANCEL: ModelTool = {
  name: "cancel_appointment",
  description: "Cancels an appointment by its confirmation code.",
  inputSchema: {
    type: "object",
    properties: { confirmation_code: { type: "string", minLength: 6, title: "Confirmation code of the appointment" } },
    required: ["confirmation_code"],
  },
};
const END: ModelTool = {
  name: "end_conversation",
  description: "Ends.",
  inputSchema: { type: "object", properties: {} },
};
const NOTE: ModelTool = {
  name: "set_custom_fields",
  description: "Notes facts.",
  inputSchema: { type: "object", properties: { fields: { type: "object" } }, required: ["fields"] },
};
const SHOP = [FIND, BOOK, CANCEL, END, NOTE];

const INTRODUCTION = "I am Robin, a simulated assistant: I follow simple rules; there is no language model behind me.";
const ABILITIES = "I can find free slots, book an appointment or cancel an appointment. What would you like to do?";
const MORE = "Is there anything else I can do for you?";
const ASK_NAME = "What is the name for the appointment?";
const ASK_SERVICE = "What is the service you would like: Haircut, Colouring or Beard trim?";
const ASK_DAY = "What is the day of the appointment?";
const ASK_TIME = "What is the time of the appointment?";

/** A line is `user: …`, `agent: …`, `call: name {json}`, `result: …` or `error: …`; the others follow from these. */
type Script = readonly string[];

interface Dialogue {
  title: string;
  tools?: readonly ModelTool[];
  system?: string;
  script: Script;
}

/** Plays the user's and the tools' lines of a script, and returns the script as it came to be. */
function play({ tools = SHOP, system = SYSTEM, script }: Dialogue): string[] {
  const stage: Stage = { system, tools, messages: [], lines: [], results: script.filter(isResult) };
  if (!isUser(script[0])) while (takeStep(stage)) continue;
  for (const [index, line] of script.entries()) {
    if (!isUser(line)) continue;
    stage.lines.push(line);
    stage.messages.push({ role: "user", text: line.slice("user: ".length) });
    // Several messages in a row are answered together.
    if (!isUser(script[index + 1])) while (takeStep(stage)) continue;
  }
  return stage.lines;
}

interface Stage {
  system: string;
  tools: readonly ModelTool[];
  messages: ModelMessage[];
  lines: string[];
  results: string[];
}

const isUser = (line: string | undefined) => line?.startsWith("user: ") ?? false;
const isResult = (line: string) => /^(?:result|error): /.test(line);

/** Takes one step of the assistant; true when another has to follow, for a call has returned. */
function takeStep({ system, tools, messages, lines, results }: Stage): boolean {
  const { text, call } = step({
    system,
    tools,
    messages: messages.length > 0 ? messages : [{ role: "user", text: JOINED }],
  });
  if (text !== "") lines.push(`agent: ${text}`);
  messages.push({ role: "assistant", text, toolCalls: call ? [call] : [] });
  if (call === null) return false;
  lines.push(`call: ${call.name} ${call.arguments}`);
  const result = results.shift();
  if (result === undefined) return false;
  lines.push(result);
  const output = result.slice(result.indexOf(" ") + 1);
  messages.push({ role: "tool", callId: call.callId, name: call.name, output, isError: result.startsWith("error: ") });
  return true;
}

function step(overrides: Partial<ModelRequest>) {
  const request = {
    model: "assistant",
    system: SYSTEM,
    messages: [],
    tools: SHOP,
    signal: new AbortController().signal,
  };
  return nextStep({ ...request, ...overrides }, () => new Date("2030-01-01T00:00:00Z"));
}

const BOOKING: Dialogue[] = [
  {
    title: "asks for one thing after the other, confirms, books and tells the outcome",
    script: [
      `agent: Hello! ${INTRODUCTION} ${ABILITIES}`,
      "user: I need an appointment",
      `agent: ${ASK_NAME}`,
      "user: it's ann lee",
      `agent: ${ASK_SERVICE}`,
      "user: a haircut please",
      `agent: ${ASK_DAY}`,
      "user: next friday",
      `agent: ${ASK_TIME}`,
      "user: 3",
      "agent: I will book an appointment: name Ann Lee, service Haircut, date Friday 27 June 2025, time 15:00. Is that right?",
      "user: yes",
      'call: book_appointment {"name":"Ann Lee","service":"Haircut","date":"2025-06-27","time":"15:00"}',
      'result: {"confirmation_code":"K3X9QZ","message":"Haircut on 2025-06-27 at 15:00. The confirmation code is K3X9QZ."}',
      `agent: I have booked the appointment. Haircut on Friday 27 June 2025 at 15:00. The confirmation code is K3X9QZ. ${MORE}`,
      "user: no thanks",
      "agent: Thank you, and goodbye!",
      "call: end_conversation {}",
    ],
  },
  {
    title: "takes several values at once, optional ones too",
    script: [
      "user: Book a haircut for Ann Lee tomorrow at 3pm, phone +44 20 7946 0958",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann Lee, service Haircut, date Thursday 19 June 2025, time 15:00, phone +44 20 7946 0958. Is that right?`,
      "user: yes please",
      'call: book_appointment {"name":"Ann Lee","service":"Haircut","date":"2025-06-19","time":"15:00","phone":"+44 20 7946 0958"}',
    ],
  },
  {
    title: "says what is wrong with an answer and asks again",
    script: [
      `agent: Hello! ${INTRODUCTION} ${ABILITIES}`,
      "user: book",
      `agent: ${ASK_NAME}`,
      "user: Wolfeschlegelsteinhausenbergerdorff",
      `agent: That is too long: the name has at most 20 characters. ${ASK_NAME}`,
      "user: Wolf",
      `agent: ${ASK_SERVICE}`,
      "user: a massage",
      `agent: "a massage" is not among the choices. ${ASK_SERVICE}`,
      "user: beard",
      `agent: ${ASK_DAY}`,
      "user: 31 february",
      `agent: There is no 31 february. ${ASK_DAY}`,
      "user: whenever",
      `agent: I do not understand "whenever" as a date. You can say tomorrow, next Friday or 12 May. ${ASK_DAY}`,
      "user: tomorrow",
      `agent: ${ASK_TIME}`,
      "user: 25:00",
      `agent: I do not understand "25:00" as a time. You can say 3pm, 15:30 or half past two. ${ASK_TIME}`,
      "user: half past two",
      "agent: I will book an appointment: name Wolf, service Beard trim, date Thursday 19 June 2025, time 14:30. Is that right?",
    ],
  },
  {
    title: "notes what was said besides the answer, and takes second thoughts",
    script: [
      "user: book",
      `agent: Hello! ${INTRODUCTION} ${ASK_NAME}`,
      "user: colouring",
      `agent: I have noted: service Colouring. ${ASK_NAME}`,
      "user: Ann, tomorrow",
      `agent: ${ASK_TIME}`,
      "user: on friday rather",
      `agent: I have noted: date Friday 20 June 2025. ${ASK_TIME}`,
      "user: ten",
      "agent: I will book an appointment: name Ann, service Colouring, date Friday 20 June 2025, time 10:00. Is that right?",
    ],
  },
  {
    title: "changes what is not right before it books",
    script: [
      "user: haircut tomorrow at 3pm, my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 15:00. Is that right?`,
      "user: yes, but at 4pm",
      "agent: I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 16:00. Is that right?",
      "user: no",
      "agent: What should I change? Say cancel to drop it.",
      "user: the name",
      `agent: ${ASK_NAME}`,
      "user: Bea",
      "agent: I will book an appointment: name Bea, service Haircut, date Thursday 19 June 2025, time 16:00. Is that right?",
      "user: hm",
      "agent: Please say yes or no, or what should be different. I will book an appointment: name Bea, service Haircut, date Thursday 19 June 2025, time 16:00. Is that right?",
      "user: make it a beard trim",
      "agent: I will book an appointment: name Bea, service Beard trim, date Thursday 19 June 2025, time 16:00. Is that right?",
      "user: ok",
      'call: book_appointment {"name":"Bea","service":"Beard trim","date":"2025-06-19","time":"16:00"}',
    ],
  },
  {
    title: "asks for another time when the slot is taken",
    script: [
      "user: haircut tomorrow at 10, my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 10:00. Is that right?`,
      "user: yes",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-19","time":"10:00"}',
      "error: book_appointment was refused: 10:00 is not free on 2025-06-19 any more. Free on that day: 09:00, 09:30. (409 Conflict)",
      `agent: I am sorry, that did not work. 10:00 is not free on Thursday 19 June 2025 any more. Free on that day: 09:00, 09:30. ${ASK_TIME}`,
      "user: 9:30",
      "agent: I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 09:30. Is that right?",
      "user: yes",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-19","time":"09:30"}',
    ],
  },
  {
    title: "asks for another day when the day is the trouble",
    script: [
      "user: haircut on sunday at noon, my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Sunday 22 June 2025, time 12:00. Is that right?`,
      "user: yes",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-22","time":"12:00"}',
      "error: book_appointment was refused: We are closed on that day. (400 Bad Request)",
      `agent: I am sorry, that did not work. We are closed on that day. ${ASK_DAY}`,
    ],
  },
  {
    title: "offers another try when nothing of what was said is to blame",
    script: [
      "user: haircut tomorrow at 10, my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 10:00. Is that right?`,
      "user: yes",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-19","time":"10:00"}',
      "error: book_appointment failed: it answered 500 Internal Server Error. It was tried 3 times.",
      "agent: I am sorry, that did not work. It answered 500 Internal Server Error. It was tried 3 times. Shall I try again, or should I change something?",
      "user: hm",
      'agent: I did not understand what to change. Say what it is, such as "the name", or cancel.',
      "user: try again",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-19","time":"10:00"}',
    ],
  },
  {
    title: "does not repeat by itself what may have been done",
    script: [
      "user: haircut tomorrow at 10, my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 10:00. Is that right?`,
      "user: yes",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-19","time":"10:00"}',
      "error: book_appointment failed: no answer came. It may or may not have been carried out; do not repeat it without asking.",
      `agent: I cannot tell whether that was done, for no clear answer came. Please check before you try again. ${MORE}`,
    ],
  },
  {
    title: "drops what is under way on cancel",
    script: [
      "user: book a haircut",
      `agent: Hello! ${INTRODUCTION} ${ASK_NAME}`,
      "user: never mind",
      `agent: All right, I have dropped that. ${MORE}`,
      "user: yes",
      `agent: ${ABILITIES}`,
      "user: cancel my appointment",
      "agent: What is the confirmation code of the appointment?",
      "user: it is k3x9qz I think",
      "agent: I will cancel an appointment: confirmation code k3x9qz. Is that right?",
    ],
  },
  {
    title: "remembers the code it has just been given",
    script: [
      "user: haircut tomorrow at 10, my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 10:00. Is that right?`,
      "user: yes",
      'call: book_appointment {"name":"Ann","service":"Haircut","date":"2025-06-19","time":"10:00"}',
      'result: {"confirmation_code":"K3X9QZ"}',
      `agent: I have booked the appointment. Confirmation code: K3X9QZ. ${MORE}`,
      "user: oh no, cancel it",
      "agent: I will cancel an appointment: confirmation code K3X9QZ. Is that right?",
    ],
  },
];

const LOOKING_UP: Dialogue[] = [
  {
    title: "looks up without asking back, and goes on to booking with what is known",
    script: [
      "user: what is free tomorrow?",
      `agent: Hello! ${INTRODUCTION}`,
      'call: find_free_slots {"date":"2025-06-19"}',
      'result: {"free_slots":["09:00","10:30"]}',
      "agent: Free slots: 09:00 and 10:30. Would you like to book an appointment?",
      "user: 10:30 please",
      `agent: ${ASK_NAME}`,
      "user: Ann",
      `agent: ${ASK_SERVICE}`,
      "user: haircut",
      "agent: I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 10:30. Is that right?",
    ],
  },
  {
    title: "does not take what was looked up for what is wanted later",
    script: [
      "user: what is free tomorrow?",
      `agent: Hello! ${INTRODUCTION}`,
      'call: find_free_slots {"date":"2025-06-19"}',
      'result: {"free_slots":["09:00","10:30"]}',
      "agent: Free slots: 09:00 and 10:30. Would you like to book an appointment?",
      "user: no",
      `agent: ${MORE}`,
      "user: yes",
      `agent: ${ABILITIES}`,
      "user: book a haircut at 10:30",
      `agent: ${ASK_NAME}`,
      "user: Ann",
      `agent: ${ASK_DAY}`,
    ],
  },
  {
    title: "looks up in the middle of a booking and goes on with that",
    script: [
      "user: book a haircut",
      `agent: Hello! ${INTRODUCTION} ${ASK_NAME}`,
      "user: which slots are free on friday?",
      'call: find_free_slots {"date":"2025-06-20"}',
      'result: {"message":"Free on 2025-06-20: 09:00."}',
      `agent: Free on Friday 20 June 2025: 09:00. ${ASK_NAME}`,
      "user: Ann",
      `agent: ${ASK_TIME}`,
      "user: 9",
      "agent: I will book an appointment: name Ann, service Haircut, date Friday 20 June 2025, time 09:00. Is that right?",
    ],
  },
  {
    title: "says so when nothing was found",
    tools: [
      { name: "search_orders", description: "Searches orders.", inputSchema: { type: "object", properties: {} } },
    ],
    script: [
      `agent: Hello! ${INTRODUCTION} I can search orders. Would you like that?`,
      "user: yes",
      "call: search_orders {}",
      "result: []",
      `agent: I found nothing. ${MORE}`,
    ],
  },
];

const TALKING: Dialogue[] = [
  {
    title: "says what it is and that there is nobody to talk to",
    script: [
      `agent: Hello! ${INTRODUCTION} ${ABILITIES}`,
      "user: are you a robot?",
      `agent: ${INTRODUCTION} ${ABILITIES}`,
      "user: I want to talk to a human",
      `agent: I am sorry, there is nobody here I could connect you to. ${ABILITIES}`,
      "user: book",
      `agent: ${ASK_NAME}`,
      "user: who are you?",
      `agent: ${INTRODUCTION} We are about to book an appointment; say cancel to stop. ${ASK_NAME}`,
      "user: agent",
      `agent: I am sorry, there is nobody here I could connect you to. ${ASK_NAME}`,
    ],
  },
  {
    title: "hands over with a transfer tool",
    tools: [
      BOOK,
      {
        name: "transfer_to_support",
        description: "Transfers.",
        inputSchema: {
          type: "object",
          properties: { destination: { type: "string", enum: ["Billing", "Front desk"] }, reason: { type: "string" } },
          required: ["destination", "reason"],
        },
      },
    ],
    script: [
      "user: can I speak to a person at the front desk?",
      `agent: Hello! ${INTRODUCTION} I will connect you.`,
      'call: transfer_to_support {"destination":"Front desk","reason":"can I speak to a person at the front desk?"}',
      "error: transfer_to_support was refused: Nobody is there now. (409 Conflict)",
      `agent: I am sorry, I could not connect you. Nobody is there now. ${MORE}`,
    ],
  },
  {
    title: "is polite, and admits what it does not understand",
    script: [
      `agent: Hello! ${INTRODUCTION} ${ABILITIES}`,
      "user: hi there",
      `agent: Hello! ${ABILITIES}`,
      "user: the weather is nice",
      `agent: I did not understand that: I am only simulated, and go by a few rules. ${ABILITIES}`,
      "user: thanks",
      `agent: You are welcome. ${MORE}`,
      "user: book",
      `agent: ${ASK_NAME}`,
      "user: hello?",
      `agent: ${ASK_NAME}`,
      "user: do you have parking?",
      `agent: I cannot answer that while I am filling this in. ${ASK_NAME}`,
      "user: bye",
      "agent: Thank you, and goodbye!",
      "call: end_conversation {}",
    ],
  },
  {
    title: "does not take another wish for one it can fulfil",
    script: [
      `agent: Hello! ${INTRODUCTION} ${ABILITIES}`,
      "user: I want to move my appointment",
      `agent: I did not understand that: I am only simulated, and go by a few rules. ${ABILITIES}`,
    ],
  },
  {
    title: "says goodbye without a tool to end with",
    tools: [BOOK],
    script: [
      `agent: Hello! ${INTRODUCTION} I can book an appointment. Would you like that?`,
      "user: no",
      `agent: ${MORE}`,
      "user: no",
      "agent: Thank you, and goodbye!",
    ],
  },
  {
    title: "has nothing to offer without tools",
    tools: [NOTE],
    system: "You are an agent.",
    script: [
      "agent: Hello! I am a simulated assistant: I follow simple rules; there is no language model behind me. No tools are enabled for me here, so there is nothing I can do for you but answer like this.",
      "user: book a table",
      "agent: I did not understand that: I am only simulated, and go by a few rules. No tools are enabled for me here, so there is nothing I can do for you but answer like this.",
    ],
  },
  {
    title: "takes several messages in a row for one",
    script: [
      "user: book a haircut",
      "user: tomorrow at 3pm",
      "user: my name is Ann",
      `agent: Hello! ${INTRODUCTION} I will book an appointment: name Ann, service Haircut, date Thursday 19 June 2025, time 15:00. Is that right?`,
    ],
  },
  {
    title: "does not take the platform's notes for the user's words",
    script: [
      "user: book a haircut",
      `agent: Hello! ${INTRODUCTION} ${ASK_NAME}`,
      "user: [The user interrupted your last message, which ends where it was cut off.]\nAnn",
      `agent: ${ASK_DAY}`,
      "user: [A technical fault cut your last message off where it ends. Go on from exactly there.]",
      `agent: ${ASK_DAY}`,
    ],
  },
];

const KINDS: ModelTool = {
  name: "createOrder",
  description: "Creates an order.",
  inputSchema: {
    type: "object",
    $defs: { size: { type: "string", enum: ["S", "M", "L"] } },
    properties: {
      email: { type: "string", format: "email", description: "The customer's e-mail address" },
      pieces: { type: "integer", minimum: 1, maximum: 8 },
      size: { $ref: "#/$defs/size" },
      colours: { type: "array", items: { type: "string", enum: ["red", "blue", "green"] } },
      is_gift: { type: "boolean", title: "Is it a gift" },
      postcode: { type: "string", pattern: "^[A-Z]{2}\\d{3}$", description: "Where to send it, e.g. AB123" },
      when: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }], title: "When should it come?" },
      currency: { const: "EUR" },
      note: { type: "string", title: "Note on the card" },
      comment: { type: "string" },
    },
    required: ["email", "pieces", "size", "colours", "is_gift", "postcode", "when", "currency", "note"],
  },
};

const OTHER_TOOLS: Dialogue[] = [
  {
    title: "reads every kind of parameter",
    tools: [KINDS],
    script: [
      `agent: Hello! ${INTRODUCTION} I can create an order. Would you like that?`,
      "user: sure",
      "agent: What is your e-mail address?",
      "user: ann at home",
      'agent: "ann at home" is not an e-mail address. It looks like ann@example.com. What is your e-mail address?',
      "user: it's ann@example.com.",
      "agent: How many pieces?",
      "user: a dozen",
      "agent: I need a number for the pieces. How many pieces?",
      "user: 12",
      "agent: The pieces can be at most 8. How many pieces?",
      "user: 2.5",
      "agent: The pieces must be a whole number. How many pieces?",
      "user: three",
      "agent: What is the size: S, M or L?",
      "user: m",
      "agent: What are the colours? Choose one or more of red, blue and green.",
      "user: green and red",
      "agent: Is it a gift: yes or no?",
      "user: maybe",
      "agent: Please answer yes or no. Is it a gift: yes or no?",
      "user: yes",
      "agent: Where to send it?",
      "user: the old mill",
      'agent: "the old mill" does not look like a postcode (Where to send it, e.g. AB123). Where to send it?',
      "user: ab123",
      "agent: When should it come?",
      "user: tomorrow",
      'agent: And at what time? Please say both, as in "tomorrow at 3pm". When should it come?',
      "user: tomorrow at 3pm",
      "agent: What is the note on the card?",
      "user: Meet me on Friday at 5, bye dear!",
      "agent: I will create an order: email ann@example.com, pieces 3, size M, colours green and red, is gift yes, postcode AB123, when Thursday 19 June 2025 at 15:00, currency EUR, note “Meet me on Friday at 5, bye dear!”. Is that right?",
    ],
  },
];

const ROUTES: ModelTool = {
  name: "change_route",
  description: "Takes the route that fits.",
  inputSchema: {
    type: "object",
    properties: { route: { type: "string", enum: ["billing", "visits"] } },
    required: ["route"],
  },
};
const ROUTE_SYSTEM = `# Routes\n\n- billing: Questions about invoices and payments.\n- visits: Making appointments at the salon.\n\n# Now\n\nIt is Wednesday, 18 June 2025, 14:05 (UTC).`;
const NAMELESS = INTRODUCTION.replace("Robin, ", "");

describe("The simulated assistant on routes", () => {
  it("says what it can help with, and takes the route that fits", () => {
    const dialogue: Dialogue = {
      title: "",
      tools: [ROUTES],
      system: ROUTE_SYSTEM,
      script: [
        `agent: Hello! ${NAMELESS} I can help you with billing or visits. What is it about?`,
        "user: I have a question about my invoice",
        'call: change_route {"route":"billing"}',
        'result: {"route":"billing"}',
        "agent: I can help you with billing or visits. What is it about?",
      ],
    };
    expect(play(dialogue)).toEqual(dialogue.script);
  });

  it("goes on with the route's tools, from what the user had said", () => {
    const messages: ModelMessage[] = [
      { role: "user", text: "a haircut appointment tomorrow please" },
      {
        role: "assistant",
        text: `Hello! ${NAMELESS}`,
        toolCalls: [{ callId: "1", name: "change_route", arguments: '{"route":"visits"}' }],
      },
      { role: "tool", callId: "1", name: "change_route", output: '{"route":"visits"}', isError: false },
    ];
    const request = { system: ROUTE_SYSTEM, tools: [ROUTES, BOOK] };
    expect(step({ ...request, messages: messages.slice(0, 1), tools: [ROUTES] }).call?.arguments).toBe(
      '{"route":"visits"}',
    );
    expect(step({ ...request, messages }).text).toBe(ASK_NAME);
    const later: ModelMessage[] = [
      ...messages,
      { role: "assistant", text: ASK_NAME, toolCalls: [] },
      { role: "user", text: "Ann" },
    ];
    expect(step({ ...request, messages: later }).text).toBe(ASK_TIME);
  });
});

describe("The simulated assistant", () => {
  it("takes the date from the clock where the prompt has none", () => {
    const messages: ModelMessage[] = [{ role: "user", text: "what is free today?" }];
    expect(step({ system: "", messages }).call?.arguments).toBe('{"date":"2030-01-01"}');
  });

  it("gives the same answer to the same request, and every call of a conversation an id of its own", () => {
    const first: ModelMessage[] = [{ role: "user", text: "what is free today?" }];
    const { call, text } = step({ messages: first });
    expect(step({ messages: first })).toEqual({ call, text });
    if (call === null) throw new Error("There was no call.");
    const second: ModelMessage[] = [
      ...first,
      { role: "assistant", text, toolCalls: [call] },
      { role: "tool", callId: call.callId, name: call.name, output: "{}", isError: false },
      { role: "user", text: "what slots are free today?" },
    ];
    expect(step({ messages: second }).call?.name).toBe("find_free_slots");
    expect(step({ messages: second }).call?.callId).not.toBe(call.callId);
  });

  it("always has something to say or to do, whatever another model has left behind", () => {
    const messages: ModelMessage[] = [
      { role: "assistant", text: "", toolCalls: [{ callId: "1", name: "unknown_tool", arguments: "{oops" }] },
      { role: "tool", callId: "1", name: "unknown_tool", output: "", isError: true },
      { role: "assistant", text: "", toolCalls: [{ callId: "2", name: "end_conversation", arguments: "" }] },
      { role: "tool", callId: "2", name: "end_conversation", output: "null", isError: false },
    ];
    for (let length = 0; length <= messages.length; length++) {
      const { text, call } = step({ messages: messages.slice(0, length) });
      expect(text !== "" || call !== null).toBe(true);
    }
  });

  describe("booking", () => {
    it.each(BOOKING)("$title", (dialogue) => expect(play(dialogue)).toEqual(dialogue.script));
  });
  describe("looking up", () => {
    it.each(LOOKING_UP)("$title", (dialogue) => expect(play(dialogue)).toEqual(dialogue.script));
  });
  it("tells what a call came to when the user has spoken meanwhile", () => {
    const messages: ModelMessage[] = [
      { role: "user", text: "what is free tomorrow?" },
      {
        role: "assistant",
        text: "",
        toolCalls: [{ callId: "1", name: "find_free_slots", arguments: '{"date":"2025-06-19"}' }],
      },
      { role: "tool", callId: "1", name: "find_free_slots", output: '{"free_slots":["09:00"]}', isError: false },
      { role: "user", text: "hello?" },
    ];
    expect(step({ messages }).text).toBe(`Hello! ${INTRODUCTION} Free slots: 09:00. ${ABILITIES}`);
  });

  describe("talking", () => {
    it.each(TALKING)("$title", (dialogue) => expect(play(dialogue)).toEqual(dialogue.script));
  });
  describe("with tools it has never seen", () => {
    it.each(OTHER_TOOLS)("$title", (dialogue) => expect(play(dialogue)).toEqual(dialogue.script));
  });

  it("never fails and never falls silent, whatever it is told", () => {
    const words = (
      "book cancel yes no tomorrow 3pm 31 february 25:00 human bye help name is Ann Lee : , . ? + ( [x] \\ * $& |||| haircut S 12/5 " +
      "2025-13-45 ann@example.com +44 20 7946 0958 next friday ok the time to change not 9999999999999999 -1 half past null {} 東京 ß K3X9QZ"
    ).split(" ");
    const odd: ModelTool = {
      name: "名前(odd)",
      description: "",
      inputSchema: {
        properties: {
          constructor: { type: "string" },
          名前: { type: "string" },
          "a+b(": { type: ["integer", "null"] },
          broken: { type: "string", pattern: "(" },
          part: { $ref: "#/$defs/none" },
          self: { $ref: "#/properties/self" },
        },
        required: ["constructor", "名前", "a+b(", "broken", "part", "self"],
      },
    };
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 60; round++) {
      const lines = Array.from({ length: 8 }, () => {
        const said = Array.from({ length: 1 + random(6) }, () => words[random(words.length)]).join(" ");
        return `user: ${said}`;
      });
      const tools = round % 3 === 0 ? [odd] : round % 3 === 1 ? [KINDS, odd, END] : SHOP;
      const script = lines.flatMap((line) => [line, random(2) === 0 ? "result: {}" : "error: The value 3pm is bad."]);
      const played = play({ title: "", tools, script });
      expect(played.filter((line) => !isUser(line)).length).toBeGreaterThanOrEqual(lines.length);
    }
  });
});
