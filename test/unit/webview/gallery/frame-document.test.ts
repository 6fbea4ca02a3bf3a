import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  frameDocument,
  harmless,
  PAGE_POLICY,
  SANDBOX,
  writtenPage,
} from '../../../../webview/gallery/frames/frame-document.ts';
import { isFromHost } from '../../../../webview/gallery/host.ts';

const directives = new Map(
  PAGE_POLICY.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  }),
);

describe('the policy of a page', () => {
  it('names no source that a network stands behind', () => {
    const harmlessSources = ["'none'", "'unsafe-inline'", "'unsafe-eval'", 'data:', 'blob:', "'script'"];
    for (const [name, sources] of directives)
      for (const source of sources) assert.ok(harmlessSources.includes(source), `${name} allows ${source}`);
    for (const name of ['default-src', 'connect-src', 'frame-src', 'form-action', 'base-uri', 'object-src'])
      assert.deepEqual(directives.get(name), ["'none'"], name);
  });

  it('stands before anything of the frame, whose sandbox allows scripts alone', () => {
    const text = frameDocument('token "<');
    assert.ok(
      text.startsWith(
        `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">`,
      ),
    );
    assert.equal(SANDBOX, 'allow-scripts');
    assert.equal(text.match(/<script>/g)?.length, 1);
    assert.equal(text.match(/<\/script>/g)?.length, 1);
  });
});

describe('the page that is written into a frame', () => {
  it('loses the tags that reach out, in strings of scripts as well', () => {
    const tags = [
      'link',
      'LINK',
      'iframe',
      'frame',
      'frameset',
      'object',
      'embed',
      'fencedframe',
      'h:iframe',
      'svg:link',
    ];
    for (const tag of tags)
      for (const end of [' ', '\n', '\t', '\f', '/', '>'])
        assert.doesNotMatch(
          harmless(`<p><${tag}${end}x>`),
          new RegExp(`<(?:\\w+:)?${tag.split(':').at(-1)}[\\s/>]`, 'i'),
          tag,
        );
  });

  it('is else as it was', () => {
    const text = '<!DOCTYPE html><html lang="en"><body><linearGradient/><p>if (a<linked) i <frames</p></body></html>';
    assert.equal(writtenPage({ kind: 'html', text }), text);
    assert.ok(writtenPage({ kind: 'svg', text: '<svg></svg>' }).endsWith('<svg></svg>'));
  });
});

describe('a message to the gallery', () => {
  it('is the host’s only under the gallery’s own origin, which pages never have', () => {
    const own = { origin: 'https://x.vscode-cdn.net' };
    assert.ok(isFromHost({ origin: own.origin }, own));
    for (const origin of ['null', '', 'https://y.vscode-cdn.net']) assert.ok(!isFromHost({ origin }, own), origin);
    assert.ok(!isFromHost({ origin: 'null' }, { origin: 'null' }));
  });
});
