import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { pagePolicy } from '../../../../src/protocol/gallery-policy.ts';
import { frameDocument, SANDBOX } from '../../../../webview/gallery/frames/frame-document.ts';
import { pageSource, tagFilter } from '../../../../webview/gallery/frames/page-source.ts';
import { isFromHost } from '../../../../webview/gallery/host.ts';

const directives = new Map(
  pagePolicy(['aGFzaA==']).map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  }),
);
const harmless = tagFilter();
const html = (text: string) => pageSource({ kind: 'html', text });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

describe('the policy of a page', () => {
  it('names no source that a network stands behind', () => {
    const harmlessSources = ["'none'", "'unsafe-inline'", "'unsafe-eval'", 'data:', 'blob:', "'script'", 'default'];
    for (const [name, sources] of directives)
      for (const source of sources)
        assert.ok(harmlessSources.includes(source) || /^'sha256-/.test(source), `${name} allows ${source}`);
    for (const name of ['default-src', 'connect-src', 'frame-src', 'form-action', 'base-uri', 'object-src'])
      assert.deepEqual(directives.get(name), ["'none'"], name);
  });

  it('lets no script run but those of the page: what it makes inherits the policy', () => {
    assert.deepEqual(directives.get('script-src'), ["'sha256-aGFzaA=='", "'unsafe-eval'"]);
    assert.deepEqual(directives.get('trusted-types'), ['default']);
  });

  it('stands before anything of the frame, whose sandbox allows scripts alone', async () => {
    const scripts = ['let a = "é";', 'let b;'];
    const text = await frameDocument({ token: 'token "<', scripts, holdMs: 7 });
    const [, policy = ''] =
      /^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(
        text,
      ) ?? [];
    const [, first = ''] = /<script>(.*)<\/script>$/s.exec(text) ?? [];
    assert.equal(policy, pagePolicy([first, ...scripts].map(sha256)).join('; '));
    assert.equal(SANDBOX, 'allow-scripts');
    assert.doesNotMatch(first, /<\/script|<!--/);
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
    const prefixed = [`${'p'.repeat(90)}:iframe`, 'é:link'];
    for (const tag of [...tags, ...prefixed])
      for (const end of [' ', '\n', '\t', '\f', '\r', '/', '>'])
        assert.doesNotMatch(
          harmless(`<p><${tag}${end}x>`),
          new RegExp(`<(?:[^\\s<>]+:)?${tag.split(':').at(-1)}[\\s/>]`, 'i'),
          tag,
        );
  });

  it('is else as it was', () => {
    const text = '<!DOCTYPE html><html lang="en"><body><linearGradient/><p>if (a<linked) i <frames</p></body></html>';
    assert.equal(html(text).markup, text);
    assert.ok(pageSource({ kind: 'svg', text: '<svg></svg>' }).markup.endsWith('<svg></svg>'));
  });

  it('has a guard before each script that runs, and before no other', () => {
    const data =
      '<script type="x-shader/x-vertex">void</script><script type=application/json>{}</script><script src=x>y</script>';
    const { markup, scripts } = html(
      `${data}<script>a()</script><SCRIPT TYPE = "module">b()</SCRIPT ><script type='text/javascript'>'use strict'\nc()</script><script>d()`,
    );
    assert.ok(markup.startsWith(data));
    assert.deepEqual(
      scripts.map((script) => script.replace(/if\(window\.probe[^;]*;/, 'GUARD;')),
      ['GUARD;a()', 'GUARD;b()', "'use strict';GUARD;\nc()"],
    );
    for (const script of scripts) assert.ok(markup.includes(`>${script}</`), script);
    assert.ok(markup.endsWith('<script>d()'));
  });

  it('is read as a parser reads it: lines, zeros, and scripts in drawings', () => {
    assert.ok(html('<script>a\r\nb\rc\0</script>').scripts[0]?.endsWith('a\nb\nc\ufffd'));
    const { scripts } = pageSource({ kind: 'svg', text: '<svg><script><![CDATA[a<b]]>&amp;&lt;</script></svg>' });
    assert.ok(
      scripts.some((script) => script.endsWith(';a<b&<')),
      scripts.join('\n'),
    );
  });

  it('begins again by a way of its own', () => {
    assert.match(html('<p onclick="window.location.reload()">').markup, /onclick="probeReload\(\)"/);
    assert.match(html('<p onclick="relocation.reloaded()">').markup, /relocation\.reloaded/);
  });

  it('is read in time however often tags and scripts begin', () => {
    for (const part of ['<script>', '<script ', '</script', '<a:', '<', '<script></script>', 'location '])
      assert.ok(html(part.repeat(200_000)).markup.length > 0, part);
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
