/** A JSON Schema, as tools describe their arguments with it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
}

/** The TypeScript type of what fits a JSON Schema, as far as types, properties, lists, `enum` and `const` tell it. */
export type SchemaValue<Schema> = Schema extends { readonly const: infer Value }
  ? Value
  : Schema extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { readonly type: readonly (infer Type)[] }
      ? TypedValue<Type, Schema>
      : Schema extends { readonly type: infer Type }
        ? TypedValue<Type, Schema>
        : unknown;

type TypedValue<Type, Schema> = Type extends "string"
  ? string
  : Type extends "number" | "integer"
    ? number
    : Type extends "boolean"
      ? boolean
      : Type extends "null"
        ? null
        : Type extends "array"
          ? Schema extends { readonly items: infer Items }
            ? SchemaValue<Items>[]
            : unknown[]
          : Type extends "object"
            ? ObjectValue<Schema>
            : unknown;

type ObjectValue<Schema> = Schema extends { readonly properties: infer Properties }
  ? { [Name in keyof Properties as Name extends RequiredOf<Schema> ? Name : never]: SchemaValue<Properties[Name]> } & {
      [Name in keyof Properties as Name extends RequiredOf<Schema> ? never : Name]?: SchemaValue<Properties[Name]>;
    }
  : Record<string, unknown>;

type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] } ? Name : never;
