import type { OfferGroup } from './offers.ts';
import { STRINGS } from '../strings.ts';

/** Sets of models that the picker has by itself, made of what the services of the user list. */

/** What a set is made of: the lists that the picker shows. */
type Listed = Pick<OfferGroup, 'id' | 'offers' | 'isOwnMachine'>;

export interface ModelSet {
  readonly name: string;
  /** A few words beside the name, for as long as the lists have not arrived. */
  readonly about: string;
  /** Specs, at most one of each list. */
  specsOf(lists: readonly Listed[]): readonly string[];
}

/** Names of a family of models, its version in a group; of one version the first that matches is taken. */
type Family = readonly RegExp[];

const VENDORS: Readonly<Record<string, { readonly small: Family; readonly large: Family }>> = {
  openai: {
    small: [/^gpt-(\d+(?:\.\d+)?)-luna$/, /^gpt-(\d+(?:\.\d+)?)-mini$/, /^gpt-(\d+(?:\.\d+)?)-nano$/],
    large: [/^gpt-(\d+(?:\.\d+)?)-sol$/, /^gpt-(\d+(?:\.\d+)?)$/],
  },
  anthropic: {
    small: [/^claude-haiku-(\d+(?:-\d{1,2})?)(?:-\d{8})?$/],
    large: [/^claude-opus-(\d+(?:-\d{1,2})?)(?:-\d{8})?$/],
  },
  google: {
    small: [/^gemini-(\d+(?:\.\d+)?)-flash$/, /^gemini-(\d+(?:\.\d+)?)-flash-lite$/],
    large: [/^gemini-(\d+(?:\.\d+)?)-pro$/, /^gemini-(\d+(?:\.\d+)?)-pro-preview$/],
  },
};

/** Billions of parameters, in the name of a model of a server: `llama3.2:3b`, `qwen3-0.6b`. */
const SIZE = /(?:^|[-_:])(\d+(?:\.\d+)?)b(?:$|[-_:])/i;
/** Up to this many a model counts as small. */
const SMALL_BILLIONS = 9;

const SMALL: ModelSet = {
  name: 'small',
  about: STRINGS.models.sets.small,
  specsOf: (lists) => lists.flatMap((list) => newest(list, VENDORS[list.id]?.small) ?? smallest(list) ?? []),
};

const BIG_THREE: ModelSet = {
  name: 'big three',
  about: STRINGS.models.sets.bigThree,
  specsOf: (lists) => lists.flatMap((list) => newest(list, VENDORS[list.id]?.large) ?? []),
};

/** The sets that can be made with the lists of `ids`. `own`: those of servers on this machine. A set of one model is none. */
export function setsFor(ids: readonly string[], own: readonly string[]): readonly ModelSet[] {
  const vendors = Object.keys(VENDORS).filter((id) => ids.includes(id));
  const servers = own.filter((id) => !vendors.includes(id));
  return [
    ...(vendors.length + servers.length > 1 ? [SMALL] : []),
    ...(vendors.length === Object.keys(VENDORS).length ? [BIG_THREE] : []),
  ];
}

function newest({ id, offers }: Listed, family: Family | undefined): string | null {
  const members = (family ?? []).flatMap((name, place) =>
    offers.flatMap(({ spec }) => {
      const version = name.exec(modelOf(spec, id))?.[1];
      return version === undefined ? [] : [{ spec, place, version: version.split(/[-.]/).map(Number) }];
    }),
  );
  members.sort((a, b) => byVersion(b.version, a.version) || a.place - b.place);
  return members[0]?.spec ?? null;
}

function byVersion(
  [major = 0, minor = 0]: readonly number[],
  [otherMajor = 0, otherMinor = 0]: readonly number[],
): number {
  return major - otherMajor || minor - otherMinor;
}

function smallest({ id, offers, isOwnMachine }: Listed): string | null {
  if (isOwnMachine !== true) return null;
  const sized = offers.flatMap(({ spec }) => {
    const billions = Number(SIZE.exec(modelOf(spec, id))?.[1] ?? Infinity);
    return billions <= SMALL_BILLIONS ? [{ spec, billions }] : [];
  });
  return sized.sort((a, b) => a.billions - b.billions)[0]?.spec ?? null;
}

const modelOf = (spec: string, provider: string): string => spec.slice(provider.length + 1);
