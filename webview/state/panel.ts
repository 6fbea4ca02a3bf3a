import { render } from 'lit/html.js';
import type { EditWish } from '../../src/core/analysis/edit-wish.ts';
import type { DroppedFile, PanelAction, PanelSnapshot, Reread } from '../../src/protocol/messages.ts';
import { type ChartTheme, readTheme } from '../charts/theme.ts';
import type { Bridge } from '../host/bridge.ts';
import { highlightFound } from '../host/found.ts';
import type { VsCodeApi } from '../host/vscode-api.ts';
import { keepMenusInSight } from '../components/menu.ts';
import { openView } from '../views/registry.ts';
import { OPENING, shell } from '../views/shell.ts';
import { Editing } from './editing.ts';
import { backFrom } from './going-back.ts';
import { KeptView } from './kept-view.ts';
import { type Look, looksOf } from './look.ts';
import { MeasuredCards } from './measured-cards.ts';
import { stableOrder } from './order.ts';
import { type Press, Pressing } from './pressing.ts';
import { ReadersPlace } from './readers-place.ts';
import { RowCache } from './rows.ts';
import { RunClock } from './run-clock.ts';
import { Said } from './said.ts';
import type { Actions, Screen, Take } from './screen.ts';
import { type Ask, Taking } from './taking.ts';
import { FIRST_VIEW, isListedAnew, outputsOf, type ViewState } from './view-state.ts';
import { SAID } from '../text/strings.ts';

/** How long a button whose press the host has taken may wait for its effect, ms: a question of the editor may be answered with no. */
const EFFECT_WITHIN = 1_500;
/** Holds the state of the panel and draws it, at most once a frame. */
export class Panel implements Actions {
  readonly #root: HTMLElement;
  readonly #bridge: Bridge;
  readonly #rows: RowCache;
  readonly #cards = new MeasuredCards();
  #snapshot: PanelSnapshot | null = null;
  readonly #pressing = new Pressing();
  readonly #editing: Editing;
  readonly #taking: Taking;
  readonly #place: ReadersPlace;
  /** Counts snapshots: rows older than this are asked for again. */
  #revision = 0;
  #view: ViewState = FIRST_VIEW;
  #looks: ReadonlyMap<string, Look> = new Map();
  #order: readonly string[] = [];
  #theme: ChartTheme;
  readonly #clock = new RunClock(() => this.redraw());
  readonly #said = new Said(() => this.redraw());
  readonly #kept: KeptView;
  #frame = 0;

