import { parseJson } from '../../core/json/parse-json.ts';
import type { RunEvent } from '../../core/model/events.ts';

/**
 * How long the run in a journal was being sent, ms: every part from its beginning to its end, without the pauses
 * between them. A part that was cut off lasted until its last answer. `null` when a beginning is not known, which is
 * so for the second half of a run that came from a file.
 */
export function sentMs(journal: string): number | null {
  let total = 0;
  let from: number | null = null;
  let last = '';
  let parts = 0;
  const end = (to: number): void => {
    if (from !== null) total += Math.max(0, to - from);
    from = null;
  };
  for (const line of journal.split('\n')) {
    if (line.startsWith('{"type":"started"')) {
      if (from !== null) end(settledAt(last) ?? from);
      const started = readEvent(line, 'started');
      const { createdAt, continuedAt } = started?.header ?? {};
      if (parts++ === 0 && continuedAt !== undefined) return null;
      from = Date.parse(continuedAt ?? createdAt ?? '');
      if (Number.isNaN(from)) return null;
      last = '';
    } else if (line.startsWith('{"type":"finished"')) {
      const finished = Date.parse(readEvent(line, 'finished')?.finishedAt ?? '');
      if (Number.isNaN(finished)) return null;
      end(finished);
    } else if (line.endsWith('}') && !line.startsWith('{"type":"edited"')) last = line;
  }
  if (from !== null) end(settledAt(last) ?? from);
  return parts === 0 ? null : total;
}

type Named<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>;

/** Unix ms at which the trial of a line had settled; `null` when the line does not tell. */
function settledAt(line: string): number | null {
  const { startedAt, latencyMs } = readEvent(line, 'settled')?.trial ?? {};
  const started = Date.parse(startedAt ?? '');
  return Number.isNaN(started) ? null : started + (latencyMs ?? 0);
}

function readEvent<T extends RunEvent['type']>(line: string, type: T): Partial<Named<T>> | null {
  try {
    const event = parseJson(line) as Partial<RunEvent> | null;
    return event?.type === type ? (event as Partial<Named<T>>) : null;
  } catch {
    return null; // torn by a crash
  }
}
