import type { EditWish } from '../core/analysis/edit-wish.ts';
import type { ByHand } from '../core/analysis/edits.ts';
import type {
  CompactReport,
  GroupQuery,
  GroupRow,
  OutputQuery,
  OutputRow,
  Page,
  RungQuery,
  RungRow,
} from '../core/analysis/rows.ts';
import type { TargetProgress } from '../core/model/events.ts';
import type { GroupVariant } from '../core/model/report.ts';
import type { Run, Source } from '../core/model/run.ts';
import type { FailureSummary } from './trial-summary.ts';

/**
 * The contract between the extension host and the panel. The panel says `ready`; the host answers with a full
 * `snapshot`, and sends a new one whenever something changed (at most ten a second). Everything else is a request
 * of the panel with exactly one reply.
 */

/** The report as the panel is sent it. */
export type PanelReport = CompactReport;

/** All the panel needs to draw its first view. */
export interface PanelSnapshot {
  readonly run: Run;
  /** One entry a target while the run is going; empty afterwards. */
  readonly progress: readonly TargetProgress[];
  /** `null` before the first answer, and when it cannot be made. */
  readonly report: PanelReport | null;
  /** Why it cannot be made and what to do, in whole sentences; absent when it can. */
  readonly reportProblem?: string;
  /**
   * While the run is going: milliseconds since this part of it began (`run.continuedAt`, or the start of the run).
   * Afterwards: milliseconds that it was being sent, all parts together, the pauses between them left out. `null` when
   * that is not known: recorded answers, and files of runs that were sent in several parts.
   */
  readonly elapsedMs: number | null;
  /** What went wrong outside the trials ("the disk is full; answers are kept in memory"); one sentence each. */
  readonly notices: readonly string[];
  /** Where the answers came from (`sourcesOf`). Recorded and simulated answers are labelled by it. */
  readonly sources?: readonly Source[];
  /** Why trials failed, were refused or stayed empty (`failuresOf`): one entry a target and sentence. */
  readonly failures?: readonly FailureSummary[];
  /** Merges and splits made by hand; absent when there are none. */
  readonly edits?: EditSummary;
  /** What can be sent now; absent while the run is going. */
  readonly next?: NextSteps;
  /** ISO-8601 UTC by the host's clock, when this was put together: the panel may be on another machine with another clock. */
  readonly sentAt?: string;
}

/** Merges and splits made by hand: how many changed the groups as they are read now, and how many did not. */
export interface EditSummary extends ByHand {
  /** Whether the last one can be taken back from here: not while another window writes the run. All of them can, one by one. */
  readonly canUndo: boolean;
}

/** What can be sent of a run that is not going on. */
export interface NextSteps {
  /** Trials that never ended (cut off, stopped, over budget); 0 when none is missing. */
  readonly missing: number;
  /** Failed trials that may be sent again, by target id; targets without any are absent. */
  readonly failed: Readonly<Record<string, number>>;
  /** How many runs "Run N more" adds to every cell; 0 when the run cannot grow (a recording has no more). */
  readonly more: number;
  /** Whether another window or process is sending this run at this moment; then nothing can be sent from here. */
  readonly elsewhere: boolean;
}

/** What the panel may ask. Method -> parameters and result. */
export interface PanelRequests {
  groups: { params: GroupQuery; result: Page<GroupRow> };
  variants: { params: { readonly group: string }; result: readonly GroupVariant[] };
  rung: { params: RungQuery; result: Page<RungRow> };
  outputs: { params: OutputQuery; result: Page<OutputRow> };
  text: {
    params: { readonly target: string; readonly condition: string; readonly trialIndex: number };
    result: string | null;
  };
  /**
   * Merges or splits groups by hand. The reply comes when it is kept; a snapshot that shows it follows. One sentence when
   * it would change nothing, what it names is gone, or another window writes the run.
   */
  edit: { params: EditWish; result: null };
  /** Takes the last merge or split back. */
  'undo-edit': { params: NoParams; result: null };
  /** Reads the answers of this run anew, with or without those that their own prompt holds; a snapshot that shows it follows. */
  reread: { params: { readonly leaveOutEcho: boolean }; result: null };
  /** Reads the outputs of this run whole, or what they name again; a snapshot that shows it follows. */
  'read-whole': { params: { readonly readsWhole: boolean }; result: null };
  /** Reads the outputs of this run by a field of their JSON (`json:FIELD`), or with `null` as they are read otherwise; a snapshot that shows it follows. */
  'read-by': { params: { readonly extractor: string | null }; result: null };
  /** Puts text on the clipboard. */
  copy: { params: { readonly text: string }; result: null };
  /** Writes a picture or a table into a file that the user chooses; a webview cannot download. The reply comes before the dialog. */
  save: { params: FileToSave; result: null };
  /** Opens a file that was dropped on the panel, as Open Run does. The reply comes before it is read; the host shows what is wrong. */
  'open-dropped': { params: DroppedFile; result: null };
  /** Presses a button whose work is done by the host. */
  act: {
    params: PanelPress;
    result: null;
  };
}

/** What a file of the panel can be. */
export type FileKind = 'png' | 'svg' | 'tsv' | 'csv';

/** A file as the panel made it. */
export interface FileToSave {
  /** What it shows, in a word or two; the host makes a file name out of it. */
  readonly name: string;
  readonly kind: FileKind;
  /** Base64 for `png`, text for all others; at most `SAVE_LIMIT` UTF-16 units. */
  readonly data: string;
}

/**
 * A file that was dropped on the panel: where it lies, when the editor's own lists were the source, or else what is in it. A
 * page cannot read the first, and does not know where the second is from.
 */
export type DroppedFile =
  | { readonly uri: string }
  /** At most `DROP_LIMIT` bytes. */
  | { readonly name: string; readonly bytes: Uint8Array };

/** An object without members. */
export type NoParams = Readonly<Record<string, never>>;

/** A button that was pressed. */
export interface PanelPress {
  readonly action: PanelAction;
  /** Target id, for `retry-failed` of one model; the section, for `open-statistics`. */
  readonly target?: string;
}

/** Buttons of the panel. */
export type PanelAction =
  | 'stop'
  | 'export'
  | 'run-again'
  | 'open-origin'
  | 'set-api-key'
  | 'show-log'
  /** Sends what is missing. */
  | 'resume'
  /** Sends failed trials again, all or one target's, and what is missing. */
  | 'retry-failed'
  /** Adds runs to every cell, and sends what is missing. */
  | 'run-more'
  /** Shows the pages among the outputs in a gallery of their own. */
  | 'open-gallery'
  /** Opens the prompt where it can be changed, selected, so that it can be probed again. */
  | 'edit-prompt'
  /** Shows a section of docs/statistics.md. */
  | 'open-statistics';

/** Name of a request. */
export type PanelMethod = keyof PanelRequests;

/** A reply: a result or one plain sentence. */
export type Reply<T> = { readonly ok: T } | { readonly err: string };

/** Panel to host. */
export type PanelToHost =
  | { readonly type: 'ready' }
  | {
      [M in PanelMethod]: {
        readonly type: 'request';
        readonly id: number;
        readonly method: M;
        readonly params: PanelRequests[M]['params'];
      };
    }[PanelMethod];

/** Host to panel. */
export type HostToPanel =
  | { readonly type: 'snapshot'; readonly snapshot: PanelSnapshot }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> };

/** What the panel keeps with `setState` so that the host can find the run again after a window reload. */
export interface PanelState {
  readonly runId: string;
  /** Which tab is open and what is filtered; only the panel reads it. */
  readonly view: unknown;
}
