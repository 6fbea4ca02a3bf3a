/** A group that is so much slower than another is one that holds its places longer; less is chance. */
const SLOWER = 2;

interface Places {
  inFlight: number;
  answers: number;
  /** Of all of them, ms. */
  latencyMs: number;
}

/**
 * How many of a lane's calls in flight each group may have while others wait. Groups that are about as fast take turns. Of
 * the others a slower one gets as much less as it is slower, so that what it leaves is turned over by others many times, but
 * never less than half of an even share. How slow a group is shows in its answers; one without any, while others have some,
 * counts as slow.
 */
export class LaneShares {
  private readonly groups = new Map<string, Places>();

  sent(group: string): void {
    this.placesOf(group).inFlight++;
  }

  /** `latencyMs`: of an answer; `null` for a call that got none. */
  ended(group: string, latencyMs: number | null): void {
    const places = this.placesOf(group);
    places.inFlight--;
    if (latencyMs === null) return;
    places.answers++;
    places.latencyMs += latencyMs;
  }

  /** Those of the groups that wait which have less than their share of `window` calls in flight. */
  below(waiting: readonly string[], window: number): ReadonlySet<string> {
    const weights = this.weightsOf(waiting);
    if (weights.every((weight) => weight === 1)) return new Set(waiting);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const least = Math.max(1, Math.floor(window / (2 * waiting.length)));
    const shareOf = (weight: number) => Math.max(least, Math.ceil((window * weight) / sum));
    return new Set(waiting.filter((group, at) => this.placesOf(group).inFlight < shareOf(weights[at]!)));
  }

  /** How fast each group is beside the fastest one, 1 at most; 0 where nothing is known of it but of others. */
  private weightsOf(waiting: readonly string[]): readonly number[] {
    const means = waiting.map((group) => {
      const { answers, latencyMs } = this.placesOf(group);
      return answers === 0 ? null : Math.max(latencyMs / answers, Number.EPSILON);
    });
    const known = means.filter((mean) => mean !== null);
    if (known.length === 0) return waiting.map(() => 1);
    const fastest = Math.min(...known);
    return means.map((mean) => (mean === null ? 0 : mean < SLOWER * fastest ? 1 : fastest / mean));
  }

  private placesOf(group: string): Places {
    let places = this.groups.get(group);
    if (places === undefined) this.groups.set(group, (places = { inFlight: 0, answers: 0, latencyMs: 0 }));
    return places;
  }
}
