import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LineWriter, type OpenFile } from '../../../src/storage/line-writer.ts';

/** A file in memory on a disk that takes so many bytes, and at most `bite` of them at a time. */
class TestFile implements OpenFile {
  content: Buffer;
  removed = false;
  private room: number;
  private readonly bite: number;

  constructor({ content = '', room = Infinity, bite = Infinity } = {}) {
    this.content = Buffer.from(content);
    this.room = room;
    this.bite = bite;
  }

  free(room: number): void {
    this.room = room;
  }

  get text(): string {
    return this.content.toString();
  }

  status(): { size: number; removed: boolean } {
    return { size: this.content.length, removed: this.removed };
  }

  write(bytes: Uint8Array, from: number): number {
    const taken = Math.min(bytes.length - from, this.room, this.bite);
    if (taken === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    this.room -= taken;
    this.content = Buffer.concat([this.content, bytes.subarray(from, from + taken)]);
    return taken;
  }

  read(into: Uint8Array, position: number): number {
    return this.content.copy(into, 0, position);
  }
}

const LINES = ['{"a":1}', '{"text":"é 😀"}', '', '{"last":true}'];
const WHOLE = LINES.map((line) => `${line}\n`).join('');
const BYTES = Buffer.byteLength(WHOLE);

function writing(file: TestFile, lines: readonly string[]): LineWriter {
  const writer = new LineWriter();
  for (const line of lines) {
    writer.take(line);
    attempt(writer, file);
  }
  return writer;
}

/** Whether the disk took everything. */
function attempt(writer: LineWriter, file: TestFile): boolean {
  try {
    writer.drain(file);
    return true;
  } catch {
    return false;
  }
}

describe('lines on a disk', () => {
  it('are there as soon as they are taken, each with its line feed', () => {
    const file = new TestFile();
    const writer = writing(file, LINES);
    assert.deepEqual([file.text, writer.missing], [WHOLE, 0]);
  });

  it('are whole on a disk that takes a few bytes at a time', () => {
    for (const bite of [1, 2, 3, 7]) {
      const file = new TestFile({ bite });
      writing(file, LINES);
      assert.equal(file.text, WHOLE);
    }
  });

  it('come after the torn end of what was there', () => {
    const torn = new TestFile({ content: 'x\n{"to' });
    writing(torn, LINES);
    assert.equal(torn.text, `x\n{"to\n${WHOLE}`);
    const ended = new TestFile({ content: 'x\n' });
    writing(ended, LINES);
    assert.equal(ended.text, `x\n${WHOLE}`);
  });
});

describe('a disk that is full after any number of bytes', () => {
  it('holds a begin of the text, and all of it once there is room', () => {
    for (let room = 0; room < BYTES; room++) {
      const file = new TestFile({ room });
      const writer = writing(file, LINES);
      assert.equal(file.text, Buffer.from(WHOLE).subarray(0, room).toString());
      assert.equal(writer.missing, LINES.length - file.content.filter((byte) => byte === 10).length);
      assert.equal(attempt(writer, file), false);
      file.free(Infinity);
      assert.equal(attempt(writer, file), true);
      assert.deepEqual([file.text, writer.missing], [WHOLE, 0]);
    }
  });

  it('is written without a gap however often space comes and goes', () => {
    const line = fc.string().map((text) => JSON.stringify(text));
    const step = fc.oneof(line, fc.nat({ max: 40 }));
    fc.assert(
      fc.property(fc.array(step), fc.string(), (steps, before) => {
        const content = before.replaceAll('\n', '');
        const file = new TestFile({ content, room: 0 });
        const writer = new LineWriter();
        const taken: string[] = [];
        for (const one of steps) {
          if (typeof one === 'number') file.free(one);
          else {
            writer.take(one);
            taken.push(one);
          }
          attempt(writer, file);
        }
        file.free(Infinity);
        writer.drain(file);
        const begin = content === '' || taken.length === 0 ? content : `${content}\n`;
        assert.equal(file.text, begin + taken.map((one) => `${one}\n`).join(''));
      }),
    );
  });
});

describe('a file that others change', () => {
  it('gets the half-written line again, wholly, when something else was written behind it', () => {
    const file = new TestFile({ room: 3 });
    const writer = writing(file, ['{"a":1}']);
    file.content = Buffer.concat([file.content, Buffer.from('other')]);
    file.free(Infinity);
    writer.drain(file);
    assert.equal(file.text, '{"aother\n{"a":1}\n');
  });

  it('is not written once it is removed', () => {
    const file = new TestFile();
    const writer = writing(file, ['{"a":1}']);
    file.removed = true;
    writer.take('{"b":2}');
    assert.throws(() => {
      writer.drain(file);
    }, /removed/);
    assert.deepEqual([file.text, writer.missing], ['{"a":1}\n', 1]);
  });
});
