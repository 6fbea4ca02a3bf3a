import * as v from 'valibot';
import type { PageRow } from '../core/gallery/gallery-pages.ts';
import { editWishSchema } from '../core/analysis/edit-wish-schema.ts';
import { ROW_QUERIES, type CompactReport } from '../core/analysis/rows.ts';
import { gives, type CallsOf } from '../core/model/calls.ts';
import type { TargetProgress } from '../core/model/events.ts';
import { trialSchema, type Run } from '../core/model/run.ts';
import { isRunId } from '../core/model/run-id.ts';
import { isFields } from '../core/model/fields.ts';
import {
  always,
  anyObject,
  count,
  described,
  dictionary,
  flag,
  list,
  number,
  ONE_ISSUE,
  oneOf,
  only,
  optional,
  orNull,
  text,
  type Of,
  type Schema,
} from '../core/model/schema.ts';
import { isListedExtractor } from '../core/model/extractor-words.ts';
import { GROUPING_MODES } from '../core/model/grouping-mode.ts';
import { DROP_LIMIT, NAME_LIMIT, SAVE_LIMIT, URI_LIMIT } from './limits.ts';
import type { RequestOf, RpcReply } from './rpc.ts';
import type { FailureSummary } from './trial-summary.ts';

/**
 * The contract between the extension host and the panel. The panel says `ready`; the host answers with a full
 * `snapshot`, and sends a new one whenever something changed (at most ten a second). Everything else is a request
 * of the panel with exactly one reply.
 */

/** The report as the panel is sent it. */
export type PanelReport = CompactReport;

/**
 * An object that the host made of data which was checked before. It is not looked into: a report has thousands of members, and
 * snapshots come ten times a second.
 */
// @__NO_SIDE_EFFECTS__
const made = <T extends object>(): Schema<T> => anyObject as unknown as Schema<T>;

const editSummarySchema = only({
  ...{ merges: count, splits: count },
  idle: described(count, 'Those that mean no answer that is there, or ask for what is so already.'),
  canUndo: described(
    flag,
    'Whether the last one can be taken back from here: not while another window writes the run. All of them can, one by one.',
  ),
});
/** Merges and splits made by hand: how many changed the groups as they are read now, and how many did not. */
export interface EditSummary extends Of<typeof editSummarySchema> {}

const nextStepsSchema = only({
  missing: described(count, 'Trials that never ended (cut off, stopped, over budget); 0 when none is missing.'),
  failed: described(
    dictionary(count),
    'Failed trials that may be sent again, by target id; targets without any are absent.',
  ),
  more: described(
    count,
    'How many runs "Run N more" adds to every cell; 0 when the run cannot grow (a recording has no more).',
  ),
  elsewhere: described(
    flag,
    'Whether another window or process is sending this run at this moment; then nothing can be sent from here.',
  ),
});
/** What can be sent of a run that is not going on. */
export interface NextSteps extends Of<typeof nextStepsSchema> {}

const snapshotSchema = only({
  run: made<Run>(),
  progress: described(list(made<TargetProgress>()), 'One entry per target while the run is going; empty afterwards.'),
  report: described(orNull(made<PanelReport>()), 'null before the first answer, and when it cannot be made.'),
  reportProblem: optional(
    described(text, 'Why it cannot be made and what to do, in whole sentences; absent when it can.'),
  ),
  elapsedMs: described(
    orNull(number),
    'Milliseconds that the run was being sent, all parts together, the pauses between them left out. null when that is not known: recorded answers, and files of earlier versions with runs that were sent in several parts.',
  ),
  notices: described(
    list(text),
    'What went wrong outside the trials ("the disk is full; answers are kept in memory"); one sentence each.',
  ),
  sources: optional(
    described(
      list(trialSchema.entries.source),
      'Where the answers came from (`sourcesOf`). Recorded and simulated answers are labelled by it.',
    ),
  ),
  failures: optional(
    described(
      list(made<FailureSummary>()),
      'Why trials failed, were refused or stayed empty (`failuresOf`): one entry per target and sentence.',
    ),
  ),
  edits: optional(described(editSummarySchema, 'Merges and splits made by hand; absent when there are none.')),
  next: optional(described(nextStepsSchema, 'What can be sent now; absent while the run is going.')),
  sentAt: optional(
    described(
      text,
      "ISO-8601 UTC by the host's clock, when this was put together: the panel may be on another machine with another clock.",
    ),
  ),
});
/** All the panel needs to draw its first view. */
export interface PanelSnapshot extends Of<typeof snapshotSchema> {}

const snapshotMessageSchema = only({ type: always('snapshot'), snapshot: snapshotSchema });

/** The snapshot in a message of the host; `null` for its other messages, and for what others post into the page. */
export function readSnapshot(message: unknown): PanelSnapshot | null {
  const read = v.safeParse(snapshotMessageSchema, message, ONE_ISSUE);
  return read.success ? read.output.snapshot : null;
}

const FILE_KINDS = ['png', 'svg', 'tsv', 'csv'] as const;
/** What a file of the panel can be. */
export type FileKind = (typeof FILE_KINDS)[number];

const fileSchema = only({
  name: described(
    v.pipe(text, v.maxLength(NAME_LIMIT)),
    'What it shows, in a word or two; the host makes a file name out of it.',
  ),
  kind: oneOf(FILE_KINDS),
  data: described(v.pipe(text, v.maxLength(SAVE_LIMIT)), 'Base64 for png, text for all others.'),
});
/** A file as the panel made it. */
export type FileToSave = Of<typeof fileSchema>;

