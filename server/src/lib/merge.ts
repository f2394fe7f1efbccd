import { isJsonObject, type JsonObject } from "./json.ts";

/**
 * Merges `over` into `base` and returns the sum; neither is changed. Objects merge key by key to any depth; arrays,
 * plain values and `null` replace what was there. A key `__proto__`, which `JSON.parse` makes an ordinary one, is left
 * out wherever objects meet, and only an object's own keys count. The result shares what it took over unchanged.
 */
export function mergeDeep(base: JsonObject, over: JsonObject): JsonObject {
  const merged = ownFields(base);
  // A list and not recursion: how deep the two nest is up to whoever sent them.
  const open = [{ into: merged, over }];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    for (const [key, value] of Object.entries(pair.over)) {
      if (key === "__proto__") continue;
      const old = Object.hasOwn(pair.into, key) ? pair.into[key] : undefined;
      if (!isJsonObject(value)) pair.into[key] = value;
      else {
        const both = isJsonObject(old) ? ownFields(old) : {};
        pair.into[key] = both;
        open.push({ into: both, over: value });
      }
    }
  }
  return merged;
}

function ownFields(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== "__proto__"));
}
