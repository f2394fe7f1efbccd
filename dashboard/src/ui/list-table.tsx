import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import type { Paged } from "../data/use-paged.ts";
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
  const { list, label, columns, empty } = props;
  if (list.isLoading) return <Loading />;
  if (list.error) return <Failed error={list.error} onRetry={list.reload} />;
  if (list.items.length === 0) return <div className="px-4 sm:px-6">{empty}</div>;
  const grid = columns.map(({ width }) => width ?? "minmax(0, 1fr)").join(" ");
  return (
    <div
      role="table"
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <div ref={scroller} role="rowgroup" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div role="presentation" style={{ height: rows.getTotalSize() }} className="relative">
        {shown.map(({ index, start }) => {
          const item = items[index] as Item;
          return (
            <Row
              key={keyOf(item)}
              place={{ top: start, grid }}
              item={item}
              columns={columns}
              link={linkOf?.(item)}
              {...(onSelect ? { onSelect: () => onSelect(item) } : {})}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps<Item> {
  place: { top: number; grid: string };
  item: Item;
  columns: readonly Column<Item>[];
  link: string | undefined;
  onSelect?: () => void;
}

function Row<Item>({ place, item, columns, link, onSelect }: RowProps<Item>) {
  const look = "list-row h-12 items-center border-b border-line px-4 text-sm sm:px-6";
  return (
    <div
      role="row"
      style={{ transform: `translateY(${place.top}px)`, gridTemplateColumns: place.grid }}
      className={`absolute inset-x-0 top-0 ${look} ${link || onSelect ? "hover:bg-sunken" : ""}`}
    >
      {columns.map(({ title, cell, isSecondary }, column) => (
        <div key={title} role="cell" className={`min-w-0 truncate ${isSecondary ? "list-secondary" : ""}`}>
          {column === 0 && link !== undefined ? (
            <Link to={link} className="row-link font-medium">
              {cell(item)}
            </Link>
          ) : column === 0 && onSelect ? (
            <button type="button" onClick={onSelect} className="row-link max-w-full truncate text-left font-medium">
              {cell(item)}
            </button>
          ) : (
            cell(item)
          )}
        </div>
      ))}
    </div>
  );
}
