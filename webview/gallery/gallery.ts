import { render } from 'lit/html.js';
import type { PageRow } from '../../src/core/gallery/gallery-pages.ts';
import type { OutputPage } from '../../src/core/gallery/page-of.ts';
import { type GalleryRun, keyOfRow, pageKey } from '../../src/protocol/gallery.ts';
import { isIsolated } from './frames/isolation.ts';
import type { Host } from './host.ts';
import { Running } from './running.ts';
import { type GalleryState, NOTHING_YET, pageName, type Pause, whyPaused, type Wish } from './state.ts';
import { galleryView } from './views/gallery-view.ts';
import { GALLERY } from '../text/strings.ts';

/** Rows that are asked for at a time. */
const ROWS = 60;
/** Most rows that are asked for at once, when the run has grown. */
const MOST_ROWS = 200;

/** The gallery: what is shown, which pages run, and what buttons and keys do. */
export class Gallery {
  readonly #root: HTMLElement;
  readonly #host: Host;
  readonly #running: Running;
  readonly #inSight = new Set<string>();
  readonly #sight: IntersectionObserver;
  #state: GalleryState = NOTHING_YET;
  /** Started by hand while nothing starts by itself. */
  readonly #started = new Set<string>();
  #isolated: boolean | null = null;
  #asked = 0;
  #isLoading = false;
  #focused: string | null = null;
  #isDrawing = false;

