import { talk } from "./operator.ts";

await talk();
