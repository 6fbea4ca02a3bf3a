import type { Chain, Message, Parameters, ShuffledList } from '../model/run.ts';
import type { Hasher } from '../ports.ts';

/** JSON with sorted keys and no spaces: equal values give equal text. `undefined` members are left out, as in JSON. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((element) => canonicalJson(element ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** What a condition sends, whatever the target. */
export interface ConditionContent {
  readonly system: string | null;
  readonly messages: readonly Message[];
}

/** SHA-256 of the canonical JSON of `{ messages, system }`, of `shuffled` where there are lists, and of `chain` where there is one. */
export function conditionDigest(
  {
    system,
    messages,
    shuffled,
    chain,
  }: ConditionContent & { readonly shuffled?: readonly ShuffledList[]; readonly chain?: Chain | undefined },
  hasher: Hasher,
): string {
  return hasher.sha256(canonicalJson({ system, messages, shuffled, chain }));
}

/** What a trial sends: a condition's content to one model with the parameters of that attempt. */
export interface RequestContent extends ConditionContent {
  readonly provider: string;
  readonly model: string;
  readonly parameters: Parameters;
}

/** SHA-256 of the canonical JSON of `{ messages, model, parameters, provider, system }`. */
export function requestDigest(content: RequestContent, hasher: Hasher): string {
  const { provider, model, system, messages, parameters } = content;
  return hasher.sha256(canonicalJson({ provider, model, system, messages, parameters }));
}
