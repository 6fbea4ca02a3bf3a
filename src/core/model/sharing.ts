import type { Trial } from './run.ts';

/** Longest text of which a second copy is looked for: hashing a longer one takes longer than it saves. */
const LONGEST_SHARED = 2 ** 20;

const TEXTS = ['target', 'condition', 'text', 'finishReason', 'modelReported', 'sha256', 'note'] as const;
const OBJECTS = ['requested', 'honoured', 'variables', 'usage', 'error'] as const;

/**
 * Trials of one run say much the same: ids, digests, parameters, often the answer itself. Read from a file or from
 * replies, or told by another thread, each has copies of its own; what goes through here is held once.
 */
export class Sharing {
  private readonly texts = new Map<string, string>();
  private readonly objects = new Map<string, object>();

  /** Takes trials that nobody has checked, too. */
  trial(trial: Trial): Trial {
    const shared: Record<string, unknown> = { ...trial };
    for (const name of TEXTS) if (typeof shared[name] === 'string') shared[name] = this.text(shared[name]);
    for (const name of OBJECTS) {
      const value = shared[name];
      if (typeof value === 'object' && value !== null) shared[name] = this.object(value);
    }
    return shared as unknown as Trial;
  }

  private text(text: string): string {
    if (text.length > LONGEST_SHARED) return text;
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return known ?? text;
  }

  /** Members in another order make another object: exports write them as they come. */
  private object(object: object): object {
    const json = JSON.stringify(object);
    const known = this.objects.get(json);
    if (known === undefined) this.objects.set(json, object);
    return known ?? object;
  }
}
