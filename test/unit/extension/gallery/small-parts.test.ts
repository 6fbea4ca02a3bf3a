import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileName, fileNames, type NamedPage } from '../../../../src/extension/gallery/file-names.ts';
import { galleryHtml } from '../../../../src/extension/gallery/gallery-html.ts';
import { Watch } from '../../../../src/extension/gallery/watch.ts';
import { galleryPolicy } from '../../../../src/protocol/gallery-policy.ts';

const page: NamedPage = { target: 'a:b', condition: 'default', trialIndex: 2, kind: 'html', label: 'Opus 4' };

describe('the page of the gallery', () => {
  it('lets its frames run scripts, and nothing reach a network', () => {
    const sources = galleryPolicy('https://own.example');
    assert.ok(sources.includes("script-src https://own.example 'unsafe-inline' 'unsafe-eval'"));
    for (const closed of ['default-src', 'connect-src', 'frame-src', 'object-src', 'form-action', 'base-uri'])
      assert.ok(sources.includes(`${closed} 'none'`), closed);
    const open = sources.filter((directive) => /https?:|\*|'self'/.test(directive)).map((text) => text.split(' ')[0]);
    assert.deepEqual(open, ['script-src', 'style-src']);
  });

  it('holds no inline script of its own and quotes what it is given', () => {
    const html = galleryHtml({ cspSource: "'self'", scriptUri: '"><script>', styleUri: 'x' });
    assert.equal(html.match(/<script/g)?.length, 1);
  });
});

describe('names of saved pages', () => {
  it('are made of model, condition and number', () => {
    assert.equal(fileName(page), 'opus-4-3.html');
    assert.equal(fileName({ ...page, condition: 'No hint!', kind: 'svg' }), 'opus-4-no-hint-3.svg');
  });

  it('are never a path, a device or empty', () => {
    assert.equal(fileName({ ...page, label: '../../etc/passwd' }), 'etc-passwd-3.html');
    assert.equal(fileName({ ...page, label: 'CON', condition: '..' }), 'page-page-3.html');
    assert.match(fileName({ ...page, label: 'x'.repeat(500) }), /^x{40}-3\.html$/);
  });

  it('are no two alike', () => {
    const names = fileNames([page, { ...page, label: 'opus 4!' }, { ...page, label: 'OPUS-4' }]);
    assert.deepEqual(names, ['opus-4-3.html', 'opus-4-3_2.html', 'opus-4-3_3.html']);
  });
});

describe('watching a gallery', () => {
  const watched = (isDelivered: boolean) => {
    const hung: number[] = [];
    const watch = new Watch({ ping: () => Promise.resolve(isDelivered), onHung: () => hung.push(1) });
    return { watch, hung };
  };
  const ticks = async (watch: Watch, count: number, between = () => {}): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      await watch.tick();
      between();
    }
  };

  it('finds it hung, once, after three pings without a word', async () => {
    const { watch, hung } = watched(true);
    watch.begin();
    await ticks(watch, 3);
    assert.equal(hung.length, 0);
    await ticks(watch, 5);
    assert.equal(hung.length, 1);
  });

  it('blames nobody before it has begun, while it is hidden, or when the editor delivers nothing', async () => {
    const early = watched(true);
    await ticks(early.watch, 10);
    early.watch.begin();
    early.watch.pause();
    await ticks(early.watch, 10);
    const undelivered = watched(false);
    undelivered.watch.begin();
    await ticks(undelivered.watch, 10);
    assert.deepEqual([...early.hung, ...undelivered.hung], []);
  });

  it('takes any word as a sign of life', async () => {
    const { watch, hung } = watched(true);
    watch.begin();
    await ticks(watch, 20, () => watch.heard());
    assert.equal(hung.length, 0);
  });
});