const droppedSchema = v.union([
  only({ uri: v.pipe(text, v.maxLength(URI_LIMIT)) }),
  only({
    name: v.pipe(text, v.maxLength(NAME_LIMIT)),
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.length <= DROP_LIMIT),
    ),
  }),
]);
/**
 * A file that was dropped on the panel: where it lies, when the editor's own lists were the source, or else what is in it. A
 * page cannot read the first, and does not know where the second is from.
 */
export type DroppedFile = Of<typeof droppedSchema>;

const ACTIONS = [
  'stop',
  'export',
  'run-again',
  'try-models',
  /** Finds out which sentences of the prompt make the answer, in a new run of the same models. */
  'find-sentences',
  'open-origin',
  'set-api-key',
  'show-log',
  /** Sends what is missing. */
  'resume',
  /** Sends failed trials again, all or one target's, and what is missing. */
  'retry-failed',
  /** Adds runs to every cell, and sends what is missing: `more` of them, or as many as `next.more` says. */
  'run-more',
  /** Begins a new run of the same prompt that ends once it is settled. */
  'run-settled',
  /** Asks how many runs to add, and adds them. */
  'run-other',
  /** Shows the pages among the outputs in a gallery of their own. */
  'open-gallery',
  /** Compares the run with another one that is asked for. */
  'compare',
  /** Asks what is wanted, and tries rewrites of the prompt on the models of the run. */
  'try-rewrites',
  /** Shows what a rewrite (`target`: its condition) changes in the prompt's file, and puts it there. */
  'insert-rewrite',
  /** Opens the prompt where it can be changed, selected, so that it can be probed again. */
  'edit-prompt',
  /** Shows a section of docs/statistics.md. */
  'open-statistics',
] as const;
/** Buttons of the panel. */
export type PanelAction = (typeof ACTIONS)[number];

const pressSchema = only({
  action: oneOf(ACTIONS),
  target: optional(
    described(
      text,
      'Target id, for `retry-failed` of one model; the section, for `open-statistics`; the condition, for `insert-rewrite`.',
    ),
  ),
  more: optional(
    described(v.pipe(v.number(), v.integer(), v.minValue(1)), 'Runs to add to every cell, for `run-more`.'),
  ),
});
/** A button that was pressed. */
export type PanelPress = Of<typeof pressSchema>;

const rereadSchema = only({
  extractor: optional(v.pipe(text, v.check(isListedExtractor))),
  grouping: optional(oneOf(GROUPING_MODES)),
  leaveOutEcho: optional(described(flag, 'Without the answers that their own prompt holds.')),
});
/** What is changed in how a run is read; what is absent stays as it is. */
export type Reread = Of<typeof rereadSchema>;

const outputKeySchema = only({ target: text, condition: text, trialIndex: count });

const nothing = only({});

/** What the panel may ask. */
export const PANEL_CALLS = {
  ...ROW_QUERIES,
  /** What can be shown of a page among the outputs without running it; `null` where an output is none. */
  'page-row': { params: outputKeySchema, result: gives<PageRow | null>() },
  /**
   * Merges or splits groups by hand. The reply comes when it is kept; a snapshot that shows it follows. One sentence when
   * it would change nothing, what it names is gone, or another window writes the run.
   */
  edit: { params: editWishSchema, result: null },
  /** Takes the last merge or split back. */
  'undo-edit': { params: nothing, result: null },
  /**
   * Reads the answers of this run in another way, until it is closed; a snapshot that shows it follows.
   */
  reread: { params: rereadSchema, result: null },
  /** Puts text on the clipboard. */
  copy: { params: only({ text }), result: null },
  /** Writes a picture or a table into a file that the user chooses; a webview cannot download. The reply comes before the dialog. */
  save: { params: fileSchema, result: null },
  /** Opens a file that was dropped on the panel, as Open Run does. The reply comes before it is read; the host shows what is wrong. */
  'open-dropped': { params: droppedSchema, result: null },
  /** Presses a button whose work is done by the host. */
  act: { params: pressSchema, result: null },
};
export type PanelCalls = CallsOf<typeof PANEL_CALLS>;

/** Name of a request. */
export type PanelMethod = keyof PanelCalls;

/** Panel to host. */
export type PanelToHost = { readonly type: 'ready' } | RequestOf<PanelCalls>;

/** Host to panel. */
export type HostToPanel = Of<typeof snapshotMessageSchema> | RpcReply;

/** Whether the panel says that it can take snapshots. */
export function isReady(message: unknown): boolean {
  return isFields(message) && message['type'] === 'ready';
}

const panelStateSchema = only({
  runId: v.pipe(text, v.check(isRunId)),
  view: described(v.nullish(v.unknown(), null), 'Which tab is open and what is filtered; only the panel reads it.'),
});
/** What the panel keeps with `setState` so that the host can find the run again after a window reload. */
export type PanelState = Of<typeof panelStateSchema>;

/** What the panel kept over a window reload; `null` when it is not of this program. Run ids become file names, so they are checked. */
export function readPanelState(state: unknown): PanelState | null {
  const read = v.safeParse(panelStateSchema, state);
  return read.success ? read.output : null;
}
