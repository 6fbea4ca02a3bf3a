import { ACTIVATION, EVENT_LOOP } from './editor.ts';
import { ERRORS, SLOW } from './faults.ts';
import { GATEWAY } from './gateway.ts';
import { PACKAGE, START } from './install.ts';
import { FIVE_A_SECOND, TWENTY_A_SECOND } from './limits.ts';
import type { Line } from './line.ts';
import { MEMORY } from './memory.ts';
import { PANEL } from './panel.ts';
import { REPORTS } from './reports.ts';
import { RESUME, USED_UP } from './resume.ts';
import { RUNS_VIEW } from './runs-view.ts';
import { BARE, DEFAULTS } from './sending.ts';

/** Every line, in the order of the table. A new one is one file and one entry here. */
export const LINES: readonly Line[] = [
  PACKAGE,
  START,
  DEFAULTS,
  BARE,
  TWENTY_A_SECOND,
  FIVE_A_SECOND,
  ERRORS,
  SLOW,
  GATEWAY,
  RESUME,
  USED_UP,
  REPORTS,
  MEMORY,
  ACTIVATION,
  RUNS_VIEW,
  EVENT_LOOP,
  PANEL,
];
