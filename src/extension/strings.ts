import { AGENTS } from './strings/agents.ts';
import { FILES, GALLERY } from './strings/files.ts';
import { KEYS } from './strings/keys.ts';
import { MODELS } from './strings/models.ts';
import { PROBE_FILES } from './strings/probe-files.ts';
import { PROBE } from './strings/probe.ts';
import { PROMPT_LINES } from './strings/prompt-lines.ts';
import { REWRITES } from './strings/rewrites.ts';
import { COMPARE, RUNS } from './strings/runs.ts';
import { SENDING } from './strings/sending.ts';

/**
 * What the extension says in notifications, dialogs, input boxes, quick picks, the status bar and lines above prompts, by
 * topic. Tests that wait for a sentence take it from here, so that it can be reworded in one place. Names of commands and
 * settings are in `package.nls.json`; what is made of data (names of models, formats, lines of the Runs view) is where the
 * data is. Code that is loaded with a document takes its topic from `strings/` directly and leaves the rest unloaded.
 */
export const STRINGS = {
  unexpected: {
    text: 'Unexpected error. See the log for details.',
    showLog: 'Show Log',
  },
  /** What a webview says until its script has drawn something, and goes on saying when that cannot be loaded. */
  opening: 'Opening… If nothing appears, close this tab and open it again.',
  promptLines: PROMPT_LINES,
  probeFiles: PROBE_FILES,
  probe: PROBE,
  sending: SENDING,
  models: MODELS,
  keys: KEYS,
  files: FILES,
  gallery: GALLERY,
  rewrites: REWRITES,
  runs: RUNS,
  compare: COMPARE,
  agents: AGENTS,
} as const;
