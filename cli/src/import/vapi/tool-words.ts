import { at, changed, dropped, isObject, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { entryOf } from "../table-entry.ts";

/** When Vapi says a message beside a tool, in words for the model. */
const MOMENTS: Readonly<Record<string, string>> = {
  "request-start": "Say when you call it:",
  "request-complete": "Say when it has succeeded:",
  "request-failed": "Say when it has failed:",
};

/** Turns the messages that are said around a call into sentences for the tool's description. */
export function wordsAround(place: Place): string[] {
  return listAt(place, "messages").flatMap((message) => {
    const moment = entryOf(MOMENTS, textAt(message, "type"));
    const content = at(message, "content");
    const words = textAt(content);
    if (moment === undefined || words === null) {
      dropped(message, "The agent bridges waiting with words of its own.");
      return [];
    }
    changed(content, "The words became part of the tool's description: the model says them, or something like them.");
    mapped(at(message, "type"), "description");
    for (const key of [
      "blocking",
      "role",
      "endCallAfterSpokenEnabled",
      "conditions",
      "contents",
      "timingMilliseconds",
    ]) {
      dropped(at(message, key), "The model decides when it says the words.");
    }
    return [`${moment} "${words}"`];
  });
}

/** Adds parameters that never change, a list of `{key, value}`, to a schema; the model is made to send those values. */
export function fixedParameters(schema: Place, fixed: Place): Place {
  const entries = listAt(fixed).filter((entry) => textAt(entry, "key") !== null && says(at(entry, "value")));
  if (entries.length === 0) return schema;
  const added = entries.map((entry) => {
    mapped(entry, "input_schema");
    const { value } = at(entry, "value");
    return [textAt(entry, "key") ?? "", { constant_value: value }] as const;
  });
  const own = isObject(schema.value) ? schema.value : { type: "object" };
  const properties = isObject(own["properties"]) ? own["properties"] : {};
  return { ...schema, value: { ...own, properties: { ...properties, ...Object.fromEntries(added) } } };
}