  constructor(root: HTMLElement, api: VsCodeApi, connect: (onSnapshot: (snapshot: PanelSnapshot) => void) => Bridge) {
    this.#root = root;
    this.#kept = new KeptView(root, api);
    this.#place = new ReadersPlace(root, this.#cards, {
      view: () => this.#view,
      moved: (view) => {
        this.#view = view;
        this.#keepSoon();
      },
    });
    this.#theme = readTheme();
    this.#bridge = connect((snapshot) => this.#show(snapshot));
    this.#rows = new RowCache(
      (method, params) => this.#bridge.request(method, params as never),
      () => this.redraw(),
    );
    const ask: Ask = (method, params) => this.#bridge.request(method, params);
    this.#editing = new Editing(ask, {
      onDone: (said) => {
        this.change((view) => ({ ...view, hand: FIRST_VIEW.hand }));
        this.#said.say(said);
      },
      onChange: () => this.redraw(),
    });
    this.#taking = new Taking(ask, (said) => this.#said.say(said));
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

  change(next: (view: ViewState) => ViewState): void {
    const before = this.#view;
    this.#view = next(before);
    if (before.tab !== this.#view.tab) this.#view = { ...this.#view, menu: null };
    if (isListedAnew(before, this.#view)) this.#cards.forget();
    if (before.tab !== 'outputs' && isListedAnew(before, this.#view)) {
      this.#view = { ...this.#view, cards: { ...this.#view.cards, place: null } };
    }
    this.#keepSoon();
    this.redraw();
  }

  openTab(tab: string): void {
    this.change((view) => ({ ...view, tab }));
  }

  showOutputs(group: string): void {
    this.change((view) => outputsOf(view, group));
  }

  act(action: PanelAction, target?: string, more?: number): void {
    const press = this.#pressing.begin(action, this.#snapshot?.run.status === 'running');
    if (press === null) return;
    this.redraw();
    this.#bridge
      .request('act', { action, ...(target !== undefined && { target }), ...(more !== undefined && { more }) })
      .then(
        () => {
          this.#pressing.answered(press);
          setTimeout(() => this.#releasePress(press), EFFECT_WITHIN);
        },
        (error: unknown) => {
          this.#pressing.refused(press, (error as Error).message);
          this.redraw();
        },
      );
  }

  /** Hands a dropped file over to the host. */
  openDropped(dropped: DroppedFile): void {
    this.#bridge.request('open-dropped', dropped).catch((error: unknown) => this.complain((error as Error).message));
  }

  /** Says what did not work until it is dismissed. */
  complain(sentence: string): void {
    this.#pressing.complain(sentence);
    this.redraw();
  }

  dismissProblem(): void {
    this.#pressing.dismiss();
    this.redraw();
  }

  readAs(reading: Reread, said: string): void {
    this.#bridge.request('reread', reading).then(
      () => this.#said.say(said),
      (error: unknown) => this.#said.say((error as Error).message),
    );
  }

  edit(wish: EditWish): void {
    void this.#editing.send('edit', wish, wish.kind === 'merge' ? SAID.merged : SAID.splitOff);
  }

  undoEdit(): void {
    void this.#editing.send('undo-edit', {}, SAID.undone);
  }

  dismissEdit(): void {
    this.#editing.dismiss();
  }

  take(what: Take): void {
    this.#taking.take(what);
  }

  undo(): boolean {
    const canUndo = this.#snapshot?.edits?.canUndo === true;
    if (canUndo) this.undoEdit();
    return canUndo;
  }

  find(): true {
    this.openTab('outputs');
    // In the frame in which the tab is drawn, after that.
    requestAnimationFrame(() => this.#root.querySelector<HTMLElement>('[data-filter]')?.focus());
    return true;
  }

  back(): boolean {
    const next = backFrom(this.#view);
    if (next !== null) this.change(() => next);
    return next !== null;
  }

  #releasePress(press: Press): void {
    this.#pressing.release(press);
    this.redraw();
  }

  /** The reader moves something: nothing is scrolled back any more. */
  takenOver(): void {
    this.#place.takenOver();
  }

  /** The visible part of the open tab has moved or changed its size. */
  scrolled(scroller: HTMLElement): void {
    const screen = this.#screen();
    if (screen === null) return;
    if (this.#place.scrolled(scroller, openView(screen).id)) this.redraw();
  }

  #show(snapshot: PanelSnapshot): void {
    const { run, report } = snapshot;
    const before = this.#snapshot?.run;
    if (before?.id !== run.id) this.#begin(run.id);
    if (before?.id !== run.id || before.targets.length !== run.targets.length) this.#looks = looksOf(run.targets);
    const ranked = report?.groups.map(({ id }) => id) ?? [];
    this.#order = run.status === 'running' ? stableOrder(this.#order, ranked) : ranked;
    this.#snapshot = snapshot;
    this.#clock.received(snapshot);
    this.#pressing.snapshot(run.status === 'running');
    this.#revision += 1;
    this.redraw();
  }

  /** Another run is shown: the kept state counts only if it is of this run. */
  #begin(runId: string): void {
    this.#view = this.#kept.of(runId);
    this.#order = [];
    this.#clock.begin();
    this.#pressing.clear();
    this.#editing.clear();
    this.#rows.clear();
    this.#cards.forget();
    this.#place.begin();
    this.#keepSoon();
  }

  #screen(): Screen | null {
    const snapshot = this.#snapshot;
    if (snapshot === null) return null;
    const { run, report } = snapshot;
    return {
      snapshot,
      run,
      report,
      running: run.status === 'running',
      ...this.#clock.at(snapshot),
      isHeld: this.#pressing.press !== null,
      problem: this.#pressing.problem,
      hand: this.#editing.state,
      looks: this.#looks,
      order: this.#order,
      view: this.#view,
      rows: this.#rows,
      theme: this.#theme,
      listing: this.#cards.listing,
    };
  }

  #draw(): void {
    if (this.#snapshot !== null) this.#clock.follow(this.#snapshot);
    const screen = this.#screen();
    if (screen === null) {
      render(OPENING, this.#root);
      return;
    }
    this.#clock.tickSoon(screen);
    const view = openView(screen);
    this.#cards.hold(this.#root);
    render(shell(screen, this, this.#said.text), this.#root);
    keepMenusInSight(this.#root);
    highlightFound(this.#root, view.id === 'outputs' ? screen.view.outputs.filter : '');
    this.#rows.demand(view.wants(screen), this.#revision);
    if (this.#place.drawn(screen, view.id)) this.redraw();
  }

  #keepSoon(): void {
    this.#kept.keepSoon(() => this.#snapshot && { runId: this.#snapshot.run.id, view: this.#view });
  }
}
