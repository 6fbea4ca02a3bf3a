import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../figures.ts';
import { atMost } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import { times } from '../machine/bench.ts';
import { ask, heapMb, PanelStage } from '../machine/panel.ts';
import type { Line } from './line.ts';

const OUTPUTS = 10_000;
const PER_SECOND = 100;
/** Pixels a frame: 40 of the shortest cards, faster than a thumb. */
const SCROLL_STEP = 1200;
const LONG_TASK_MS = 50;
const MOST_NODES = 3000;
const MOST_HEAP_MB = 150;

/** The panel with a large run, and with one that grows. */
export const PANEL: Line = {
  name: 'panel',
  settings: `the production panel in Chromium, a worker in the place of the extension host, so that the analysis is not on the panel’s thread; ${OUTPUTS} phrases over three models scrolled from end to end by ${SCROLL_STEP} px a frame; ${PER_SECOND} answers a second for 10 s (5 s when quick); long task: more than ${LONG_TASK_MS} ms of the main thread; nodes: all of the document, texts too; heap: used after a collection`,
  measure: async (bench) => {
    const stage = await PanelStage.open(bench.prepared);
    if (stage === null) return unmeasured('there is no Chromium on this machine');
    try {
      const paints = await times(bench.repetitions(5, 3), () => firstPaint(stage));
      return [
        {
          line: LINES.paint,
          measured: { values: paints, unit: 'ms' },
          target: atMost(300),
          note: '10,000 outputs, from the arrival of the first snapshot to the frame with its tabs',
        },
        ...(await scrolling(stage)),
        ...(await streaming(stage, bench)),
      ];
    } finally {
      await stage.close();
    }
  },
};

const LINES = {
  paint: 'panel: first paint after its data',
  scroll: 'panel: longest task, 10,000 outputs scrolled',
  nodes: 'panel: most DOM nodes meanwhile',
  stream: 'panel: longest task, 100 answers a second',
  heap: 'panel: heap, 10,000 outputs',
} as const;

function unmeasured(note: string): readonly Row[] {
  return Object.values(LINES).map((line) => ({ line, measured: null, target: atMost(0), note }));
}

async function firstPaint(stage: PanelStage): Promise<number> {
  const page = await stage.show({ answers: OUTPUTS, perSecond: null });
  const ms = await ask(page, 'firstPaintMs');
  await page.close();
  return ms ?? NaN;
}

async function scrolling(stage: PanelStage): Promise<readonly Row[]> {
  const page = await stage.show({ answers: OUTPUTS, perSecond: null });
  await page.getByRole('tab', { name: 'Outputs' }).click();
  await page.locator('.card-text').first().waitFor();
  await sleep(500);
  const opening = Math.max(0, ...(await ask(page, 'longTasks')));
  const nodes = await ask(page, 'scroll', SCROLL_STEP);
  await sleep(200);
  const tasks = await ask(page, 'longTasks');
  const heap = await heapMb(page);
  await page.close();
  return [
    {
      line: LINES.scroll,
      measured: { values: [Math.max(0, ...tasks)], unit: 'ms' },
      target: atMost(LONG_TASK_MS),
      note: `${tasks.length} tasks over ${LONG_TASK_MS} ms, 0 ms stands for none; opening panel and tab: ${Math.round(opening)} ms`,
    },
    { line: LINES.nodes, measured: { values: [nodes], unit: '' }, target: atMost(MOST_NODES) },
    { line: LINES.heap, measured: { values: [heap], unit: 'MB' }, target: atMost(MOST_HEAP_MB) },
  ];
}

async function streaming(stage: PanelStage, bench: Bench): Promise<readonly Row[]> {
  const seconds = bench.quick ? 5 : 10;
  const page = await stage.show({ answers: PER_SECOND * seconds, perSecond: PER_SECOND });
  await sleep(500);
  const opening = Math.max(0, ...(await ask(page, 'longTasks')));
  await page.waitForFunction('bench.ended()', undefined, { timeout: 60_000 });
  await sleep(500);
  const tasks = await ask(page, 'longTasks');
  await page.close();
  return [
    {
      line: LINES.stream,
      measured: { values: [Math.max(0, ...tasks)], unit: 'ms' },
      target: atMost(LONG_TASK_MS),
      note: `${tasks.length} tasks over ${LONG_TASK_MS} ms, 0 ms stands for none; the first half second, with the opening (${Math.round(opening)} ms), apart`,
    },
  ];
}
