/** A kept run as a list shows it. */
export interface KeptRun {
  readonly key: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  readonly prompt: string;
  readonly targets: readonly string[];
  readonly trialsPerCell: number;
}

/** Reads the first line of a journal; `null` when it is not one or is longer than what was read. */
export function readHeaderLine(key: string, head: string): KeptRun | null {
  const end = head.indexOf('\n');
  if (end < 0) return null;
  let line: unknown;
  try {
    line = JSON.parse(head.slice(0, end));
  } catch {
    return null; // torn, or not a journal: not a run to list
  }
  const header = field(line, 'header');
  const createdAt = field(header, 'createdAt');
  const prompt = field(first(field(header, 'conditions')), 'prompt');
  const targets = field(header, 'targets');
  const trialsPerCell = field(header, 'trialsPerCell');
  if (typeof createdAt !== 'string' || typeof prompt !== 'string' || typeof trialsPerCell !== 'number') return null;
  const labels = Array.isArray(targets) ? targets.map((target) => String(field(target, 'label') ?? '')) : [];
  return { key, createdAt, prompt, targets: labels, trialsPerCell };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
