/** Calls the REST API of one server: a method and a path, and a body. Throws on any answer but a success, with its text. */
export type CallServer = <Answer>(call: string, body?: object) => Promise<Answer>;

/** Makes what calls a server's API with that key. */
export function apiOf(url: string, apiKey: string): CallServer {
  const headers = { Authorization: `Bearer ${apiKey}`, "Operator-Version": "2025-06-19" };
  return async <Answer>(call: string, body?: object): Promise<Answer> => {
    const [method = "", path = ""] = call.split(" ");
    const init = body && { headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(url + path, { method, headers, ...init });
    if (!answer.ok) throw new Error(`${call} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
}

/** Makes an agent that answers through the benchmark's model, releases it and returns its id. */
export async function createAgent(callServer: CallServer, description: string, more: object = {}): Promise<string> {
  const created = await callServer<{ id: string; version_id: string }>("POST /conversational_agents", {
    name: "Bench",
    description,
    config: {
      runtime: { model: "bench/any", prompt: { type: "fixed", text: "Answer the user." }, speaks_first: false },
      ...more,
    },
  });
  await callServer(`POST /conversational_agents/${created.version_id}/release`);
  return created.id;
}
