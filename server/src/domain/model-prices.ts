/** What a model costs, in US dollars per million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
}

/** Prices by the model's full name, `vendor/model`. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

const ENTRY = /^([a-z0-9][a-z0-9_-]*\/.+)=(\d{1,6}(?:\.\d{1,6})?)\/(\d{1,6}(?:\.\d{1,6})?)$/;

/** Reads `vendor/model=in/out`; null when the text is none. */
export function readModelPrice(entry: string): [string, ModelPrice] | null {
  const [, name, input, output] = ENTRY.exec(entry) ?? [];
  return name === undefined ? null : [name, { input: Number(input), output: Number(output) }];
}

/**
 * Returns what models cost at most, whichever of them answers, so that a budget holds also when a fallback does; names
 * those that have no price instead.
 */
export function dearestOf(models: readonly string[], prices: ModelPrices): ModelPrice | { unpriced: string[] } {
  const unpriced = models.filter((model) => !Object.hasOwn(prices, model));
  if (unpriced.length > 0 || models.length === 0) return { unpriced };
  const known = models.map((model) => prices[model] as ModelPrice);
  return {
    input: Math.max(...known.map(({ input }) => input)),
    output: Math.max(...known.map(({ output }) => output)),
  };
}

/** Computes what tokens cost, in US dollars, to a millionth. */
export function costOf(tokens: { input: number; output: number }, price: ModelPrice): number {
  const exact = (tokens.input * price.input + tokens.output * price.output) / 1_000_000;
  return Math.round(exact * 1_000_000) / 1_000_000;
}
