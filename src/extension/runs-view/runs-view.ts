import * as vscode from 'vscode';
import type { Logger } from '../../core/ports.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import type { RunStore } from '../../runs/store.ts';
import { kindOf } from '../log.ts';
import { Pulse } from '../panel/pulse.ts';
import type { LastResult, PromptPlace } from '../prompt/last-result.ts';
import type { RunControl } from '../run-control/run-control.ts';
import type { Digests } from './digests.ts';
import { baselineBefore, groupRuns, isFound, type RunGroup } from './group-runs.ts';
import { lastResults, lastRunOf } from './last-runs.ts';
import { changeSince, groupLine, runLine, stateOf, type Progress, type RunState } from './run-lines.ts';

/** A line of the Runs view. */
export type RunNode =
  | { readonly kind: 'group'; readonly group: RunGroup; readonly item: vscode.TreeItem }
  | { readonly kind: 'run'; readonly run: KeptRun; readonly group: RunGroup; readonly item: vscode.TreeItem };

/** The view as the editor knows it. */
export interface RunsTree {
  readonly view: vscode.TreeView<RunNode>;
  /** Says that lines have changed. */
  readonly changed: vscode.EventEmitter<RunNode | undefined>;
}

/** What the Runs view works with. */
export interface RunsViewUses {
  readonly store: RunStore;
  readonly runs: RunControl;
  readonly digests: Digests;
  readonly log: Logger;
}

/** How long changes are collected before those who listen are told, ms. */
const TELL_MS = 500;
/** How often lines are drawn again while what runs found is filled in, ms: each time a menu that is open closes. */
const FILL_MS = 1_500;
const IS_FILTERED = 'convergenceProbe.runsFiltered';
/** Prompts that are unfolded at first. */
const UNFOLDED = 3;

/** A run, and the baseline that it is later than. */
interface ToRead {
  readonly run: KeptRun;
  readonly baseline: KeptRun | null;
}

const MORE_VARIED = new vscode.ThemeIcon('arrow-up', new vscode.ThemeColor('charts.green'));
const LESS_VARIED = new vscode.ThemeIcon('arrow-down', new vscode.ThemeColor('charts.orange'));

function iconOf({ marks }: KeptRun, state: RunState, change: ReturnType<typeof changeSince>): vscode.ThemeIcon {
  if (change === 'more-varied') return MORE_VARIED;
  if (change === 'less-varied') return LESS_VARIED;
  return state === 'over' && marks.isBaseline ? new vscode.ThemeIcon('star-full') : ICONS[state];
}

const ICONS: Readonly<Record<RunState, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon('sync~spin'),
  elsewhere: new vscode.ThemeIcon('multiple-windows'),
  interrupted: new vscode.ThemeIcon('debug-disconnect', new vscode.ThemeColor('list.warningForeground')),
  over: new vscode.ThemeIcon('circle-filled'),
};

/** The runs that are kept, by prompt. */
export class RunsView {
  readonly #uses: RunsViewUses;
  readonly #pulse: Pulse;
  readonly #subscriptions: { dispose(): unknown }[] = [];
  #own: { dispose(): void }[] = [];
  #tree: RunsTree | null = null;
  #filter = '';
  #isFilling = false;
  /** What was listed last; `null` when a run may have changed since. */
  #listed: Promise<readonly KeptRun[]> | null = null;
  readonly #listeners = new Set<() => void>();
  #telling: ReturnType<typeof setTimeout> | null = null;

