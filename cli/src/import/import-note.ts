/** What became of a part of an export. */
export type ImportOutcome =
  /** It is in the project, and means the same. */
  | "mapped"
  /** It is in the project in another form, which may not mean quite the same. */
  | "changed"
  /** It was left out knowingly. */
  | "dropped"
  /** The importer does not know it. */
  | "unknown";

/** What a person has to do about it. */
export type ImportTodo =
  /** A secret was left out of the files: give it when the project is applied. */
  | "secret"
  /** Something outside the project has to be set up. */
  | "set_up"
  /** The platform has nothing of the kind: build it in another way. */
  | "rebuild"
  /** Read what was made of it, and mend it where it is not what was meant. */
  | "check";

/** Says what became of one part of an export, with all that lies within it. */
export interface ImportNote {
  /** The file and the place in it, e.g. `assistant.json: model.tools[0].server.url`. */
  readonly path: string;
  readonly outcome: ImportOutcome;
  /** Where in the project it went, e.g. `front-desk: runtime.prompt.text`. */
  readonly to?: string;
  /** What a person has to do; absent when nothing is to be done. */
  readonly todo?: ImportTodo;
  /** A sentence for people. No secret stands in it. */
  readonly message: string;
}
