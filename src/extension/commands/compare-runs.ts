import * as vscode from 'vscode';
import type { Comparison } from '../../core/compare/comparison.ts';
import { READ_EXTENSIONS } from '../../core/import/registry.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { COMPARISON_FORMS, comparisonText } from '../compare/comparison-file.ts';
import { readSettings } from '../config/settings.ts';
import { readGiven } from '../files/read-given.ts';
import { writeFile } from '../files/write-file.ts';
import { baselineBefore, previousOf } from '../runs-view/group-runs.ts';
import { givenGroup, givenNode, givenRuns } from '../runs-view/given-runs.ts';
import { runLine } from '../runs-view/run-lines.ts';
import type { Uses } from '../services.ts';
import { openRun } from './open-run.ts';
import { withErrorsShown } from './show-error.ts';
import { STRINGS } from '../strings.ts';

type CompareUses = Uses<'store' | 'runs' | 'panels' | 'runsView' | 'comparisons'>;

const words = STRINGS.compare;
/** Most runs that one panel compares two of. */
const MOST = 50;
/** Runs of a timeline, the latest. */
const MOST_STEPS = 30;

/** Compare Runs: those selected in the Runs view, two files, or a run with another one that is asked for. */
export async function compareRuns(services: CompareUses, given: unknown, all: unknown): Promise<void> {
  const { comparisons, runsView } = services;
  const files = [given, ...(Array.isArray(all) ? (all as unknown[]) : [])].filter((one) => one instanceof vscode.Uri);
  const unique = [...new Map(files.map((uri) => [uri.toString(), uri])).values()];
  if (unique.length > 0) {
    comparisons.show(inOrder(await ofFiles(unique, services)));
    return;
  }
  if (Array.isArray(given) && given.every((one) => typeof one === 'string')) {
    const kept = await services.store.list();
    comparisons.show(inOrder(kept.filter(({ key }) => given.includes(key))));
    return;
  }
  const chosen = givenRuns(given, all, runsView);
  const runs = chosen.length > 1 ? chosen : await askForOthers(chosen[0] ?? current(services), services);
  if (runs !== undefined) comparisons.show(inOrder(runs));
}

/** Compares a run with another one that is asked for. */
export async function compareRun(services: CompareUses, key: string): Promise<void> {
  const runs = await askForOthers({ key }, services);
  if (runs !== undefined) services.comparisons.show(inOrder(runs));
}

/** Compare with Previous: a run with the one of its prompt that was made before it, or a later one with the baseline. */
export async function compareWithPrevious(services: CompareUses, given: unknown): Promise<void> {
  const node = givenNode(given);
  const key = node?.run.key ?? (typeof given === 'string' ? given : null);
  const group = (await services.runsView.groups()).find(({ runs }) => runs.some((run) => run.key === key));
  const run = group?.runs.find((one) => one.key === key);
  if (group === undefined || run === undefined) throw new UsageError(STRINGS.runs.choose);
  const previous = baselineBefore(run, group) ?? previousOf(run, group);
  if (previous === null) throw new UsageError(words.first);
  services.comparisons.show([previous, run]);
}

/** Show Timeline: what each run of a prompt changed since the one before it. */
export function showTimeline({ comparisons }: Uses<'comparisons'>, given: unknown): Promise<void> {
  const group = givenGroup(given);
  if (group === null) throw new UsageError(STRINGS.runs.choosePrompt);
  const whole = group.runs.filter(({ missing, elsewhere }) => missing === 0 && !elsewhere);
  if (whole.length < 2) throw new UsageError(words.tooFewForTimeline);
  const latest = [...whole].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, MOST_STEPS);
  comparisons.show(inOrder(latest), 'timeline');
  return Promise.resolve();
}

const inOrder = (runs: readonly KeptRun[]): readonly KeptRun[] =>
  [...runs].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).slice(0, MOST);

/** The run whose panel was used last. */
function current({ panels }: Uses<'panels'>): Pick<KeptRun, 'key'> | undefined {
  return panels.current() ?? undefined;
}

/** Opens files as kept runs; one file is compared with a second one that is asked for. */
async function ofFiles(uris: readonly vscode.Uri[], services: CompareUses): Promise<readonly KeptRun[]> {
  const [only] = uris;
  const more = uris.length > 1 ? [] : await askForFile();
  const keys: string[] = [];
  for (const uri of [...uris, ...more]) keys.push(await keptFrom(uri, services));
  const kept = await services.store.list();
  const found = kept.filter(({ key }) => keys.includes(key));
  if (found.length < 2)
    throw new UsageError(only !== undefined && new Set(keys).size < 2 ? words.sameFile : words.noTwoInFiles);
  return found;
}

