import type { Client } from "@operator/sdk";
import type { Command } from "commander";
import type { CliContext } from "../context.ts";

/** A group of the SDK's calls. */
export type GroupName = Exclude<keyof Client, "health">;

/** A column of a list: what of an item it shows. */
export interface Column {
  /** The field, as a dotted path. */
  readonly field: string;
  /** What stands above it; the field's last part in words when nothing is said. */
  readonly title?: string;
  /** Whether it is never cut: ids. */
  readonly isWhole?: boolean;
}

/** An option that restricts a list, named after the parameter of the API. */
export interface Filter {
  readonly name: string;
  readonly about: string;
  /** What may be said; anything when absent. */
  readonly choices?: readonly string[];
  /** Whether it is a moment, which may be said as how long ago, too. */
  readonly isMoment?: boolean;
  /** Whether the API asks for it. */
  readonly isRequired?: boolean;
}

/** An option that fills in a field of what is sent. */
export interface BodyOption {
  /** As commander writes them: `--name <text>`. */
  readonly flags: string;
  readonly about: string;
  /** The field, as a dotted path. */
  readonly field: string;
  /** How its value is written; a text when absent. `pairs` are `name=value` and may be repeated, `off` says false. */
  readonly form?: "number" | "list" | "pairs" | "on" | "off";
  readonly choices?: readonly string[];
}

interface VerbOf<Group extends GroupName> {
  /** What is typed; the first is the name, the others do as well. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The call of the SDK. */
  readonly method: keyof Client[Group] & string;
  readonly about: string;
  /** What the path's parameters are called; the resource's own id when absent. */
  readonly ids?: readonly string[];
}

/** Something that can be done with a resource. */
export type Verb<Group extends GroupName> = VerbOf<Group> &
  (
    | { readonly kind: "list"; readonly columns: readonly Column[]; readonly filters?: readonly Filter[] }
    | { readonly kind: "array"; readonly columns: readonly Column[]; readonly filters?: readonly Filter[] }
    | { readonly kind: "show" }
    | { readonly kind: "ask"; readonly filters: readonly Filter[] }
    | { readonly kind: "act" }
    | {
        readonly kind: "send";
        readonly options?: readonly BodyOption[];
        /** What is sent where nobody says otherwise. */
        readonly base?: Readonly<Record<string, unknown>>;
      }
    | { readonly kind: "delete"; readonly filters?: readonly Filter[] }
    | { readonly kind: "file"; readonly filters?: readonly Filter[] }
  );

/** A resource of the API as the command line shows it. */
export interface Resource<Group extends GroupName = GroupName> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: Group;
  /** What they are, in one line. */
  readonly about: string;
  /** What one of them is called by: the field of a list's item. */
  readonly idField: string;
  /** Under which heading help lists it. */
  readonly section: string;
  readonly verbs: readonly Verb<Group>[];
  /** Adds what has a form of its own. */
  readonly extra?: (command: Command, context: CliContext) => void;
}

/** Checks a resource against the SDK's calls, and forgets which group it is of. */
export function resource<Group extends GroupName>(described: Resource<Group>): Resource {
  return described as unknown as Resource;
}

/** A column that is never cut. */
export function whole(field: string, title?: string): Column {
  return { field, isWhole: true, ...(title === undefined ? {} : { title }) };
}

/** A column. */
export function column(field: string, title?: string): Column {
  return { field, ...(title === undefined ? {} : { title }) };
}

/** A filter of live and test data. */
export const LIVEMODE: Filter = {
  name: "livemode",
  about: "true for live data, false for test data.",
  choices: ["true", "false"],
};

/** An option that makes test data. */
export const AS_TEST: BodyOption = { flags: "--test", about: "In test mode.", field: "livemode", form: "off" };
