import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { Button } from "../ui/button.tsx";
import { Mark, MenuIcon, OutIcon, SearchIcon } from "../ui/icons.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { ROOMS } from "./rooms.ts";

/** The dashboard around every room: the ways to the others, and the palette. */
export function Shell() {
  const [isNavOpen, setIsNavOpen] = useState(false);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // Who has arrived wants to see the room.
  // It is the arrival that closes it.
  useEffect(() => setIsNavOpen(false), [path]);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setIsPaletteOpen(true);
    };
    document.addEventListener("keydown", open);
    return () => document.removeEventListener("keydown", open);
  }, []);
  return (
    <div className="flex h-dvh flex-col lg:flex-row">
      <a href="#room" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">
        Skip to the page
      </a>
      <TopBar isNavOpen={isNavOpen} onToggle={() => setIsNavOpen(!isNavOpen)} onSearch={() => setIsPaletteOpen(true)} />
      <Sidebar isOpen={isNavOpen} onSearch={() => setIsPaletteOpen(true)} />
      <main id="room" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        <Outlet />
      </main>
      {isPaletteOpen && <CommandPalette onClose={() => setIsPaletteOpen(false)} />}
    </div>
  );
}

function TopBar({ isNavOpen, onToggle, onSearch }: { isNavOpen: boolean; onToggle(): void; onSearch(): void }) {
  return (
    <header className="flex min-h-14 shrink-0 items-center justify-between border-b border-line px-3 lg:hidden">
      <Button
        look="quiet"
        aria-label="Menu"
        aria-expanded={isNavOpen}
        aria-controls="navigation"
        onClick={onToggle}
        className="px-2.5"
      >
        <MenuIcon className="size-5" />
      </Button>
      <Mark />
      <Button look="quiet" aria-label="Search" onClick={onSearch} className="px-2.5">
        <SearchIcon className="size-5" />
      </Button>
    </header>
  );
}

function Sidebar({ isOpen, onSearch }: { isOpen: boolean; onSearch(): void }) {
  const { member, organization, signOut } = useSignedIn();
  return (
    <div
      id="navigation"
      className={`${isOpen ? "flex" : "hidden"} max-h-[80dvh] shrink-0 flex-col overflow-y-auto border-line bg-surface max-lg:border-b lg:flex lg:max-h-none lg:w-60 lg:border-r`}
    >
      <div className="hidden items-center gap-2.5 px-4 pt-4 lg:flex">
        <Mark />
        <span className="truncate font-semibold">{organization.name}</span>
      </div>
      <button
        type="button"
        onClick={onSearch}
        className="mx-3 mt-4 hidden min-h-9 items-center justify-between rounded-xl border border-line bg-canvas px-3 text-sm text-muted hover:border-edge lg:flex"
      >
        <span className="flex items-center gap-2">
          <SearchIcon /> Search
        </span>
        <kbd className="font-sans text-xs">Ctrl K</kbd>
      </button>
      <nav aria-label="Rooms" className="grid gap-4 px-3 py-4">
        {ROOMS.map(({ group, rooms }) => (
          <div key={group ?? "first"} className="grid gap-0.5">
            {group && <p className="px-2 pb-1 text-xs font-medium text-muted">{group}</p>}
            {rooms.map(({ path, title, icon: RoomIcon }) => (
              <Link
                key={path}
                to={path}
                activeOptions={{ exact: path === "/" }}
                className="flex min-h-9 items-center gap-2.5 rounded-lg px-2 text-sm text-muted hover:bg-sunken hover:text-ink"
                activeProps={{ className: "bg-soft! text-on-soft! font-medium", "aria-current": "page" }}
              >
                <RoomIcon />
                {title}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className="mt-auto flex items-center justify-between gap-2 border-t border-line px-4 py-3 text-sm">
        <div className="min-w-0">
          <p className="truncate font-medium">{member.name}</p>
          <p className="truncate text-xs text-muted">{member.role}</p>
        </div>
        <Button look="quiet" aria-label="Sign out" title="Sign out" onClick={() => void signOut()} className="px-2.5">
          <OutIcon />
        </Button>
      </div>
    </div>
  );
}
