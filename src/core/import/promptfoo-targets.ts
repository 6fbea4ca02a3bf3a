import type { Target } from '../model/run.ts';
import { withoutKeyShapes } from '../model/key-shapes.ts';
import { objectIn, objectOf, textIn, type Loose } from './loose.ts';

/** The targets of promptfoo's output. A provider that is listed twice, with other settings, is two targets. */

/** Where a result stands: `promptIdx` counts pairs of provider and prompt. */
interface Column {
  readonly source: Loose;
  readonly promptIdx: number;
}

/** What names a provider: its id, and the label that the user gave it. */
interface Name {
  readonly id: string;
  readonly label: string | null;
}

/** How an API is called, which stands between provider and model in some ids: `openai:chat:gpt-x`. */
const WAY = /^(?:chat|completions?|messages|responses)(?=:.)/;

/** Gives every result its target. */
export function targetsByColumn(columns: readonly Column[], prompts: readonly unknown[]): (column: Column) => Target {
  const targets = new Map<string, Target>();
  const taken = new Map<string, number>();
  const turns = new Map(columns.map(({ promptIdx }) => [promptIdx, 0]));
  for (const promptIdx of turns.keys()) turns.set(promptIdx, turnOf(promptIdx, prompts));
  const keyOf = (column: Column): string => {
    const { id, label } = nameOf(column, prompts[column.promptIdx]);
    return JSON.stringify([id, label, turns.get(column.promptIdx)]);
  };
  for (const column of [...columns].sort((a, b) => a.promptIdx - b.promptIdx)) {
    const key = keyOf(column);
    if (targets.has(key)) continue;
    const name = nameOf(column, prompts[column.promptIdx]);
    const count = (taken.get(name.id) ?? 0) + 1;
    taken.set(name.id, count);
    targets.set(key, targetOf(name, count));
  }
  return (column) => targets.get(keyOf(column))!;
}

function nameOf({ source }: Column, column: unknown): Name {
  const provider = objectIn(source, 'provider') ?? {};
  const named = typeof source['provider'] === 'string' ? source['provider'] : textIn(provider, 'id');
  const id = named ?? textIn(objectOf(column) ?? {}, 'provider') ?? 'unknown';
  return { id: withoutSecrets(id), label: textIn(provider, 'label') };
}

/** An address may carry a password or a key. */
function withoutSecrets(id: string): string {
  const bare = id.replace(/^([a-z]+:\/\/)[^/?#@]*@/i, '$1');
  return withoutKeyShapes(/^[a-z]+:\/\//i.test(bare) ? bare.replace(/[?#].*$/s, '') : bare);
}

/** The how many-th column of the same provider and prompt this is, from 0. */
function turnOf(promptIdx: number, prompts: readonly unknown[]): number {
  const contentAt = (index: number): string | null => {
    const prompt = objectOf(prompts[index]);
    return prompt === null ? null : JSON.stringify([prompt['provider'], prompt['raw'], prompt['label']]);
  };
  const own = contentAt(promptIdx);
  if (own === null) return 0;
  let turn = 0;
  for (let index = 0; index < promptIdx; index++) if (contentAt(index) === own) turn += 1;
  return turn;
}

function targetOf({ id, label }: Name, count: number): Target {
  const [, first = '', rest = ''] = /^([a-z][a-z0-9-]*):(.+)$/su.exec(id) ?? [];
  const isAddress = rest.startsWith('//');
  const model = first === '' || isAddress ? id : rest.replace(WAY, '').replace(/^:/, '');
  const again = count === 1 ? '' : `#${count}`;
  return {
    id: `${id}${again}`,
    provider: first === '' || isAddress ? 'imported' : first,
    model,
    label: label ?? `${model}${again === '' ? '' : ` ${again}`}`,
    baseUrl: null,
    parameters: {},
  };
}