  constructor(root: HTMLElement, host: Host) {
    this.#root = root;
    this.#host = host;
    this.#sight = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '40px' });
    this.#running = new Running({
      code: (page) => this.#code(page),
      place: (page) => this.#stageOf(page),
      label: (page) => this.#labelOf(page),
      wanted: () => this.#wanted(),
      onChange: () => this.redraw(),
      onEscape: () => this.back(),
      isIsolated: () => this.#isolated ?? false,
    });
    new ResizeObserver(() => this.#scale()).observe(root);
    root.addEventListener('focusin', (event) => this.#focusedBy(event));
  }

  get running(): Running {
    return this.#running;
  }

  /** Measures where frames run, and looks after them from then on. Until it is known, nothing starts. */
  async begin(trying: HTMLElement): Promise<void> {
    this.redraw();
    this.#host.ready();
    this.#isolated = await isIsolated(trying);
    if (this.#state.run !== null) this.#decide();
    this.#running.begin();
    this.redraw();
  }

  /** The host tells what the run is now. */
  take(run: GalleryRun): void {
    const before = this.#state.run;
    this.#set({ run });
    if (before === null) {
      for (const page of run.hung) this.#running.stop(pageKey(page), 'hung');
      void this.#load(0);
    } else if (before.settled !== run.settled) void this.#load(0, Math.min(MOST_ROWS, this.#state.rows.length));
  }

  /** Draws what has changed, once a frame. */
  redraw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  /** One step back: out of the large view. False when there is nowhere to go. */
  back(): boolean {
    const { large } = this.#state;
    if (large === null) return false;
    this.#running.clear();
    this.#lookAgain();
    this.#focused = pageKey(large.row);
    this.#started.delete(this.#focused);
    this.#set({ large: null });
    this.#draw();
    this.#focusThumb();
    return true;
  }

  /** Shows a page large, and brings its source. */
  open(row: PageRow): void {
    this.#running.clear();
    this.#lookAgain();
    // A page that is opened is meant to run, unless it was stopped.
    this.#started.add(pageKey(row));
    this.#set({ large: { row, page: null } });
    this.#draw();
    this.#root.querySelector<HTMLElement>('[data-back]')?.focus();
    void this.#showSource(row);
  }

  /** Starts or ends one page. */
  toggle(row: PageRow): void {
    const page = pageKey(row);
    const { is } = this.#running.state(page);
    if (is === 'running' || is === 'starting') {
      this.#started.delete(page);
      this.#running.stop(page, 'by-hand');
      return;
    }
    // In the gallery's own process only one page runs at a time.
    if (this.#state.pause === 'shared') this.#started.clear();
    this.#started.add(page);
    this.#running.release(page);
  }

  /** Shows the page before or after the large one. */
  step(by: 1 | -1): void {
    const { large, rows } = this.#state;
    if (large === null) return;
    const at = rows.findIndex((row) => pageKey(row) === pageKey(large.row));
    const next = rows[at + by];
    if (next) this.open(next);
  }

  /** Moves the focus among the thumbnails; false in the large view. */
  moveFocus(key: string): boolean {
    const thumbs = this.#thumbs();
    if (this.#state.large !== null || thumbs.length === 0) return false;
    const at = thumbs.findIndex((thumb) => thumb.contains(document.activeElement));
    const columns = columnsOf(thumbs);
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: thumbs.length - 1,
    };
    const next = thumbs[at < 0 ? 0 : (moves[key] ?? at)];
    if (next === undefined) return false;
    this.#focused = next.dataset['page'] ?? null;
    this.#draw();
    this.#focusThumb();
    return true;
  }

  /** Starts or ends the page that has the focus or is large; false without one. */
  toggleFocused(): boolean {
    const focused = document.activeElement?.closest<HTMLElement>('[data-page]')?.dataset['page'];
    const { large, rows } = this.#state;
    const row = large?.row ?? rows.find((one) => pageKey(one) === focused);
    if (row) this.toggle(row);
    return row !== undefined;
  }

  #set(changes: Partial<GalleryState>): void {
    this.#state = { ...this.#state, ...changes };
    this.redraw();
  }

  #draw(): void {
    const { large } = this.#state;
    render(
      galleryView({
        state: this.#state,
        isMeasuring: this.#isolated === null,
        focused: this.#focused,
        stateOf: (row) => this.#running.state(pageKey(row)),
        running: this.#running.count,
        onWish: (wish) => this.#wish(wish),
        onStart: () => this.#startAll(),
        onStopAll: () => this.#pauseAll(),
        onSaveAll: () => void this.#ask('save-all', this.#state.wish),
        onResults: () => void this.#ask('results', {}),
        onSave: (row) => void this.#ask('save', keyOfRow(row)),
        onOpen: (row) => this.open(row),
        onBack: () => this.back(),
        onStep: (by) => this.step(by),
        onToggle: (row) => this.toggle(row),
        onProblemSeen: () => this.#set({ problem: null }),
      }),
      this.#root,
    );
    this.#scale();
    if (large === null)
      for (const element of this.#root.querySelectorAll('.thumb, .more')) this.#sight.observe(element);
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!target.isConnected) this.#sight.unobserve(target);
      const page = (target as HTMLElement).dataset['page'];
      if (page === undefined) {
        if (isIntersecting && target.isConnected) void this.#load(this.#state.rows.length);
      } else if (isIntersecting && target.isConnected) this.#inSight.add(page);
      else this.#inSight.delete(page);
    }
  }

  /** What is in sight is told anew after the next drawing, also of thumbnails that stay. */
  #lookAgain(): void {
    this.#inSight.clear();
    this.#sight.disconnect();
  }

  #wanted(): readonly string[] {
    const { large, pause, rows } = this.#state;
    if (this.#isolated === null || document.hidden) return [];
    const keys = large ? [pageKey(large.row)] : rows.map(pageKey).filter((page) => this.#inSight.has(page));
    const byHand = keys.filter((page) => this.#started.has(page));
    return pause === null ? [...byHand, ...keys.filter((page) => !this.#started.has(page))] : byHand;
  }

  #decide(): void {
    const { run, pages } = this.#state;
    const isReduced =
      matchMedia('(prefers-reduced-motion: reduce)').matches ||
      document.body.classList.contains('vscode-reduce-motion');
    const pause: Pause | null = whyPaused(pages, isReduced, this.#isolated ?? false, run?.hung.length ?? 0);
    this.#set({ pause });
  }

  async #load(offset: number, limit = ROWS): Promise<void> {
    const { wish, total, rows } = this.#state;
    if (offset > 0 && (this.#isLoading || (total !== null && rows.length >= total))) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#isLoading = true;
    try {
      const found = await this.#host.request('pages', { ...wish, offset, limit: Math.max(ROWS, limit) });
      if (asked !== this.#asked) return;
      const isFirst = this.#state.total === null;
      const { pages, outputs } = found;
      this.#set({ rows: [...rows.slice(0, offset), ...found.rows], total: found.total, pages, outputs });
      if (isFirst && this.#isolated !== null) this.#decide();
    } catch (error) {
      this.#fail(error);
    } finally {
      if (asked === this.#asked) this.#isLoading = false;
    }
  }

  #wish(wish: Partial<Wish>): void {
    this.#running.clear();
    this.#lookAgain();
    this.#set({ wish: { ...this.#state.wish, ...wish }, rows: [] });
    void this.#load(0);
  }

  #startAll(): void {
    for (const row of this.#state.rows)
      if (this.#running.state(pageKey(row)).is === 'by-hand') this.#running.release(pageKey(row));
    this.#set({ pause: null });
  }

  #pauseAll(): void {
    this.#started.clear();
    this.#running.clear();
    this.#set({ pause: 'by-hand' });
  }

  async #showSource(row: PageRow): Promise<void> {
    const page = await this.#code(pageKey(row)).catch(() => null); // said there
    const { large } = this.#state;
    if (large && pageKey(large.row) === pageKey(row)) this.#set({ large: { row, page } });
  }

  async #code(page: string): Promise<OutputPage | null> {
    const { large, rows } = this.#state;
    const row = [...(large ? [large.row] : []), ...rows].find((one) => pageKey(one) === page);
    if (!row) return null;
    return this.#host.request('page', keyOfRow(row)).catch((error: unknown) => {
      this.#fail(error);
      return null;
    });
  }

  async #ask(...[method, params]: Parameters<Host['request']>): Promise<void> {
    try {
      await this.#host.request(method, params);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#set({ problem: error instanceof Error ? error.message : GALLERY.failed });
  }

  #labelOf(page: string): string {
    const { large, rows, run } = this.#state;
    const row = [...(large ? [large.row] : []), ...rows].find((one) => pageKey(one) === page);
    return row ? `${row.title ?? 'Page'}, ${pageName(row, run)}` : 'Page';
  }

  #thumbs(): readonly HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('.thumb')];
  }

  #stageOf(page: string): HTMLElement | null {
    const places = [...this.#root.querySelectorAll<HTMLElement>('[data-page]')];
    return places.find(({ dataset }) => dataset['page'] === page)?.querySelector<HTMLElement>('.stage') ?? null;
  }

  /** Tab comes back to the thumbnail that had the focus last, however it got it. */
  #focusedBy({ target }: FocusEvent): void {
    const page = target instanceof Element ? target.closest<HTMLElement>('.thumb')?.dataset['page'] : undefined;
    if (page === undefined || page === this.#focused) return;
    this.#focused = page;
    this.#draw();
  }

  #focusThumb(): void {
    const thumb = this.#thumbs().find(({ dataset }) => dataset['page'] === this.#focused);
    thumb?.querySelector<HTMLElement>('[data-thumb]')?.focus({ preventScroll: true });
    thumb?.scrollIntoView({ block: 'nearest' });
  }

  /** Frames are laid out at a desktop's width and made as small as their windows. */
  #scale(): void {
    const width = this.#root.querySelector('.thumb .window')?.clientWidth ?? 0;
    if (width > 0) this.#root.style.setProperty('--scale', String(width / 1024));
  }
}

/** How many thumbnails stand in the first line. */
function columnsOf(thumbs: readonly HTMLElement[]): number {
  const top = thumbs[0]?.offsetTop;
  return Math.max(1, thumbs.filter(({ offsetTop }) => offsetTop === top).length);
}
