import { NumberField } from "../agents/number-field.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { DocumentField } from "./document-field.tsx";
import { type DocumentSource, NO_DOCUMENT } from "./document.ts";
import type { Secret } from "./secrets.ts";
import { SecretsField } from "./secrets-field.tsx";

/** What is asked for an import. */
export interface ImportSettings {
  source: DocumentSource;
  name: string;
  baseUrl: string;
  namePrefix: string;
  headers: Secret[];
  timeLimit: number;
}

/** What an import begins with. */
export const NEW_IMPORT: ImportSettings = {
  source: NO_DOCUMENT,
  name: "",
  baseUrl: "",
  namePrefix: "",
  headers: [],
  timeLimit: 15,
};

interface ImportFieldsProps {
  settings: ImportSettings;
  onChange(settings: ImportSettings): void;
}

/** Asks where a document is, how its service is called, and what its tools are called. */
export function ImportFields({ settings, onChange }: ImportFieldsProps) {
  const set = (change: Partial<ImportSettings>) => onChange({ ...settings, ...change });
  return (
    <>
      <Section title="Document">
        <DocumentField source={settings.source} onChange={(source) => set({ source })} />
        <TextField
          label="Name"
          hint="By which people here know it. Empty takes the title of the document."
          maxLength={100}
          autoComplete="off"
          value={settings.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Section>
      <Section title="Its service">
        <TextField
          label="Address of the service"
          type="url"
          placeholder="The one that the document names"
          value={settings.baseUrl}
          onChange={(event) => set({ baseUrl: event.target.value })}
        />
        <SecretsField
          label="Headers"
          hint="Every tool sends them, such as the service’s key. Values are kept encrypted and never shown again."
          one="header"
          example="Authorization"
          secrets={settings.headers}
          onChange={(headers) => set({ headers })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Prefix of the names of tools"
            pattern="([A-Za-z][A-Za-z0-9_\-]{0,31})?"
            title="A letter first, then letters, digits, _ and -; 32 at most."
            placeholder="shop_"
            autoComplete="off"
            value={settings.namePrefix}
            onChange={(event) => set({ namePrefix: event.target.value })}
          />
          <NumberField
            label="Time limit, in seconds"
            min={0.1}
            max={300}
            isReadOnly={false}
            value={settings.timeLimit}
            onChange={(value) => set({ timeLimit: value ?? 15 })}
          />
        </div>
      </Section>
    </>
  );
}
