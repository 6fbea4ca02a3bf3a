import { isReady, PANEL_CALLS, type PanelCalls } from '../../src/protocol/messages.ts';
import { RpcServer } from '../../src/protocol/rpc.ts';
import type { Fixture } from './fixture.ts';
import { FIXTURES } from './fixtures.ts';
import { send } from './post.ts';
import { StandIn } from './stand-in.ts';
import { setTheme } from './theme.ts';

/**
 * Plays the editor's part in a plain browser: gives the panel `acquireVsCodeApi`, a theme and a run. The address says
 * which: `?run=numbers&tab=outputs&theme=dark`; `playground.show(…)` shows another one in the same page, as tests do.
 * Answers "arrive" in `?run=stream`, and after "Resume" and "Retry".
 */

/** What is shown. */
export interface Shown {
  readonly run: string;
  readonly tab?: string | undefined;
  readonly theme?: string | undefined;
  /** One of several pictures of a run. */
  readonly part?: number | undefined;
}

const query = new URLSearchParams(location.search);
let run = query.get('run') ?? 'numbers';
let standIn = new StandIn(fixtureOf({ run, part: Number(query.get('part') ?? 0) }), send);
/** Whether a run was chosen of which the panel does not know yet. */
let isSwitching = false;
let shownBefore = 0;

function fixtureOf({ run, part = 0 }: Shown): Fixture {
  return (FIXTURES[run] ?? FIXTURES['numbers']!)(part);
}

const keyOf = (name: string): string => `playground ${name}`;

/** A panel begins with what was kept of its run: here the tab, where one is named. */
function keep(tab: string | null | undefined): void {
  sessionStorage.removeItem(keyOf(run));
  if (tab != null) sessionStorage.setItem(keyOf(run), JSON.stringify({ runId: run, view: { tab } }));
}

/** Shows another run, or the same one from the beginning. */
function show(shown: Shown): void {
  standIn.leave();
  run = shown.run;
  isSwitching = true;
  setTheme(shown.theme ?? 'dark');
  keep(shown.tab);
  // A reload shows it again.
  history.replaceState(null, '', `?${new URLSearchParams({ run, part: String(shown.part ?? 0) })}`);
  (document.activeElement as HTMLElement | null)?.blur();
  document.getElementById('app')!.dataset['runId'] = run;
  const fixture = fixtureOf(shown);
  // A panel takes a run with an id of its own for another one.
  const header = { ...fixture.header, id: `${fixture.header.id} ${(shownBefore += 1)}` };
  standIn = new StandIn({ ...fixture, header }, send);
  standIn.show();
  if (run === 'stream') standIn.stream();
}

function hear(message: unknown): void {
  const server = new RpcServer<PanelCalls>({
    declared: PANEL_CALLS,
    handlers: standIn.handlers,
    post: send,
    unknown: 'Unknown request.',
    onDefect: (method, error) => `${method}: ${String(error)}`,
  });
  if (!server.hear(message) && isReady(message)) standIn.show();
}

setTheme(query.get('theme') ?? 'dark');
// A reload shows what was kept; an address that names a tab is about that tab.
const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
if (navigation?.type !== 'reload') keep(query.get('tab'));
window.addEventListener('message', ({ data }: MessageEvent<{ readonly type?: string } | null>) => {
  if (data?.type === 'snapshot') isSwitching = false;
});
Object.assign(window, {
  playground: { show, isSwitching: () => isSwitching },
  acquireVsCodeApi: () => ({
    getState: () => JSON.parse(sessionStorage.getItem(keyOf(run)) ?? 'null') as unknown,
    setState: (state: unknown) => {
      // What is kept a moment after a change may be of the run before.
      if (!isSwitching) sessionStorage.setItem(keyOf(run), JSON.stringify(state));
    },
    postMessage: hear,
  }),
});
if (run === 'stream') standIn.stream();
