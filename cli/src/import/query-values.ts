import { changed, fieldsAt, type Place, says } from "./place.ts";
import { isSecretField, standIn, variableFor } from "./secrets.ts";

/** An address with values in its query, and the variables of the conversation that belong there too. */
export interface ExtendedUrl {
  readonly url: string;
  readonly variables: readonly string[];
}

/** Adds values to an address, by name. Secrets are replaced by variables of whoever applies the project, and noted. */
export function appendQueryValues(url: string, values: Place, owner: string): ExtendedUrl {
  const variables: string[] = [];
  const added = fieldsAt(values).flatMap(([name, place]) => {
    if (!says(place)) return [];
    const variable = typeof place.value === "string" ? /^\{\{\s*([\w.]+)\s*\}\}$/.exec(place.value)?.[1] : undefined;
    if (variable !== undefined) {
      variables.push(variable);
      changed(place, `The model is told to send the conversation's value of "${variable}".`, { to: "input_schema" });
      return [];
    }
    return [`${encodeURIComponent(name)}=${valueOf(name, place, owner)}`];
  });
  if (added.length === 0) return { url, variables };
  return { url: `${url}${url.includes("?") ? "&" : "?"}${added.join("&")}`, variables };
}

function valueOf(name: string, place: Place, owner: string): string {
  if (!isSecretField(name)) return encodeURIComponent(String(place.value));
  const variable = variableFor(owner, name);
  const message = `The secret was not copied: set ${variable} when you apply. Better: have it sent in a header, for everybody who may read tools sees addresses.`;
  changed(place, message, { to: "url", todo: "secret" });
  return standIn(variable);
}
