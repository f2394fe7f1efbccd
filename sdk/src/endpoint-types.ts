import type { CallOptions } from "./call-options.ts";
import type { paths } from "./generated/rest.ts";
import type { TokenStreamOptions } from "./event-stream.ts";
import type { PagedList } from "./paged-list.ts";
import type { Method } from "./transport.ts";

/** A path of the API as its document writes it. */
export type Path = keyof paths & string;

/** What the API's document says of one endpoint. */
type Operation<At extends Path, By extends Method> = NonNullable<paths[At][By]>;

/** The paths that take a method. */
type PathBy<By extends Method> = { [At in Path]: [Operation<At, By>] extends [never] ? never : At }[Path];

type Success<Op> = Op extends { responses: { 200: infer Answer } }
  ? Answer
  : Op extends { responses: { 202: infer Answer } }
    ? Answer
    : never;
type Content<Of, Type extends string> = Of extends { content: Record<Type, infer Value> } ? Value : never;

/** What an endpoint answers, as JSON. */
export type AnswerOf<At extends Path, By extends Method> = Content<Success<Operation<At, By>>, "application/json">;
/** The event that an endpoint streams. */
export type EventOf<At extends Path, By extends Method> = Content<Success<Operation<At, By>>, "text/event-stream">;
/** What an endpoint takes as its body. */
export type BodyOf<At extends Path, By extends Method> = Content<Operation<At, By>["requestBody"], "application/json">;
/** What an endpoint takes as its query. */
export type QueryOf<At extends Path, By extends Method> = NonNullable<Operation<At, By>["parameters"]["query"]>;

/** The paths of which `By` has a body. */
export type PathWithBody<By extends Method> = {
  [At in PathBy<By>]: [BodyOf<At, By>] extends [never] ? never : At;
}[PathBy<By>];
/** The paths of which `By` answers with JSON and takes no body. */
export type PathWithoutBody<By extends Method> = {
  [At in PathBy<By>]: [BodyOf<At, By>] extends [never] ? ([AnswerOf<At, By>] extends [never] ? never : At) : never;
}[PathBy<By>];
/** The paths of lists that come page by page. */
export type PathOfList = {
  [At in PathBy<"get">]: AnswerOf<At, "get"> extends { data: unknown[]; cursor: string | null; has_more?: never }
    ? [AnswerOf<At, "get">] extends [never]
      ? never
      : At
    : never;
}[PathBy<"get">];
/** The paths of lists that come all at once. */
export type PathOfArray = {
  [At in Exclude<PathBy<"get">, PathOfList>]: [AnswerOf<At, "get">] extends [{ data: unknown[] }] ? At : never;
}[Exclude<PathBy<"get">, PathOfList>];
/** The paths that stream events to who reads them. */
export type PathOfStream = {
  [At in PathBy<"get">]: [EventOf<At, "get">] extends [never] ? never : At;
}[PathBy<"get">];
/** The paths that answer with a file. */
export type PathOfFile = {
  [At in PathBy<"get">]: [AnswerOf<At, "get"> | EventOf<At, "get">] extends [never] ? At : never;
}[PathBy<"get">];

/** The item of a list. */
export type ItemOf<At extends Path> = AnswerOf<At, "get"> extends { data: (infer Item)[] } ? Item : never;

/** The ids that fill in a path, one for each of its parameters. */
export type Ids<At extends string> = At extends `${string}{${string}}${infer Rest}` ? [id: string, ...Ids<Rest>] : [];

/** A call that names a thing by the ids of its path. */
export type Plain<At extends Path, By extends Method> = (
  ...args: [...ids: Ids<At>, options?: CallOptions]
) => Promise<AnswerOf<At, By>>;
/** A call that sends something. */
export type Sending<At extends Path, By extends Method> = (
  ...args: [...ids: Ids<At>, body: BodyOf<At, By>, options?: CallOptions]
) => Promise<AnswerOf<At, By>>;
/** A call that asks in more detail. */
export type Asking<At extends Path, By extends Method> = (
  ...args: [...ids: Ids<At>, query?: QueryOf<At, By>, options?: CallOptions]
) => Promise<AnswerOf<At, By>>;
/** A call that reads a list, page by page. */
export type Listing<At extends Path> = (
  ...args: [...ids: Ids<At>, query?: QueryOf<At, "get">, options?: CallOptions]
) => PagedList<ItemOf<At>>;
/** A call that reads a list, all at once. */
export type Gathering<At extends Path> = (...args: [...ids: Ids<At>, options?: CallOptions]) => Promise<ItemOf<At>[]>;
/** A call that is answered with a file: take its `blob()`, its `text()`, or its `body` piece by piece. */
export type Fetching<At extends Path> = (
  ...args: [...ids: Ids<At>, query?: QueryOf<At, "get">, options?: CallOptions]
) => Promise<Response>;
/** A call that follows a stream of events. */
export type Following<At extends Path> = (
  ...args: [...ids: Ids<At>, options?: TokenStreamOptions]
) => AsyncIterable<EventOf<At, "get">>;
