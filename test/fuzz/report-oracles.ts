import assert from 'node:assert/strict';
import { summarize, type AnalysisOptions } from '../../src/core/analysis/summarize.ts';
import type { OutputGraph } from '../../src/core/analysis/graph/output-graph.ts';
import type { Counts, Interval, Report, Statistic } from '../../src/core/model/report.ts';
import type { RunRecord } from '../../src/core/model/run.ts';
import { assertNoKey, assertSentence } from './oracles.ts';

/** What holds of every report, whatever the answers were. */
export function assertReport(report: Report, record: RunRecord): void {
  assertCounts(report.counts);
  assert.equal(report.counts.trials, record.trials.length, 'a trial was lost');
  for (const cell of report.cells) assertCounts(cell.counts);
  assertFunnel(report, record);
  assertGroups(report);
  for (const statistics of [report.pooled, ...report.cells.map((cell) => cell.statistics)]) {
    for (const [name, figure] of Object.entries(statistics)) assertStatistic(name, figure);
  }
  assertSentence(report.insight.headline);
  report.insight.details.forEach(assertSentence);
  assert.equal(report.readings.length, record.trials.length, 'a reading was lost');
  assertSetAside(report, record);
  const text = JSON.stringify(report);
  assertFinite(report, 'report');
  assertNoKey(text);
}

/** The same trials in another order give the same report. */
export function assertOrderFree(record: RunRecord, options: AnalysisOptions, report: Report): void {
  const turned = { ...record, trials: [...record.trials].reverse() };
  assert.deepEqual(sorted(summarize(turned, options)), sorted(report), 'the report depends on the order of the trials');
}

/** Readings stand in the order of the trials; everything else in one of its own. */
function sorted({ readings, ...report }: Report): unknown {
  const name = (reading: Report['readings'][number]): string => JSON.stringify(reading);
  return { ...report, readings: [...readings].map(name).sort() };
}

function assertCounts(counts: Counts): void {
  const { trials, completed, refused, empty, failed, cancelled, unparsed, outOfRange, truncated } = counts;
  assert.equal(trials, completed + refused + empty + failed + cancelled, JSON.stringify(counts));
  assert.ok(
    unparsed + outOfRange + (counts.echoed ?? 0) + (counts.unreadable ?? 0) <= completed,
    JSON.stringify(counts),
  );
  assert.ok(truncated <= completed, JSON.stringify(counts));
}

function assertFunnel({ funnel, groups }: Report, { run }: RunRecord): void {
  const { outputs, raw, folded, extracted } = funnel;
  const steps = [outputs, raw, folded];
  assert.ok(
    steps.every((step, at) => at === 0 || step <= steps[at - 1]!),
    JSON.stringify(funnel),
  );
  // The same text may be another answer to another prompt.
  assert.ok((extracted <= raw || run.conditions.length > 1) && funnel.groups <= outputs, JSON.stringify(funnel));
  assert.equal(funnel.groups, groups.length, JSON.stringify(funnel));
}

function assertGroups({ groups, funnel, counts, readings }: Report): void {
  const n = groups.reduce((sum, { count }) => sum + count, 0);
  assert.equal(n, funnel.outputs, 'groups hold other than what counts');
  assert.equal(
    n,
    counts.completed - counts.unparsed - counts.outOfRange - (counts.echoed ?? 0) - (counts.unreadable ?? 0),
    JSON.stringify(counts),
  );
  assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length, 'two groups have one id');
  for (const { id, count, share, interval, members, variants, byTarget, byCondition } of groups) {
    assert.equal(members.length, count);
    assert.ok(share > 0 && share <= 1, `share ${share}`);
    assertInterval('share', share, interval);
    assert.equal(sumOf(byTarget), count, 'by target');
    assert.equal(sumOf(byCondition), count, 'by condition');
    assert.equal(
      variants.reduce((sum, variant) => sum + variant.count, 0),
      count,
      'variants',
    );
    assert.equal(readings.filter((reading) => reading.group === id).length, count, 'readings');
  }
}

/** A graph of outputs: paths along its edges, every edge on a path, everything at a place. */
export function assertPaths({ nodes, edges, texts, outputs, width, height }: OutputGraph): void {
  const known = new Set(edges.map(({ from, to }) => `${from} ${to}`));
  const walked = texts.flatMap(({ path }) => path.slice(1).map((to, at) => `${path[at]!} ${to}`));
  assert.deepEqual(new Set(walked), known, 'edges are those of the paths');
  assert.equal(
    texts.reduce((sum, { count }) => sum + count, 0),
    outputs,
  );
  assert.equal(new Set(texts.flatMap(({ path }) => path)).size, nodes.length, 'a node that nothing passes');
  for (const value of [width, height, ...nodes.flatMap(({ x, y }) => [x, y]), ...edges.flatMap(({ way }) => way)])
    assert.ok(Number.isFinite(value) && value >= -1e-6, `a place: ${value}`);
}

function assertStatistic(name: string, { value, interval, n }: Statistic): void {
  assert.ok(Number.isSafeInteger(n) && n >= 0, `${name}: n = ${n}`);
  if (value === null) assert.equal(interval, null, `${name} has an interval around nothing`);
  else assertInterval(name, value, interval);
}

/** Rounding may put an end a last digit on the other side. */
function assertInterval(name: string, value: number, interval: Interval | null): void {
  if (interval === null) return;
  const slack = 1e-9 * Math.max(1, Math.abs(value));
  assert.ok(
    interval[0] <= value + slack && value - slack <= interval[1],
    `${name}: ${value} in ${interval.join(' … ')}`,
  );
}

function assertSetAside({ readings }: Report, { trials }: RunRecord): void {
  const lengths = new Map(
    trials.map((trial) => [JSON.stringify([trial.target, trial.condition, trial.trialIndex]), trial.text.length]),
  );
  for (const { target, condition, trialIndex, setAside } of readings) {
    const length = lengths.get(JSON.stringify([target, condition, trialIndex])) ?? -1;
    for (const [start, end] of setAside)
      assert.ok(0 <= start && start <= end && end <= length, `${start} … ${end} of ${length}`);
  }
}

function assertFinite(value: unknown, path: string): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) assertFinite(member, `${path}.${key}`);
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
