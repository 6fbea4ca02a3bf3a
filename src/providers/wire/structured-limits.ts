import type { LimitHint } from '../../core/ports.ts';

/** One member of a structured list (RFC 9651): its name and the parameters that matter here, as text. */
interface Member {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longer fields are nobody's limits, characters. */
const LONGEST_FIELD = 2000;
const NAME = String.raw`"(?:[^"\\]|\\.)*"|[A-Za-z*][\w.*:/%+-]*`;
const VALUE = String.raw`"(?:[^"\\]|\\.)*"|:[\w+/=]*:|\?[01]|[\w.*/%+-][\w.*:/%+-]*`;
const MEMBER = new RegExp(String.raw`\s*(${NAME})((?:\s*;\s*[a-z*][\w.*-]*(?:=(?:${VALUE}))?)*)\s*(?:,|$)`, 'y');
const PARAMETER = new RegExp(String.raw`;\s*([a-z*][\w.*-]*)(?:=(${VALUE}))?`, 'g');

/** No window of a limit is longer, s. */
const LONGEST_WINDOW_S = 32 * 86_400;
/** As drafts up to 07 wrote it. */
const DICTIONARY = /^(?:\s*(?:limit|remaining|reset)=\d{1,12}\s*(?:,(?=.)|$)){2,3}$/;

/**
 * Limits from the fields of the IETF's draft (draft-ietf-httpapi-ratelimit-headers): `RateLimit: "name";r=3;t=20` and
 * `RateLimit-Policy: "name";q=100;w=60`, or, earlier, `RateLimit: limit=100, remaining=3, reset=20`. A field that is
 * malformed in any place gives nothing.
 */
export function structuredLimits(limits: string | null, policies: string | null): readonly LimitHint[] {
  if (limits === null) return [];
  if (DICTIONARY.test(limits)) return earlierLimits(limits);
  const policyOf = new Map(members(policies).map((policy) => [policy.name, policy.parameters]));
  return members(limits).flatMap(({ name, parameters }) => {
    const remaining = integer(parameters.get('r'));
    const policy = policyOf.get(name);
    const unit = unitOf(policy?.get('qu'));
    return unit === null ? [] : hint(unit, integer(policy?.get('q')), remaining, integer(parameters.get('t')));
  });
}

function earlierLimits(limits: string): readonly LimitHint[] {
  const value = (name: string) => integer(new RegExp(`${name}=(\\d+)`).exec(limits)?.[1]);
  return hint('requests', value('limit'), value('remaining'), value('reset'));
}

function hint(
  unit: LimitHint['unit'],
  limit: number | null,
  remaining: number | null,
  seconds: number | null,
): readonly LimitHint[] {
  if (remaining === null || limit === 0 || (limit !== null && remaining > limit)) return [];
  return [{ unit, limit, remaining, resetMs: seconds === null || seconds > LONGEST_WINDOW_S ? null : seconds * 1000 }];
}

function members(field: string | null): Member[] {
  if (field === null || field.length > LONGEST_FIELD) return [];
  const found: Member[] = [];
  for (MEMBER.lastIndex = 0; MEMBER.lastIndex < field.length;) {
    const match = MEMBER.exec(field);
    if (match === null) return [];
    const parameters = [...match[2]!.matchAll(PARAMETER)].map(([, key, value]) => [key!, value ?? '?1'] as const);
    found.push({ name: match[1]!, parameters: new Map(parameters) });
  }
  return found;
}

/** What a policy counts; requests unless it says so. Bytes and connections at once do not pace calls. */
function unitOf(quotaUnit: string | undefined): LimitHint['unit'] | null {
  const unit = quotaUnit?.replaceAll('"', '') ?? 'requests';
  return unit === 'requests' || unit === 'tokens' ? unit : null;
}

function integer(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
