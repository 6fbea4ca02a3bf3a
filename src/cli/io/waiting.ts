import type { TargetProgress } from '../../core/model/events.ts';

/** What holds models up, in words for a progress line. */

/** `8 s`, `2 min 5 s`, `1 h 20 min`; never less than 1 s, for who waits reads a countdown. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return `${String(seconds)} s`;
  if (seconds < 3600) {
    const rest = seconds % 60;
    return `${String(Math.floor(seconds / 60))} min${rest === 0 ? '' : ` ${String(rest)} s`}`;
  }
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60))} h${minutes % 60 === 0 ? '' : ` ${String(minutes % 60)} min`}`;
}

/** `about 5 calls a second`, in the largest unit of time that needs no fraction of a call. */
export function pace(perSecond: number): string {
  const units = [
    ['second', 1],
    ['minute', 60],
    ['hour', 3600],
  ] as const;
  const [unit, seconds] = units.find(([, length]) => perSecond * length >= 1) ?? units[2];
  const calls = perSecond * seconds;
  const shown = calls < 10 && unit === 'second' ? Math.round(calls * 10) / 10 : Math.round(calls);
  return `about ${String(shown)} ${shown === 1 ? 'call' : 'calls'} ${unit === 'hour' ? 'an' : 'a'} ${unit}`;
}

/** Why a model waits and until when; `null` when it does not. `nowMs` is the time of day. */
export function waitOf({ state, reason, resumesAt }: TargetProgress, nowMs: number): string | null {
  if (state !== 'paused') return null;
  const left = resumesAt === null ? null : Date.parse(resumesAt) - nowMs;
  const next = left === null ? null : left > 0 ? `next try in ${duration(left)}` : 'trying again';
  return [reason, next].filter((part) => part !== null).join(', ') || null;
}

/** How fast a model is asked where something limits that; `null` otherwise. */
export function paceOf({ state, ratePerSecond }: TargetProgress): string | null {
  const limited = state === 'running' && ratePerSecond !== null && ratePerSecond !== undefined && ratePerSecond > 0;
  return limited ? pace(ratePerSecond) : null;
}

/** `a, b: rate limited, next try in 8 s · c: about 5 calls a second`: what waits first; models that share a limit together. */
export function held(
  targets: readonly TargetProgress[],
  labelOf: (target: string) => string,
  nowMs: number,
): readonly string[] {
  const named = (words: (progress: TargetProgress) => string | null): readonly string[] => {
    const models = new Map<string, string[]>();
    for (const progress of targets) {
      const said = words(progress);
      if (said !== null) models.set(said, [...(models.get(said) ?? []), labelOf(progress.target)]);
    }
    return [...models].map(([said, labels]) => `${labels.join(', ')}: ${said}`);
  };
  return [...named((progress) => waitOf(progress, nowMs)), ...named(paceOf)];
}
