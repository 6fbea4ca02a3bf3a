import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GalleryPages } from '../../../../src/core/gallery/gallery-pages.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { fileNames } from '../../../../src/extension/gallery/file-names.ts';
import {
  type ChosenFolder,
  type PagesOfRun,
  saveAll,
  type SaveAllHost,
} from '../../../../src/extension/gallery/save-all.ts';
import { runOf } from '../../core/analysis/run-of.ts';
import { STRINGS } from '../../../../src/extension/strings.ts';

const FOLDER = 'out/pages';

const page = (title: string): string => `<!doctype html><title>${title}</title><p>Ü ${title}</p>`;
const ALL = { order: 'model', target: null, condition: null, text: '' } as const;
/** More than one request brings. */
const MANY = Array.from({ length: 230 }, (_, at) => page(`Page ${at}`));

function pagesOf(answers: Readonly<Record<string, readonly string[]>>): PagesOfRun {
  const record = runOf('Make a page', answers);
  const pages = new GalleryPages();
  return {
    run: record.run,
    pages: (query) => Promise.resolve(pages.rows(record, query)),
    page: (key) => Promise.resolve(pages.page(record, key)),
  };
}

interface Played {
  readonly host: SaveAllHost;
  readonly files: Map<string, string>;
  readonly said: string[];
  readonly asked: number[];
}

/** Plays the editor; `there` are files of before. */
function play({
  there = [],
  answer = null,
  cancelAfter = Infinity,
  fails = null,
  hasFolder = true,
}: {
  readonly there?: readonly string[];
  readonly answer?: 'replace' | 'others' | null;
  readonly cancelAfter?: number;
  readonly fails?: string | null;
  readonly hasFolder?: boolean;
} = {}): Played {
  const files = new Map(there.map((name) => [name, 'old']));
  const [said, asked]: [string[], number[]] = [[], []];
  let done = 0;
  const folder: ChosenFolder = {
    label: FOLDER,
    has: (name) => Promise.resolve(files.has(name)),
    write: (name, bytes) => {
      if (name === fails) return Promise.reject(new Error('EACCES: permission denied'));
      files.set(name, new TextDecoder().decode(bytes));
      return Promise.resolve();
    },
  };
  const host: SaveAllHost = {
    chooseFolder: () => Promise.resolve(hasFolder ? folder : null),
    askAboutFiles: (count) => {
      asked.push(count);
      return Promise.resolve(answer);
    },
    showProgress: (work) =>
      work(
        (count) => (done = count),
        () => done >= cancelAfter,
      ),
    say: (sentence) => said.push(sentence),
  };
  return { host, files, said, asked };
}

const TWO = pagesOf({ 'Opus 4': [page('A'), 'no page', page('B')], gemini: [page('C')] });

describe('saving all pages', () => {
  it('writes each as the model wrote it, and says how many and where', async () => {
    const { host, files, said, asked } = play();
    await saveAll(TWO, ALL, host);
    assert.deepEqual(
      [...files],
      [
        ['opus-4-1.html', page('A')],
        ['opus-4-3.html', page('B')],
        ['gemini-1.html', page('C')],
      ],
    );
    assert.deepEqual([said, asked], [[STRINGS.gallery.saved(3, 0, FOLDER)], []]);
  });

  it('writes those that match, however many', async () => {
    const one = play();
    await saveAll(TWO, { ...ALL, text: 'Ü c' }, one.host);
    assert.deepEqual([[...one.files.keys()], one.said], [['gemini-1.html'], [STRINGS.gallery.saved(1, 0, FOLDER)]]);
    const many = play();
    await saveAll(pagesOf({ opus: MANY }), ALL, many.host);
    assert.equal(many.files.size, MANY.length);
    assert.deepEqual(many.said, [STRINGS.gallery.saved(MANY.length, 0, FOLDER)]);
  });

  it('refuses when there is none, before it asks for anything', async () => {
    const { host, said } = play({ hasFolder: false });
    await assert.rejects(saveAll(TWO, { ...ALL, text: 'nowhere' }, host), UsageError);
    await saveAll(TWO, ALL, host);
    assert.deepEqual(said, []);
  });

  it('leaves files that are there alone, unless the user says so', async () => {
    const there = ['opus-4-3.html', 'gemini-1.html', 'notes.txt'];
    const kept = play({ there, answer: 'others' });
    await saveAll(TWO, ALL, kept.host);
    assert.deepEqual(
      ['opus-4-1.html', 'opus-4-3.html', 'gemini-1.html', 'notes.txt'].map((name) => kept.files.get(name)),
      [page('A'), 'old', 'old', 'old'],
    );
    assert.deepEqual([kept.asked, kept.said], [[2], [STRINGS.gallery.saved(1, 2, FOLDER)]]);
    const replaced = play({ there, answer: 'replace' });
    await saveAll(TWO, ALL, replaced.host);
    assert.deepEqual([replaced.files.get('gemini-1.html'), replaced.files.get('notes.txt')], [page('C'), 'old']);
    const left = play({ there });
    await saveAll(TWO, ALL, left.host);
    assert.deepEqual([[...left.files.keys()], left.said], [there, []]);
  });

  it('stops where the user cancels, and says how far it came', async () => {
    const { host, files, said } = play({ cancelAfter: 2 });
    await saveAll(TWO, ALL, host);
    assert.deepEqual([files.size, said], [2, [STRINGS.gallery.savedSome(2, 3, FOLDER)]]);
  });

  it('says which file could not be written, and how many were', async () => {
    const { host, said } = play({ fails: 'opus-4-3.html' });
    await assert.rejects(saveAll(TWO, ALL, host), (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.message, STRINGS.gallery.failed('opus-4-3.html', 1, 3, FOLDER));
      return true;
    });
    assert.deepEqual(said, []);
  });

  it('gives every page a name that is safe and its own, also where case does not count', () => {
    const label = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('Opus', 'OPUS', 'opus_2', 'ǆ', 'ß', 'SS'),
    );
    const key = fc.record({
      label,
      condition: label,
      target: fc.constant('a'),
      trialIndex: fc.nat({ max: 2 }),
      kind: fc.constantFrom('html' as const, 'svg' as const),
    });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 20 }), (keys) => {
        const names = fileNames(keys);
        assert.equal(new Set(names.map((name) => name.toLowerCase().normalize('NFC'))).size, keys.length);
        for (const name of names) {
          assert.match(name, /^[\p{L}\p{N}][\p{L}\p{N}-]*-\d+(?:_\d+)?\.(?:html|svg)$/u);
          assert.ok(name.length <= 120);
        }
      }),
    );
  });
});
