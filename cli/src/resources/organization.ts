import { column, resource, whole } from "./resource.ts";
import { WATCHING_SECTION } from "./watching.ts";

const ROLES = ["owner", "developer", "viewer"];

/** Whose installation it is, and who may do what there. */
export const ORGANIZATION = [
  resource({
    name: "members",
    aliases: ["member"],
    group: "members",
    about: "Those who may sign in on the pages.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists members.",
        columns: [whole("id"), column("email"), column("name"), column("role"), column("last_seen_at")],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a member." },
      {
        kind: "send",
        name: "change",
        method: "change",
        about: "Gives a member another role.",
        options: [{ flags: "--role <role>", about: "The role.", field: "role", choices: ROLES }],
      },
      { kind: "delete", name: "remove", aliases: ["delete", "rm"], method: "delete", about: "Removes a member." },
    ],
  }),
  resource({
    name: "invitations",
    aliases: ["invitation"],
    group: "invitations",
    about: "The links by which people become members.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists the invitations that nobody has taken.",
        columns: [whole("id"), column("email"), column("role"), column("expires_at"), column("created_at")],
      },
      {
        kind: "send",
        name: "create",
        method: "create",
        about: "Makes an invitation, whose link is shown this once.",
        options: [
          { flags: "--email <address>", about: "Whom it is for.", field: "email" },
          { flags: "--role <role>", about: "What they may do.", field: "role", choices: ROLES },
        ],
      },
      {
        kind: "delete",
        name: "withdraw",
        aliases: ["delete", "rm"],
        method: "delete",
        about: "Withdraws an invitation.",
      },
    ],
  }),
  resource({
    name: "organization",
    group: "organization",
    about: "Whose installation it is.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      { kind: "show", name: "show", aliases: ["get"], method: "get", ids: [], about: "Shows the organization." },
      {
        kind: "send",
        name: "change",
        method: "change",
        ids: [],
        about: "Changes the organization's settings.",
        options: [
          { flags: "--name <name>", about: "Its name.", field: "name" },
          { flags: "--time-zone <zone>", about: "Its time zone, Europe/Zurich.", field: "time_zone" },
        ],
      },
    ],
  }),
];
