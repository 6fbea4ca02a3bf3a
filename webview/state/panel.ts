import { render } from 'lit/html.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import { PAGE_LIMIT } from '../../src/protocol/guards.ts';
import type { PanelSnapshot, PanelState } from '../../src/protocol/messages.ts';
import { type ChartTheme, readTheme } from '../charts/theme.ts';
import type { Bridge } from '../host/bridge.ts';
import type { VsCodeApi } from '../host/vscode-api.ts';
import { toTabSeparated } from '../text/words.ts';
import { openView } from '../views/registry.ts';
import { opening, shell } from '../views/shell.ts';
import { type Look, looksOf } from './look.ts';
import { MeasuredCards } from './measured-cards.ts';
import { stableOrder } from './order.ts';
import { RowCache } from './rows.ts';
import type { Actions, Screen } from './screen.ts';
import { tallyTable } from './tally-table.ts';
import { FIRST_VIEW, restoreView, type ViewState } from './view-state.ts';

/** How long "Copied" and the like stay, ms. */
const SAID_FOR = 2_500;
/** State is kept this long after the last change, ms: scrolling changes it in every frame. */
const KEEP_AFTER = 200;

/** Holds the state of the panel and draws it, at most once a frame. */
export class Panel implements Actions {
  readonly #root: HTMLElement;
  readonly #api: VsCodeApi;
  readonly #bridge: Bridge;
  readonly #rows: RowCache;
  readonly #cards = new MeasuredCards();
  #snapshot: PanelSnapshot | null = null;
  #receivedAt = 0;
  /** Counts snapshots: rows older than this are asked for again. */
  #revision = 0;
  #view: ViewState = FIRST_VIEW;
  #looks: ReadonlyMap<string, Look> = new Map();
  #order: readonly string[] = [];
  #theme: ChartTheme;
  #said = '';
  #frame = 0;
  #shownTab = '';
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, api: VsCodeApi, connect: (onSnapshot: (snapshot: PanelSnapshot) => void) => Bridge) {
    this.#root = root;
    this.#api = api;
    this.#theme = readTheme();
    this.#bridge = connect((snapshot) => this.#show(snapshot));
    this.#rows = new RowCache(
      (method, params) => this.#bridge.request(method, params as never),
      () => this.redraw(),
    );
    this.redraw();
  }

  /** Asks the host for the first snapshot. */
  ready(): void {
    this.#bridge.ready();
  }

  /** The editor has switched its theme. */
  themeChanged(): void {
    this.#theme = readTheme();
    this.redraw();
  }

  /** Draws in the next frame. */
  redraw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** Waiting times count down while the run is going, even when nothing arrives. */
  tick(): void {
    if (this.#snapshot?.run.status === 'running') this.redraw();
  }

  change(next: (view: ViewState) => ViewState): void {
    const before = this.#view;
    this.#view = next(before);
    if (this.#view.outputs.filter !== before.outputs.filter || this.#view.outputs.group !== before.outputs.group) {
      this.#cards.forget();
    }
    this.#keepSoon();
    this.redraw();
  }

  openTab(tab: string): void {
    this.change((view) => ({ ...view, tab }));
  }

  showOutputs(group: string): void {
    this.change((view) => ({ ...view, tab: 'outputs', outputs: { ...view.outputs, filter: '', group } }));
  }

  act(action: Parameters<Actions['act']>[0]): void {
    this.#bridge.request('act', { action }).catch((error: unknown) => this.#say(String((error as Error).message)));
  }

  copyTally(): void {
    const screen = this.#screen();
    if (screen === null) return;
    this.#allGroups(screen.view.answers.filter)
      .then((groups) => this.#bridge.request('copy', { text: toTabSeparated(tallyTable(groups, screen.looks)) }))
      .then(
        () => this.#say('Copied the table.'),
        (error: unknown) => this.#say(String((error as Error).message)),
      );
  }

  async #allGroups(text: string): Promise<readonly GroupRow[]> {
    const groups: GroupRow[] = [];
    for (;;) {
      const { total, rows } = await this.#bridge.request('groups', { offset: groups.length, limit: PAGE_LIMIT, text });
      groups.push(...rows);
      if (groups.length >= total || rows.length === 0) return groups;
    }
  }

  /** The visible part of the open tab has moved or changed its size. */
  scrolled(scroller: HTMLElement): void {
    const screen = this.#screen();
    if (screen === null) return;
    const tab = openView(screen).id;
    this.#view = { ...this.#view, scroll: { ...this.#view.scroll, [tab]: Math.round(scroller.scrollTop) } };
    this.#keepSoon();
    if (tab === 'outputs' && this.#cards.look(this.#root)) this.redraw();
  }

  #show(snapshot: PanelSnapshot): void {
    const { run, report } = snapshot;
    const before = this.#snapshot?.run;
    if (before?.id !== run.id) this.#begin(run.id);
    if (before?.id !== run.id || before.targets.length !== run.targets.length) this.#looks = looksOf(run.targets);
    const ranked = report?.groups.map(({ id }) => id) ?? [];
    this.#order = run.status === 'running' ? stableOrder(this.#order, ranked) : ranked;
    this.#snapshot = snapshot;
    this.#receivedAt = Date.now();
    this.#revision += 1;
    this.redraw();
  }

  /** Another run is shown: the kept state counts only if it is of this run. */
  #begin(runId: string): void {
    const kept = this.#api.getState() as Partial<PanelState> | null | undefined;
    this.#view = kept?.runId === this.#keyOf(runId) ? restoreView(kept.view) : FIRST_VIEW;
    this.#order = [];
    this.#rows.clear();
    this.#cards.forget();
    this.#keepSoon();
  }

  /** The name under which the host finds the run again; the page carries it where it is not the run's id. */
  #keyOf(runId: string): string {
    return this.#root.dataset['runId'] ?? runId;
  }

  #screen(): Screen | null {
    const snapshot = this.#snapshot;
    if (snapshot === null) return null;
    const { run, report, elapsedMs } = snapshot;
    const now = Date.now();
    const running = run.status === 'running';
    const since = running ? now - this.#receivedAt : 0;
    return {
      snapshot,
      run,
      report,
      running,
      looks: this.#looks,
      order: this.#order,
      view: this.#view,
      rows: this.#rows,
      now,
      elapsedMs: elapsedMs === null ? null : elapsedMs + since,
      theme: this.#theme,
      listing: this.#cards.listing,
    };
  }

  #draw(): void {
    const screen = this.#screen();
    if (screen === null) {
      render(opening(), this.#root);
      return;
    }
    const view = openView(screen);
    render(shell(screen, this, this.#said), this.#root);
    this.#rows.demand(view.wants(screen), this.#revision);
    const switched = this.#shownTab !== view.id;
    this.#shownTab = view.id;
    if (switched) this.#restoreScroll(view.id);
    if (view.id === 'outputs' && (this.#cards.measure(this.#root) || this.#cards.look(this.#root))) this.redraw();
  }

  #restoreScroll(tab: string): void {
    const scroller = this.#root.querySelector('[data-listing]') ?? this.#root.querySelector('[data-scroller]');
    scroller?.scrollTo({ top: this.#view.scroll[tab] ?? 0 });
  }

  #say(text: string): void {
    this.#said = text;
    this.redraw();
    setTimeout(() => {
      if (this.#said !== text) return;
      this.#said = '';
      this.redraw();
    }, SAID_FOR);
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      if (this.#snapshot === null) return;
      const state: PanelState = { runId: this.#keyOf(this.#snapshot.run.id), view: this.#view };
      this.#api.setState(state);
    }, KEEP_AFTER);
  }
}
