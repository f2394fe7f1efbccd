import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { ChevronIcon, CrossIcon } from "../ui/icons.tsx";
import { PromptEditor } from "./prompt-editor.tsx";
import type { PromptNames } from "./prompt-names.ts";
import type { Route } from "./prompt-types.ts";

interface RouteCardProps {
  route: Route;
  place: number;
  count: number;
  writing: { names: PromptNames; isReadOnly: boolean; onMention(name: string): void };
  onChange(route: Route): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** One intent: what it is called, when it fits, and what the agent does then. */
export function RouteCard({ route, place, count, writing, onChange, onMove, onRemove }: RouteCardProps) {
  const isLocked = writing.isReadOnly;
  return (
    <li className="grid gap-4 rounded-xl border border-line bg-canvas p-4">
      <div className="flex items-end justify-between gap-3">
        <div className="min-w-0 flex-1 sm:max-w-72">
          <TextField
            label="Name"
            disabled={isLocked}
            maxLength={64}
            value={route.name}
            onChange={(event) => onChange({ ...route, name: event.target.value })}
          />
        </div>
        {!isLocked && (
          <div className="flex">
            <CardButton label={`Move ${route.name} up`} isDisabled={place === 0} onClick={() => onMove(-1)}>
              <ChevronIcon className="size-4 rotate-180" />
            </CardButton>
            <CardButton label={`Move ${route.name} down`} isDisabled={place === count - 1} onClick={() => onMove(1)}>
              <ChevronIcon />
            </CardButton>
            <CardButton label={`Remove ${route.name}`} isDisabled={count === 1} onClick={onRemove}>
              <CrossIcon />
            </CardButton>
          </div>
        )}
      </div>
      <div className="grid gap-1.5">
        <h3 className="text-sm font-medium">When it fits</h3>
        <PromptEditor
          label={`When ${route.name} fits`}
          height="line"
          value={route.description}
          onChange={(description) => onChange({ ...route, description })}
          {...writing}
        />
      </div>
      <div className="grid gap-1.5">
        <h3 className="text-sm font-medium">What the agent does</h3>
        <PromptEditor
          label={`Instructions of ${route.name}`}
          height="short"
          value={route.instructions}
          onChange={(instructions) => onChange({ ...route, instructions })}
          {...writing}
        />
      </div>
    </li>
  );
}

interface CardButtonProps {
  label: string;
  isDisabled: boolean;
  onClick(): void;
  children: ReactNode;
}

function CardButton({ label, isDisabled, onClick, children }: CardButtonProps) {
  return (
    <Button look="quiet" aria-label={label} title={label} disabled={isDisabled} onClick={onClick} className="px-2.5">
      {children}
    </Button>
  );
}
