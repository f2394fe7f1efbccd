import { headerNameProblem } from "./tool-headers.ts";
import type { ParameterStyle, RequestMapping, RequestParameter } from "./tool-request.ts";

/** What a request mapping has to fit. */
export interface RequestSurroundings {
  readonly method: string;
  /** The placeholders of the URL. */
  readonly placeholders: readonly string[];
  /** The properties of the input schema. */
  readonly properties: ReadonlySet<string>;
  /** The lower-case names of the headers that are sent with every call. */
  readonly headers: ReadonlySet<string>;
}

/** One thing that is wrong: where in the mapping, and a sentence. */
export interface RequestProblem {
  readonly place: string;
  readonly message: string;
}

const STYLES: Record<RequestParameter["in"], readonly ParameterStyle[]> = {
  path: ["simple"],
  header: ["simple"],
  query: ["form", "deepObject", "spaceDelimited", "pipeDelimited"],
  form: ["form", "deepObject", "spaceDelimited", "pipeDelimited"],
};

/** Names what is wrong with a request mapping: parameters that clash or do not exist, arguments that go nowhere. */
export function requestProblems(mapping: RequestMapping, around: RequestSurroundings): RequestProblem[] {
  return [...parameterProblems(mapping, around), ...bodyProblems(mapping, around), ...strayArguments(mapping, around)];
}

function* parameterProblems({ parameters }: RequestMapping, around: RequestSurroundings): Generator<RequestProblem> {
  const seen = new Set<string>();
  for (const [index, parameter] of parameters.entries()) {
    const place = `parameters[${index}]`;
    for (const problem of ownProblems(parameter, around)) yield { ...problem, place: `${place}.${problem.place}` };
    const key = `${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`;
    if (seen.has(key)) yield { place: `${place}.name`, message: `${parameter.name} is in the ${parameter.in} twice.` };
    seen.add(key);
  }
  for (const placeholder of around.placeholders) {
    if (seen.has(`path ${placeholder}`)) continue;
    const message = `The URL has {${placeholder}}, but no parameter with "in": "path" has that name.`;
    yield { place: "parameters", message };
  }
}

function* ownProblems(parameter: RequestParameter, around: RequestSurroundings): Generator<RequestProblem> {
  const { argument, name, style } = parameter;
  if (!around.properties.has(argument)) yield { place: "argument", message: notAnArgument(argument) };
  if (!STYLES[parameter.in].includes(style)) {
    const fitting = STYLES[parameter.in].join(", ");
    yield {
      place: "style",
      message: `A ${parameter.in} parameter cannot have the style ${style}; choose: ${fitting}.`,
    };
  }
  if (parameter.in === "path" && !around.placeholders.includes(name)) {
    yield { place: "name", message: `The URL has no placeholder {${name}} for this parameter.` };
  }
  const wrongHeader = parameter.in === "header" ? headerProblem(name, around) : null;
  if (wrongHeader !== null) yield { place: "name", message: `${name} ${wrongHeader}` };
}

function headerProblem(name: string, { headers }: RequestSurroundings): string | null {
  const wrongName = headerNameProblem(name);
  if (wrongName !== null) return wrongName;
  const lower = name.toLowerCase();
  if (lower === "content-type") return "says what the body is, which the arguments cannot change: leave it out.";
  return headers.has(lower) ? "is among the tool's headers already, and no argument replaces those." : null;
}

function* bodyProblems({ parameters, body }: RequestMapping, around: RequestSurroundings): Generator<RequestProblem> {
  const field = parameters.findIndex((parameter) => parameter.in === "form");
  if (field !== -1 && (body?.type !== "form" || body.argument !== null)) {
    const message = 'There is no form for it: "body" must be {"type": "form", "argument": null}.';
    yield { place: `parameters[${field}].in`, message };
  }
  if (body === null) return;
  if (around.method === "GET") yield { place: "body", message: "A GET has no body: set it to null." };
  if (body.argument !== null && !around.properties.has(body.argument)) {
    yield { place: "body.argument", message: notAnArgument(body.argument) };
  }
}

/** What the model would fill in and nobody would get. */
function* strayArguments(mapping: RequestMapping, { properties }: RequestSurroundings): Generator<RequestProblem> {
  const { parameters, body } = mapping;
  if (body !== null && body.argument === null) return;
  const used = new Set([...parameters.map(({ argument }) => argument), body?.argument]);
  for (const name of properties) {
    if (used.has(name)) continue;
    yield { place: "parameters", message: `The argument "${name}" goes nowhere: add a parameter for it, or a body.` };
  }
}

function notAnArgument(name: string): string {
  return `"${name}" is no property of the input schema.`;
}
