import { type ChangeEvent, useId } from "react";
import { TextArea, TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import type { DocumentSource } from "./document.ts";

interface DocumentFieldProps {
  source: DocumentSource;
  onChange(source: DocumentSource): void;
}

const KINDS = [
  { value: "url", title: "Fetched from an address" },
  { value: "text", title: "Pasted, or read from a file" },
];

/** Takes an OpenAPI document: its address, its text, or a file. */
export function DocumentField({ source, onChange }: DocumentFieldProps) {
  return (
    <>
      <Select
        label="The document is"
        choices={KINDS}
        value={source.from}
        onChange={(from) => onChange({ ...source, from: from as DocumentSource["from"] })}
      />
      {source.from === "url" ? (
        <TextField
          label="Address of the document"
          hint="OpenAPI 3.0 or 3.1, JSON or YAML."
          type="url"
          required
          placeholder="https://shop.example.com/openapi.json"
          value={source.url}
          onChange={(event) => onChange({ ...source, url: event.target.value })}
        />
      ) : (
        <DocumentText text={source.text} onChange={(text) => onChange({ ...source, text })} />
      )}
    </>
  );
}

/** Takes the text of a document, written or read from a file. */
export function DocumentText({ text, onChange }: { text: string; onChange(text: string): void }) {
  const id = useId();
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) onChange(await file.text());
  };
  return (
    <>
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-sm font-medium">
          File
        </label>
        <input
          id={id}
          type="file"
          accept=".json,.yaml,.yml,application/json,application/yaml"
          onChange={(event) => void take(event)}
          className="max-w-full text-sm file:mr-3 file:min-h-10 file:rounded-xl file:border file:border-line file:bg-surface file:px-3.5 file:text-ink"
        />
      </div>
      <TextArea
        label="Document"
        hint="OpenAPI 3.0 or 3.1, JSON or YAML."
        required
        rows={10}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