async function askForFile(): Promise<readonly vscode.Uri[]> {
  const filters = { [STRINGS.runs.open.filter]: [...READ_EXTENSIONS] };
  return (await vscode.window.showOpenDialog({ title: words.withFile, filters })) ?? [];
}

/** Keeps the run in a file; its id. */
async function keptFrom(uri: vscode.Uri, { runs, panels }: Uses<'runs' | 'panels'>): Promise<string> {
  const { content, name } = await readGiven(uri, vscode.workspace.fs);
  const run = await runs.openFile(content, name, readSettings().analysis);
  if (!panels.isShown(run)) runs.release(run);
  return run.key;
}

/** Asks which runs to compare; `first` is one of them. `undefined` when the question was dismissed. */
async function askForOthers(
  first: Pick<KeptRun, 'key'> | undefined,
  services: CompareUses,
): Promise<readonly KeptRun[] | undefined> {
  const { store, runsView } = services;
  const kept = await store.list();
  const own = kept.find(({ key }) => key === first?.key);
  const others = kept.filter(({ key }) => key !== own?.key);
  if (own === undefined && others.length < 2) throw new UsageError(words.noTwoYet);
  const group = own && (await runsView.groups()).find(({ runs }) => runs.some(({ key }) => key === own.key));
  const isNear = ({ key }: KeptRun): boolean => group?.runs.some((run) => run.key === key) ?? false;
  const items = [...others.filter(isNear), ...others.filter((run) => !isNear(run))].map((run) => {
    const { label, description } = runLine(run, undefined, new Date());
    // A prompt or an answer must not draw an icon.
    return { label: label.replaceAll('$(', '\\$('), description, detail: plainPrompt(run), run };
  });
  if (own !== undefined) {
    const file = { label: words.file, description: '', detail: '', run: null };
    const chosen = await vscode.window.showQuickPick<(typeof items)[number] | typeof file>([...items, file], {
      title: words.title,
      placeHolder: words.withWhich,
      matchOnDetail: true,
    });
    return chosen?.run === null ? withFile(own, services) : chosen && [own, chosen.run];
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: words.title,
    placeHolder: words.several,
    matchOnDetail: true,
    canPickMany: true,
  });
  if (chosen === undefined) return undefined;
  if (chosen.length < 2) throw new UsageError(words.chooseTwo);
  return chosen.map(({ run }) => run);
}

/** A run, and the one in a file that is asked for. `undefined` when the question was dismissed. */
async function withFile(own: KeptRun, services: CompareUses): Promise<readonly KeptRun[] | undefined> {
  const [uri] = await askForFile();
  if (uri === undefined) return undefined;
  const key = await keptFrom(uri, services);
  if (key === own.key) throw new UsageError(words.sameFile);
  const other = (await services.store.list()).find((run) => run.key === key);
  if (other === undefined) throw new UsageError(words.noTwoInFiles);
  return [own, other];
}

/** Opens one of the runs that are compared. What is wrong is shown. */
export async function openCompared(services: CompareUses & Uses<'log' | 'showLog'>, key: string): Promise<void> {
  await withErrorsShown(services, () => openRun(services, key));
}

/** Writes a comparison into a file that is asked for. What is wrong is shown. */
export async function saveComparison(
  services: Uses<'log' | 'showLog'>,
  comparison: Comparison,
  name: string,
): Promise<void> {
  await withErrorsShown(services, async () => {
    const filters = Object.fromEntries(
      Object.entries(COMPARISON_FORMS).map(([ending, { label }]) => [label, [ending]]),
    );
    const uri = await askWhere(words.exportTitle, name, filters);
    if (uri) await writeFile(uri, new TextEncoder().encode(comparisonText(comparison, uri.path)));
  });
}

/** Writes a run into a file that a gate compares others with. What is wrong is shown. */
export async function saveBaseline(
  services: Uses<'runs' | 'panels' | 'log' | 'showLog'>,
  key: string,
  name: string,
): Promise<void> {
  const { runs, panels } = services;
  await withErrorsShown(services, async () => {
    const run = await runs.find(key, readSettings().analysis);
    if (!run) throw new UsageError(STRINGS.runs.gone);
    try {
      const text = await run.exportAs('json');
      const uri = await askWhere(words.baselineTitle, name, { [words.runFile]: ['json'] });
      if (uri) await writeFile(uri, new TextEncoder().encode(text));
    } finally {
      if (!panels.isShown(run)) runs.release(run);
    }
  });
}

async function askWhere(
  title: string,
  name: string,
  filters: Readonly<Record<string, string[]>>,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title,
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}

const plainPrompt = ({ prompt }: KeptRun): string =>
  prompt.replace(/\s+/g, ' ').trim().slice(0, 100).replaceAll('$(', '\\$(');
