/** How long after its lines were set the list may still report the ticks of the lines before, ms. */
const ECHO_MS = 300;

/**
 * Which models are ticked in a list that grows while it is open. The list reports ticks a moment late, and reports
 * none at all while its lines are being set: taken at its word, it would lose the ticks whenever more models arrive.
 */
export class Ticks {
  private specs: ReadonlySet<string>;
  private setAt = -Infinity;

  constructor(specs: Iterable<string>) {
    this.specs = new Set(specs);
  }

  /** Specs that are ticked. */
  get ticked(): ReadonlySet<string> {
    return this.specs;
  }

  /** Ticks some more. */
  add(specs: Iterable<string>): void {
    this.specs = new Set([...this.specs, ...specs]);
  }

  /** The lines of the list have just been set. `now` in ms of any steady clock. */
  linesSet(now: number): void {
    this.setAt = now;
  }

  /** Takes in what the list reports of the `listed` specs. `true` when its ticks must be set again. */
  report(selected: ReadonlySet<string>, listed: ReadonlySet<string>, now: number): boolean {
    const missing = [...this.specs].filter((spec) => !selected.has(spec));
    const isEcho = now - this.setAt < ECHO_MS;
    const kept = isEcho ? missing : missing.filter((spec) => !listed.has(spec));
    this.specs = new Set([...selected, ...kept]);
    return kept.some((spec) => listed.has(spec));
  }
}
