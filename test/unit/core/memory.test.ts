import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carried, isRemembering, Memory, numberOfText, recalled } from '../../../src/core/memory.ts';

function counting() {
  const made: string[] = [];
  const lengthOf = recalled(
    (text: string) => text,
    (text: string) => {
      made.push(text);
      return text.length;
    },
  );
  return { made, lengthOf };
}

describe('Memory', () => {
  it('keeps what one work asked for until the next has ended', () => {
    const { made, lengthOf } = counting();
    const memory = new Memory();
    memory.during(() => [lengthOf('apple'), lengthOf('fig'), lengthOf('fig')]);
    memory.during(() => lengthOf('apple'));
    assert.deepEqual(made, ['apple', 'fig']);
    assert.equal(
      memory.during(() => lengthOf('fig')),
      3,
    );
    assert.deepEqual(made, ['apple', 'fig', 'fig']);
  });

  it('keeps the results of each function apart, and nothing outside of a work', () => {
    const [one, other] = [
      counting(),
      recalled(
        (text: string) => text,
        (text: string) => text.toUpperCase(),
      ),
    ];
    new Memory().during(() => assert.deepEqual([one.lengthOf('fig'), other('fig')], [3, 'FIG']));
    assert.deepEqual([one.lengthOf('fig'), one.lengthOf('fig')], [3, 3]);
    assert.equal(one.made.length, 3);
    assert.equal(isRemembering(), false);
  });

  it('is left when a work fails, and shared by works within a work', () => {
    const { made, lengthOf } = counting();
    const memory = new Memory();
    assert.throws(() =>
      memory.during(() => {
        throw new Error('no');
      }),
    );
    assert.equal(isRemembering(), false);
    memory.during(() => {
      lengthOf('fig');
      new Memory().during(() => lengthOf('fig'));
    });
    assert.deepEqual(made, ['fig']);
  });

  it('gives a text one number, and carries what was left', () => {
    const memory = new Memory();
    const place = carried<string>();
    const first = memory.during(() => {
      assert.equal(place.take(), null);
      place.leave('here');
      return [numberOfText('fig'), numberOfText('plum'), numberOfText('fig')];
    });
    assert.equal(first[0], first[2]);
    assert.notEqual(first[0], first[1]);
    memory.during(() => assert.deepEqual([numberOfText('plum'), place.take()], [first[1], 'here']));
    assert.equal(place.take(), null);
  });
});
