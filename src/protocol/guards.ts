import { isRunId } from '../core/model/run-id.ts';
import type { EditWish, MergeWish, SplitWish } from '../core/analysis/edit-wish.ts';
import type { Rung } from '../core/analysis/rows.ts';
import type { TrialKey } from '../core/model/run.ts';
import { READING_STATUSES } from '../core/model/reading-status.ts';
import type {
  DroppedFile,
  FileKind,
  PanelAction,
  PanelMethod,
  PanelRequests,
  PanelState,
  PanelToHost,
} from './messages.ts';

/**
 * Checks what comes from the panel at run time: a webview shows model output, so its messages are not trusted.
 * Only the fields of the contract are taken over; anything else is dropped.
 */

type Fields = Readonly<Record<string, unknown>>;
type ParamsReader = { readonly [M in PanelMethod]: (fields: Fields) => PanelRequests[M]['params'] | null };

/** Most rows one request may ask for. */
export const PAGE_LIMIT = 1_000;

/** Most groups, wordings or outputs that one edit may name. */
export const EDIT_LIMIT = 10_000;

/** Most UTF-16 units of a file to save: 8 MB of a picture in base64. */
export const SAVE_LIMIT = 11_000_000;

/** Most bytes of a file that is dropped without a place of its own. */
export const DROP_LIMIT = 50 * 1024 * 1024;

/** Longest name of a file to save or of one that was dropped, UTF-16 units. */
export const NAME_LIMIT = 300;

/** Longest place of a dropped file, UTF-16 units; paths are no longer on any system. */
export const URI_LIMIT = 32_768;

const KINDS: readonly FileKind[] = ['png', 'svg', 'tsv', 'csv'];
const RUNGS: readonly Rung[] = ['outputs', 'raw', 'unwrapped', 'folded', 'extracted', 'groups'];
const ACTIONS: readonly PanelAction[] = [
  ...(['stop', 'export', 'run-again', 'open-origin', 'set-api-key', 'show-log'] as const),
  ...(['resume', 'retry-failed', 'run-more', 'edit-prompt', 'open-gallery', 'open-statistics'] as const),
];

const READERS: ParamsReader = {
  groups: ({ offset, limit, text }) =>
    isCount(offset) && isLimit(limit) && isText(text) ? { offset, limit, text } : null,
  variants: ({ group }) => (isText(group) ? { group } : null),
  rung: ({ rung, offset, limit }) =>
    isOneOf(RUNGS, rung) && isCount(offset) && isLimit(limit) ? { rung, offset, limit } : null,
  outputs: ({ target, condition, offset, limit, text, group, status, trait }) =>
    isText(target) &&
    isText(condition) &&
    isCount(offset) &&
    isLimit(limit) &&
    isText(text) &&
    (group === null || isText(group)) &&
    (status === undefined || isOneOf(READING_STATUSES, status)) &&
    (trait === undefined || isText(trait))
      ? {
          ...{ target, condition, offset, limit, text, group },
          ...(status !== undefined && { status }),
          ...(trait !== undefined && { trait }),
        }
      : null,
  text: ({ target, condition, trialIndex }) =>
    isText(target) && isText(condition) && isCount(trialIndex) ? { target, condition, trialIndex } : null,
  edit: readWish,
  'undo-edit': () => ({}),
  'read-whole': ({ readsWhole }) => (typeof readsWhole === 'boolean' ? { readsWhole } : null),
  'read-by': ({ extractor }) =>
    extractor === null || (isText(extractor) && /^json:[^\n]{1,300}$/.test(extractor)) ? { extractor } : null,
  reread: ({ leaveOutEcho }) => (typeof leaveOutEcho === 'boolean' ? { leaveOutEcho } : null),
  copy: ({ text }) => (isText(text) ? { text } : null),
  save: ({ name, kind, data }) =>
    isText(name) && name.length <= NAME_LIMIT && isOneOf(KINDS, kind) && isText(data) && data.length <= SAVE_LIMIT
      ? { name, kind, data }
      : null,
  'open-dropped': readDropped,
  act: ({ action, target }) =>
    isOneOf(ACTIONS, action) && (target === undefined || isText(target))
      ? { action, ...(target !== undefined && { target }) }
      : null,
};

function readDropped({ uri, name, bytes }: Fields): DroppedFile | null {
  if (uri !== undefined) return isText(uri) && uri.length <= URI_LIMIT ? { uri } : null;
  const isFile = isText(name) && name.length <= NAME_LIMIT && bytes instanceof Uint8Array;
  return isFile && bytes.length <= DROP_LIMIT ? { name, bytes } : null;
}

function readWish(fields: Fields): EditWish | null {
  if (fields.kind === 'merge') return readMerge(fields);
  return fields.kind === 'split' ? readSplit(fields) : null;
}

function readMerge({ groups, members }: Fields): MergeWish | null {
  const kind = 'merge';
  if (members !== undefined) return isListOf(members, isKey) ? { kind, members: members.map(keyOf) } : null;
  return isListOf(groups, isText) ? { kind, groups } : null;
}

function readSplit({ group, texts, answers, members }: Fields): SplitWish | null {
  const kind = 'split';
  if (members !== undefined) return isListOf(members, isKey) ? { kind, members: members.map(keyOf) } : null;
  if (!isText(group)) return null;
  if (texts !== undefined) return isListOf(texts, isText) ? { kind, group, texts } : null;
  return isListOf(answers, isText) ? { kind, group, answers } : null;
}

/** What a message says; `bad-request` has an id that wants a reply, `null` is no message of the contract at all. */
export type Received = PanelToHost | { readonly type: 'bad-request'; readonly id: number } | null;

/** Reads a message of the panel. */
export function readPanelMessage(message: unknown): Received {
  if (!isFields(message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  const { type, id, method, params } = message;
  if (type !== 'request' || !isCount(id)) return null;
  if (typeof method !== 'string' || !Object.hasOwn(READERS, method) || !isFields(params))
    return { type: 'bad-request', id };
  return readRequest(id, method as PanelMethod, params);
}

function readRequest(id: number, method: PanelMethod, fields: Fields): Received {
  const params = READERS[method](fields);
  if (params === null) return { type: 'bad-request', id };
  // Method and parameters belong together: both come from the same entry of the table.
  return { type: 'request', id, method, params } as PanelToHost;
}

/** What the panel kept over a window reload; `null` when it is not of this program. Run ids become file names, so they are checked. */
export function readPanelState(state: unknown): PanelState | null {
  if (!isFields(state) || typeof state.runId !== 'string' || !isRunId(state.runId)) return null;
  return { runId: state.runId, view: state.view ?? null };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKey(value: unknown): value is TrialKey {
  return isFields(value) && isText(value.target) && isText(value.condition) && isCount(value.trialIndex);
}

function keyOf({ target, condition, trialIndex }: TrialKey): TrialKey {
  return { target, condition, trialIndex };
}

function isListOf<T>(value: unknown, isOne: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.length > 0 && value.length <= EDIT_LIMIT && value.every(isOne);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isLimit(value: unknown): value is number {
  return isCount(value) && value <= PAGE_LIMIT;
}

function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T {
  return values.some((known) => known === value);
}
