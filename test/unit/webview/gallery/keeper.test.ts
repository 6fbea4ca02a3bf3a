import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BEGIN_MS,
  Keeper,
  MOST_ATTEMPTS,
  MOST_LIVE,
  REST_MS,
  SILENT_MS,
} from '../../../../webview/gallery/frames/keeper.ts';

/** When a page of the play begins to loop for ever, ms after it was written; absent for pages that never do. */
type Loops = ReadonlyMap<string, number>;

/** The gallery and a browser that puts all frames into one process, on a clock of its own. */
class Play {
  readonly keeper = new Keeper();
  now = 0;
  readonly #frames = new Map<string, { writtenAt: number | null }>();
  readonly #loops: Loops;
  readonly #dyingMs: number;
  #hangs = false;
  #deadAt = -Infinity;

  /** `dyingMs`: how long a hanging process goes on after its last frame was taken away; frames made meanwhile come into it. */
  constructor(loops: Loops, dyingMs = 0) {
    this.#loops = loops;
    this.#dyingMs = dyingMs;
  }

  get running(): readonly string[] {
    return [...this.#frames.keys()].sort();
  }

  /** Lets time pass in steps of 100 ms; the keeper steps every 500. */
  run(ms: number, wanted: readonly string[]): void {
    for (const end = this.now + ms; this.now < end;) {
      this.now += 100;
      if (this.now % 500 === 0) this.#step(wanted);
      this.#live();
    }
  }

  #step(wanted: readonly string[]): void {
    const { start, stop } = this.keeper.step(this.now, wanted);
    for (const page of stop) this.#frames.delete(page);
    // Its last frame ends a process.
    if (this.#hangs && this.#frames.size === 0) {
      this.#hangs = false;
      this.#deadAt = this.now + this.#dyingMs;
    }
    for (const page of start) {
      this.#frames.set(page, { writtenAt: null });
      this.keeper.made(page, this.now);
      if (!this.#hangs && this.now >= this.#deadAt) this.keeper.begun(page, this.now);
    }
  }

  #live(): void {
    if (this.#hangs) return;
    const next = this.keeper.nextToWrite(this.now);
    if (next !== null) this.#frames.set(next, { writtenAt: this.now });
    for (const [page, { writtenAt }] of this.#frames) {
      const after = this.#loops.get(page);
      if (writtenAt !== null && after !== undefined && this.now - writtenAt >= after) this.#hangs = true;
    }
    if (!this.#hangs)
      for (const [page, { writtenAt }] of this.#frames) this.keeper.heard(page, this.now, writtenAt !== null);
  }
}

const PAGES = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('which pages run', () => {
  it('are those in sight, twelve at most', () => {
    const many = Array.from({ length: 20 }, (_, at) => `page ${at}`);
    const play = new Play(new Map());
    play.run(5_000, many);
    assert.deepEqual(play.running, many.slice(0, MOST_LIVE).sort());
    play.run(1_000, ['page 19']);
    assert.deepEqual(play.running, ['page 19']);
    play.run(1_000, []);
    assert.deepEqual(play.running, []);
  });

  it('are all but the one that loops at once', () => {
    const play = new Play(new Map([['c', 0]]));
    play.run(SILENT_MS + REST_MS + 6_000, PAGES);
    assert.equal(play.keeper.stopped('c'), 'hung');
    assert.deepEqual(
      play.running,
      PAGES.filter((page) => page !== 'c'),
    );
  });

  it('are all but the ones that loop, however many and whenever they do', () => {
    for (const after of [0, 200, 900, 2_000]) {
      const play = new Play(new Map([...['b', 'e'].map((page) => [page, after] as const)]));
      play.run(90_000, PAGES);
      assert.deepEqual(
        PAGES.filter((page) => play.keeper.stopped(page) === 'hung'),
        ['b', 'e'],
        `after ${after} ms`,
      );
      assert.deepEqual(play.running, ['a', 'c', 'd', 'f']);
    }
  });

  it('are the only innocent one among many that loop', () => {
    const play = new Play(new Map(PAGES.slice(1).map((page) => [page, 300] as const)));
    play.run(120_000, PAGES);
    assert.deepEqual(play.running, ['a']);
    assert.equal(play.keeper.stopped('a'), undefined);
  });

  it('are the innocent ones also where a hanging process is slow to end', () => {
    for (const dyingMs of [1_500, 4_000, 12_000]) {
      const play = new Play(new Map(PAGES.slice(2).map((page, at) => [page, at * 400] as const)), dyingMs);
      play.run(400_000, PAGES);
      assert.deepEqual(play.running, ['a', 'b'], `${dyingMs} ms`);
    }
  });

  it('are the innocent ones also when those that loop do so long after they began', () => {
    for (const after of [2_600, 3_500, 4_800]) {
      const play = new Play(new Map(PAGES.slice(2).map((page) => [page, after] as const)));
      play.run(400_000, PAGES);
      assert.deepEqual(play.running, ['a', 'b'], `${after} ms`);
    }
  });

  it('come to rest when one loops later than a trial lasts', () => {
    const play = new Play(new Map([['d', 20_000]]));
    play.run(300_000, PAGES);
    assert.equal(play.keeper.stopped('d'), 'hung');
    play.run(60_000, PAGES);
    assert.ok(!play.running.includes('d'));
  });

  it('do not hold the one that was stopped by hand, until it is released', () => {
    const play = new Play(new Map());
    play.run(2_000, PAGES);
    play.keeper.stop('a', 'by-hand');
    play.run(2_000, PAGES);
    assert.equal(play.keeper.stopped('a'), 'by-hand');
    assert.ok(!play.keeper.live.has('a'));
    play.keeper.release('a');
    play.run(2_000, PAGES);
    assert.ok(play.keeper.isRunning('a'));
  });
});

describe('a page that gives no sign of life', () => {
  const begun = (): Keeper => {
    const keeper = new Keeper();
    keeper.step(0, ['a']);
    keeper.made('a', 0);
    keeper.begun('a', 0);
    assert.equal(keeper.nextToWrite(0), 'a');
    return keeper;
  };
  const steps = (keeper: Keeper, from: number, to: number): void => {
    for (let now = from; now <= to; now += 500) keeper.step(now, ['a']);
  };

  it('is ended after three seconds', () => {
    const keeper = begun();
    steps(keeper, 500, SILENT_MS);
    assert.ok(keeper.live.has('a'));
    steps(keeper, SILENT_MS + 500, SILENT_MS + 500);
    assert.equal(keeper.stopped('a'), 'hung');
  });

  it('is not blamed when the gallery itself was held up', () => {
    const keeper = begun();
    keeper.step(500, ['a']);
    keeper.step(60_000, ['a']);
    assert.equal(keeper.stopped('a'), undefined);
  });

  it('gets another frame, with more time, when the first does not begin, and is ended after a few', () => {
    const keeper = new Keeper();
    const made: number[] = [];
    for (let now = 0; now < 200_000; now += 500) {
      for (const page of keeper.step(now, ['a']).start) {
        made.push(now);
        keeper.made(page, now);
      }
    }
    const pauses = made.slice(1).map((at, turn) => at - made[turn]! - REST_MS);
    assert.equal(made.length, MOST_ATTEMPTS);
    assert.deepEqual(
      pauses,
      [1, 2, 4].map((times) => times * BEGIN_MS + 500),
    );
    assert.equal(keeper.stopped('a'), 'hung');
  });
});
