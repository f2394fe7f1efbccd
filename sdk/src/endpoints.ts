import type { CallOptions } from "./call-options.ts";
import type {
  Asking,
  Fetching,
  Following,
  Gathering,
  Listing,
  Path,
  PathOfArray,
  PathOfFile,
  PathOfList,
  PathOfStream,
  PathWithBody,
  PathWithoutBody,
  Plain,
  Sending,
} from "./endpoint-types.ts";
import { followStream, type TokenStreamOptions } from "./event-stream.ts";
import { type PageQuery, pagedList } from "./paged-list.ts";
import type { Identified } from "./stream-line.ts";
import { type Call, type Method, readJson, type Transport } from "./transport.ts";
import type { Page } from "./wire.ts";

/**
 * The forms that the endpoints of the API have. Each takes a path of the API's document and makes the function that
 * calls it; what that takes and returns is read from the document's types.
 */
export interface Endpoints {
  /** What calls the server, for the few endpoints that have a form of their own. */
  readonly transport: Transport;
  /** Reads one thing. */
  get<At extends PathWithoutBody<"get">>(path: At): Plain<At, "get">;
  /** Reads one thing, with a query. */
  query<At extends PathWithoutBody<"get">>(path: At): Asking<At, "get">;
  /** Reads a list that comes page by page. */
  list<At extends PathOfList>(path: At): Listing<At>;
  /** Reads a list that comes all at once. */
  array<At extends PathOfArray>(path: At): Gathering<At>;
  /** Reads a file. */
  file<At extends PathOfFile>(path: At): Fetching<At>;
  /** Follows a stream of events to the one of the type that is the last. */
  events<At extends PathOfStream>(path: At, lastType: string): Following<At>;
  /** Has something made or done, by what is sent. */
  post<At extends PathWithBody<"post">>(path: At): Sending<At, "post">;
  /** Has something done that needs no more than its name. */
  act<At extends PathWithoutBody<"post">>(path: At): Plain<At, "post">;
  /** Puts a thing's new whole in the place of the old. */
  put<At extends PathWithBody<"put">>(path: At): Sending<At, "put">;
  /** Changes those settings of a thing that are given. */
  patch<At extends PathWithBody<"patch">>(path: At): Sending<At, "patch">;
  /** Deletes a thing. */
  delete<At extends PathWithoutBody<"delete">>(path: At): Plain<At, "delete">;
  /** Deletes a thing, with a query. */
  deleteWith<At extends PathWithoutBody<"delete">>(path: At): Asking<At, "delete">;
}

/** Makes the forms of endpoints for one server. */
export function createEndpoints(transport: Transport): Endpoints {
  const json = (method: Method, takes: Takes) => (path: Path) =>
    reader(path, takes, (call) => transport.send({ ...call, method }, readJson));
  const forms = {
    transport,
    get: json("get", "ids"),
    query: json("get", "query"),
    list: (path: Path) => reader(path, "query", (call) => list(transport, call)),
    array: (path: Path) => reader(path, "ids", (call) => array(transport, call)),
    file: (path: Path) => reader(path, "query", (call) => transport.send({ ...call, method: "get" }, keep)),
    events: (path: Path, lastType: string) => events(transport, path, lastType),
    post: json("post", "body"),
    act: json("post", "ids"),
    put: json("put", "body"),
    patch: json("patch", "body"),
    delete: json("delete", "ids"),
    deleteWith: json("delete", "query"),
  };
  // What each form is for which path, the compiler knows from the document alone.
  return forms as unknown as Endpoints;
}

/** What a call takes between the ids of its path and its options. */
type Takes = "ids" | "query" | "body";
type CallOfPath = Omit<Call, "method">;

/** Makes a function that reads its arguments in the order of all calls: the ids, then the query or body, then options. */
function reader<Answer>(path: Path, takes: Takes, send: (call: CallOfPath) => Answer) {
  const count = path.split("{").length - 1;
  return (...args: unknown[]): Answer => {
    const filled = fillPath(path, args.slice(0, count));
    const [content, options] = takes === "ids" ? [undefined, args[count]] : args.slice(count);
    const about = takes === "ids" ? {} : { [takes]: content };
    return send({ path: filled, ...about, options: options as CallOptions | undefined });
  };
}

function list(transport: Transport, call: CallOfPath): unknown {
  const query = (call.query ?? {}) as PageQuery;
  return pagedList(query, (more) =>
    transport.send({ ...call, method: "get", query: { ...query, ...more } }, readJson as ReadPage),
  );
}

type ReadPage = (response: Response) => Promise<Page<unknown>>;

async function array(transport: Transport, call: CallOfPath): Promise<unknown[]> {
  const answer = await transport.send({ ...call, method: "get" }, readJson);
  return (answer as { data: unknown[] }).data;
}

/** An event as all streams have it. */
interface TypedEvent extends Identified {
  payload?: { type: string };
}

function events(transport: Transport, path: Path, lastType: string) {
  return reader(path, "ids", ({ path: filled, options }) => {
    const { token, ...reading } = (options ?? {}) as TokenStreamOptions;
    const source = {
      call: (seen: string | undefined) => ({
        method: "get" as const,
        path: filled,
        token,
        query: { last_event_id: seen },
      }),
      isLast: ({ payload }: TypedEvent) => payload?.type === lastType,
    };
    return followStream<TypedEvent>(transport, source, reading);
  });
}

async function keep(response: Response): Promise<Response> {
  return response;
}

/**
 * Fills ids into a path. Throws a `TypeError` for one that is missing, or that would lead to another place: `.` and
 * `..` are taken away when an address is read (WHATWG URL), percent-encoded or not.
 */
export function fillPath(path: string, ids: readonly unknown[]): string {
  let next = 0;
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const id = ids[next++];
    if (typeof id !== "string" || /^\.{0,2}$/.test(id))
      throw new TypeError(`${JSON.stringify(id) ?? "undefined"} is no ${name} for ${path}.`);
    return encodeURIComponent(id);
  });
}
