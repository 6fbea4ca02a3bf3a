import { runsOfTarget } from '../../core/model/planned-trials.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord, Source, Trial } from '../../core/model/run.ts';
import { remadeFrom } from '../../runs/remade.ts';
import { oneLine } from '../terminal/printable.ts';
import { cut } from '../terminal/width.ts';
import { VERSION } from '../version.ts';
import { counted } from './figures.ts';

/** What a reader must know beside the figures: where the answers came from, how they were merged, and why some are missing. */

const SOURCES: Readonly<Record<Source, string | null>> = {
  live: null,
  batch: 'batch answers',
  recorded: 'recorded answers, replayed',
  simulated: 'simulated answers, not from a model',
  imported: 'imported answers',
};

/** Where the answers came from; `null` when all were measured live in this run. */
export function sourceLine(record: RunRecord): string | null {
  const told = record.trials.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'cancelled');
  const sources = new Set(told.map((trial) => trial.source));
  const { provenance } = record.run;
  const words = { ...SOURCES, ...(provenance?.from && { imported: `imported from ${oneLine(provenance.from)}` }) };
  const named = [...sources].flatMap((source) => words[source] ?? []);
  if (provenance !== undefined) {
    const url = provenance.url === null ? '' : `, ${provenance.url}`;
    named.push(`from “${oneLine(provenance.title)}”${oneLine(url)}`);
  }
  if (named.length === 0) return null;
  return (sources.has('live') ? ['live answers', ...named] : named).join(', ');
}

/** Columns for a version, which comes from a file. */
const LONGEST_VERSION = 20;

/** That the report is not the one in the file; `null` where nobody would think so. */
export function remadeLine(record: RunRecord): string | null {
  const version = remadeFrom(record, VERSION);
  if (version === null) return null;
  return `worked out anew: version ${cut(oneLine(version), LONGEST_VERSION)} made the run, this is ${VERSION}`;
}

function reasonOf({ outcome, error, note }: Trial): string | null {
  if (outcome === 'failed') return `failed: ${error?.message ?? 'no reason was recorded'}`;
  if (note === null || note === undefined) return null;
  if (outcome === 'empty') return `came back empty: ${note}`;
  return outcome === 'refused' ? `refused: ${note}` : null;
}

/** Why trials failed, were refused or came back empty: each reason of a target once, with how often it came. */
export function reasons(record: RunRecord): readonly string[] {
  const labels = new Map(record.run.targets.map((target) => [target.id, target.label]));
  const counts = new Map<string, Map<string, number>>();
  for (const trial of record.trials) {
    const reason = reasonOf(trial);
    if (reason === null) continue;
    const ofTarget = counts.get(trial.target) ?? new Map<string, number>();
    counts.set(trial.target, ofTarget.set(reason, (ofTarget.get(reason) ?? 0) + 1));
  }
  const wanted = String(runsOfTarget(record.run));
  return [...counts].flatMap(([target, ofTarget]) =>
    [...ofTarget].map(([reason, count]) =>
      oneLine(`${labels.get(target) ?? target}: ${String(count)} of ${wanted} ${reason}`),
    ),
  );
}

/** `9 outputs › 6 strings › 4 folded › 4 extracted › 2 answers`. */
export function funnelLine({ funnel, extractor }: Report): string {
  const { outputs, raw, unwrapped, folded, extracted, groups } = funnel;
  return [
    counted(outputs, 'output'),
    counted(raw, 'string'),
    ...(unwrapped === undefined ? [] : [`${String(unwrapped)} unwrapped`]),
    `${String(folded)} folded`,
    `${String(extracted)} ${extractor === 'named' ? 'named' : 'extracted'}`,
    counted(groups, 'answer'),
  ].join(' › ');
}