  constructor(uses: RunsViewUses) {
    this.#uses = uses;
    this.#pulse = new Pulse(() => {
      this.#tree?.changed.fire(undefined);
      return Promise.resolve();
    });
    this.#subscriptions.push(
      this.#pulse,
      uses.runs.onDidChange(() => {
        this.#follow();
      }),
    );
  }

  /** Takes over the view that the editor made. */
  attach(tree: RunsTree): void {
    this.#tree = tree;
    const here = new vscode.RelativePattern(vscode.Uri.file(this.#uses.store.folder), '*');
    const watcher = vscode.workspace.createFileSystemWatcher(here);
    const refresh = (): void => {
      this.refresh();
    };
    this.#subscriptions.push(
      watcher,
      watcher.onDidCreate(refresh),
      watcher.onDidChange(refresh),
      watcher.onDidDelete(refresh),
      tree.view.onDidChangeVisibility(refresh),
    );
  }

  /** Reads the folder again when somebody looks. */
  refresh(): void {
    this.#listed = null;
    this.#poke();
    // The journal of a run that is sent changes with every answer.
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      for (const listener of [...this.#listeners]) listener();
    }, TELL_MS);
  }

  /** Calls back when a run may have changed, until disposed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** What the last runs of these prompts found; what is not known yet is found out, and told of as a change. */
  async lastResults(places: readonly PromptPlace[]): Promise<readonly (LastResult | null)[]> {
    const runs = await this.#kept();
    const { digests } = this.#uses;
    const unread = places.flatMap((place) => lastRunOf(runs, place) ?? []).map((run) => ({ run, baseline: null }));
    if (unread.some((one) => this.#isUnread(one))) void this.#fill(unread, () => true);
    return lastResults(
      runs.map((run) => (digests.isCurrent(run) ? run : { ...run, digest: null })),
      places,
      new Date(),
    );
  }

  /** Shows only runs that have this text; all when it is empty. */
  filter(text: string): void {
    this.#filter = text.trim();
    void vscode.commands.executeCommand('setContext', IS_FILTERED, this.#filter !== '');
    if (this.#tree === null) return;
    this.#tree.view.description = this.#filter === '' ? '' : `“${this.#filter}”`;
    this.#tree.changed.fire(undefined);
  }

  get filtered(): string {
    return this.#filter;
  }

  /** The lines below one; those at the top without it. */
  async children(node?: RunNode): Promise<RunNode[]> {
    if (node?.kind === 'run') return [];
    if (node?.kind === 'group') return node.group.runs.map((run) => this.#runNode(run, node.group));
    this.#listed = null;
    const kept = await this.#kept();
    const shown = this.#filter === '' ? kept : kept.filter((run) => isFound(run, this.#filter));
    const toRead = groupRuns(kept).flatMap((group) =>
      group.runs.map((run) => ({ run, baseline: this.#baselineOf(run, group) })),
    );
    void this.#fill(toRead, () => this.#tree?.view.visible === true);
    return groupRuns(shown).map((group, at) => groupNode(group, at < UNFOLDED || this.#filter !== ''));
  }

  /** All prompts with their runs, whatever is filtered. */
  async groups(): Promise<readonly RunGroup[]> {
    return groupRuns(await this.#kept());
  }

  /** The runs that are selected in the view. */
  get selected(): readonly KeptRun[] {
    return (this.#tree?.view.selection ?? []).flatMap((node) => (node.kind === 'run' ? [node.run] : []));
  }

  dispose(): void {
    if (this.#telling !== null) clearTimeout(this.#telling);
    for (const subscription of [...this.#subscriptions.splice(0), ...this.#own.splice(0)]) subscription.dispose();
  }

  #runNode(run: KeptRun, group: RunGroup): RunNode {
    const progress = this.#progressOf(run);
    const baseline = this.#baselineOf(run, group);
    const { label, description, tooltip } = runLine(run, progress, new Date(), baseline);
    const state = stateOf(run, progress);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = run.key;
    item.description = description;
    item.tooltip = tooltip;
    item.iconPath = iconOf(run, state, changeSince(run, progress, baseline));
    item.command = { title: 'Open', command: 'convergenceProbe.openRun', arguments: [run.key] };
    const { isPinned, isBaseline } = run.marks;
    item.contextValue = ['run', state, isPinned ? 'pinned' : 'loose', isBaseline ? 'baseline' : 'plain'].join(' ');
    return { kind: 'run', run, group, item };
  }

  /** The baseline that a run is later than; `null` while it is being sent, and so changes with every answer. */
  #baselineOf(run: KeptRun, group: RunGroup): KeptRun | null {
    const baseline = baselineBefore(run, group);
    return baseline === null || baseline.elsewhere || this.#progressOf(baseline) !== undefined ? null : baseline;
  }

  #progressOf({ key }: KeptRun): Progress | undefined {
    return this.#uses.runs.running.find((run) => run.key === key)?.sent;
  }

  /** Listens to the runs that are being sent. */
  #follow(): void {
    for (const listening of this.#own) listening.dispose();
    this.#own = this.#uses.runs.running.map((run) =>
      run.onDidChange(() => {
        this.#poke();
      }),
    );
    this.refresh();
  }

  #poke(): void {
    if (this.#tree?.view.visible === true) this.#pulse.poke();
  }

  #kept(): Promise<readonly KeptRun[]> {
    return (this.#listed ??= this.#uses.store.list());
  }

  #isUnread({ run, baseline }: ToRead): boolean {
    return !run.elsewhere && !this.#uses.digests.isCurrent(run, baseline) && this.#progressOf(run) === undefined;
  }

  /** Finds out what runs have found where nobody knows, one after the other, as long as somebody looks. */
  async #fill(runs: readonly ToRead[], isLookedAt: () => boolean): Promise<void> {
    const { digests, log } = this.#uses;
    if (this.#isFilling) return;
    this.#isFilling = true;
    let isShown = true;
    let shownAt = performance.now();
    try {
      for (const { run, baseline } of runs.filter((one) => this.#isUnread(one))) {
        if (!isLookedAt()) return;
        if ((await digests.of(run, baseline)) !== null) isShown = false;
        if (isShown || performance.now() - shownAt < FILL_MS) continue;
        [isShown, shownAt] = [true, performance.now()];
        this.refresh();
      }
    } catch (error) {
      log.warn(`What kept runs found could not be read (${kindOf(error)}).`);
    } finally {
      this.#isFilling = false;
      if (!isShown) this.refresh();
    }
  }
}

function groupNode(group: RunGroup, isUnfolded: boolean): RunNode {
  const { label, description, tooltip } = groupLine(group);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isUnfolded ? Expanded : Collapsed);
  item.id = group.id;
  item.description = description;
  item.tooltip = tooltip;
  item.contextValue = 'group';
  return { kind: 'group', group, item };
}
