/** One endpoint of the service, as an agent platform needs it described. */
export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  readonly method: "GET" | "POST";
  /** Below the address at which the service is mounted. */
  readonly path: string;
  /** A JSON Schema; each `title` can be asked for as it stands: "What is the …?" */
  readonly input_schema: Readonly<Record<string, unknown>>;
}

/** What one can make an appointment for. */
export const SERVICES = ["Haircut", "Colouring", "Beard trim"] as const;

const DATE = {
  type: "string",
  format: "date",
  title: "Day of the appointment",
  description: "The day of the appointment, written YYYY-MM-DD, from today to a year ahead.",
};

/** The tools of the appointment-booking agent. */
export const APPOINTMENT_TOOLS: readonly ToolDescription[] = [
  {
    name: "find_free_slots",
    description:
      "Lists the times that are still free on a day. Use it when the customer asks what is free, or when the time they want is taken.",
    method: "GET",
    path: "/slots",
    input_schema: {
      type: "object",
      properties: { date: DATE },
      required: ["date"],
      additionalProperties: false,
    },
  },
  {
    name: "book_appointment",
    description:
      "Books an appointment and returns its confirmation code, which the customer must be told. Every appointment takes half an hour.",
    method: "POST",
    path: "/appointments",
    input_schema: {
      type: "object",
      properties: {
        name: {
          type: "string",
          minLength: 1,
          maxLength: 100,
          title: "Name for the appointment",
          description: "The name under which the appointment is booked.",
        },
        service: {
          type: "string",
          enum: [...SERVICES],
          title: "Service you would like",
          description: "What the appointment is for: Haircut, Colouring or Beard trim.",
        },
        date: DATE,
        time: {
          type: "string",
          format: "time",
          title: "Time of the appointment",
          description: "When the appointment starts, written HH:MM on the 24-hour clock, on the hour or half past.",
        },
        phone: {
          type: "string",
          minLength: 4,
          maxLength: 30,
          title: "Phone number to reach you",
          description: "A phone number in case something comes up. The customer may leave it out.",
        },
      },
      required: ["name", "service", "date", "time"],
      additionalProperties: false,
    },
  },
  {
    name: "cancel_appointment",
    description: "Cancels an appointment by the confirmation code that the customer was given when it was booked.",
    method: "POST",
    path: "/cancellations",
    input_schema: {
      type: "object",
      properties: {
        confirmation_code: {
          type: "string",
          minLength: 6,
          maxLength: 12,
          title: "Confirmation code of the appointment",
          description: "The six letters and digits that were given when the appointment was booked.",
        },
      },
      required: ["confirmation_code"],
      additionalProperties: false,
    },
  },
];
