import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Paged } from "../data/use-paged.ts";
import { LightLink } from "./light-link.tsx";
import { Failed, Loading } from "./states.tsx";

/** One column of a list. */
export interface Column<Item> {
  title: string;
  /** What a row shows there. */
  cell(item: Item): ReactNode;
  /** Its share of the width, as CSS grid has it, such as `minmax(0, 2fr)` or `8rem`. */
  width?: string;
  /** Left out where the window is narrow. */
  isSecondary?: boolean;
}

interface ListTableProps<Item> {
  /** What is listed, for those who hear the page. */
  label: string;
  list: Paged<Item>;
  columns: readonly Column<Item>[];
  keyOf(item: Item): string;
  /** Where a row leads: a path of the dashboard. */
  linkOf?(item: Item): string;
  onSelect?(item: Item): void;
  /** Stands there when there is nothing. */
  empty: ReactNode;
}

const ROW_HEIGHT = 48;
/** So many rows before the end the next page is read. */
const AHEAD = 20;

/** A list of any length: only the rows in sight are drawn, and more are read as somebody scrolls. */
export function ListTable<Item>(props: ListTableProps<Item>) {
  const { list, empty } = props;
  if (list.isLoading) return <Loading />;
  if (list.error) return <Failed error={list.error} onRetry={list.reload} />;
  if (list.items.length === 0) return <div className="px-4 sm:px-6">{empty}</div>;
  return <Table {...props} />;
}

function Table<Item>(props: ListTableProps<Item>) {
  const { list, label, columns } = props;
  const table = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(table);
  const grid = columns.map(({ width }) => width ?? "minmax(0, 1fr)").join(" ");
  return (
    <div
      ref={table}
      role="table"
      data-narrow={isNarrow || undefined}
      aria-label={label}
      aria-rowcount={list.hasMore ? -1 : list.items.length}
      className="list-table flex min-h-0 flex-1 flex-col"
    >
      <div
        role="row"
        style={{ gridTemplateColumns: grid }}
        className="list-row shrink-0 border-b border-line px-4 py-2 text-xs font-medium text-muted sm:px-6"
      >
        {columns.map(({ title, isSecondary }) => (
          <div key={title} role="columnheader" className={isSecondary ? "list-secondary" : ""}>
            {title}
          </div>
        ))}
      </div>
      <Rows {...props} grid={grid} />
    </div>
  );
}

/** Below so many pixels a row shows no more than its first column and what stands at its end. */
const NARROW = 704;

function useIsNarrow(table: { readonly current: HTMLElement | null }): boolean {
  const [isNarrow, setIsNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = table.current;
    if (element === null) return undefined;
    const look = () => setIsNarrow(element.clientWidth < NARROW);
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => resized.disconnect();
  }, [table]);
  return isNarrow;
}

function Rows<Item>({ list, columns, keyOf, linkOf, onSelect, grid }: ListTableProps<Item> & { grid: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, hasMore, isLoadingMore, loadMore } = list;
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= items.length - AHEAD) loadMore();
  }, [hasMore, isLoadingMore, last, items.length, loadMore]);
  return (
    // What scrolls must be reached by the keyboard.
    <div ref={scroller} role="rowgroup" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div role="presentation" style={{ height: rows.getTotalSize() }} className="relative">
        {shown.map(({ index, start }) => {
          const item = items[index] as Item;
          return (
            <Row
              key={keyOf(item)}
              top={start}
              grid={grid}
              item={item}
              columns={columns as readonly Column<unknown>[]}
              link={linkOf?.(item)}
              onSelect={onSelect as ((item: unknown) => void) | undefined}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  top: number;
  grid: string;
  item: unknown;
  columns: readonly Column<unknown>[];
  link: string | undefined;
  onSelect: ((item: unknown) => void) | undefined;
}

/** Drawn anew only when something of it has changed: a step of scrolling leaves most rows as they are. */
const Row = memo(function Row({ top, grid, item, columns, link, onSelect }: RowProps) {
  const look = "list-row h-12 items-center border-b border-line px-4 text-sm sm:px-6";
  return (
    <div
      role="row"
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: grid }}
      className={`absolute inset-x-0 top-0 ${look} ${link || onSelect ? "hover:bg-sunken" : ""}`}
    >
      {columns.map(({ title, cell, isSecondary }, column) => (
        <div key={title} role="cell" className={`min-w-0 truncate ${isSecondary ? "list-secondary" : ""}`}>
          {column === 0 && link !== undefined ? (
            <LightLink to={link} className="row-link font-medium">
              {cell(item)}
            </LightLink>
          ) : column === 0 && onSelect ? (
            <button
              type="button"
              onClick={() => onSelect(item)}
              className="row-link max-w-full truncate text-left font-medium"
            >
              {cell(item)}
            </button>
          ) : (
            cell(item)
          )}
        </div>
      ))}
    </div>
  );
});
