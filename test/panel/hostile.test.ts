import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { HOSTILE_PARTS, payloadsOf } from '../../webview/playground/hostile.ts';
import { PAYLOADS } from '../../webview/playground/payloads.ts';
import { browser, Stage } from './stage.ts';

/**
 * What models, servers, files and people say reaches the page as text and as nothing else: no script of theirs runs, no
 * request leaves, nothing is refused by the policy because nothing is tried, and no element of theirs is there.
 */

/** Everything the panel and the playground load. */
const OWN = ['/panel', '/panel.js', '/playground.js', '/style.css', '/themes.css', '/favicon.ico'];

/** Elements that the panel's templates have. */
const ELEMENTS = new Set(
  (
    'html head meta link title body script div header main section nav article h1 h2 h3 p ul ol li dl dt dd span b small bdi i em ' +
    'strong kbd mark ins del code pre button a input select option label table caption thead tbody tfoot tr th td col colgroup canvas ' +
    'svg defs pattern rect path g text circle line polyline figure figcaption details summary dialog form time abbr sub sup hr br'
  ).split(' '),
);

/** What was reached for, beside what a panel loads. */
interface Reached {
  readonly requests: string[];
  prepare(context: BrowserContext): Promise<void>;
}

function watch(): Reached {
  const requests: string[] = [];
  return {
    requests,
    prepare: async (context) => {
      await context.addInitScript(setTrap);
      await context.route('**/*', async (route) => {
        const { hostname, pathname } = new URL(route.request().url());
        if (hostname === '127.0.0.1' && OWN.includes(pathname)) return route.continue();
        requests.push(route.request().url());
        return route.abort();
      });
    },
  };
}

/** Runs in the page: whatever a payload calls, and whatever the policy refuses, is written down. */
function setTrap(): void {
  const trapped: string[] = [];
  Object.assign(window, { trapped });
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
    Object.assign(window, { [name]: () => void trapped.push(name) });
  }
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    trapped.push(`refused: ${violatedDirective} ${blockedURI}`),
  );
}

const trappedIn = (stage: Stage): Promise<readonly string[]> =>
  stage.page.evaluate(() => (window as unknown as { trapped: string[] }).trapped);

/** Runs in the page: elements that are not the panel's, attributes that run or lead somewhere, polluted prototypes. */
function foreignParts(known: readonly string[]): readonly string[] {
  const found: string[] = [];
  const names = new Set(known);
  for (const element of document.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (!names.has(name)) found.push(`<${name}>`);
    if (name === 'script' && !/^\/(panel|playground)\.js$/.test(element.getAttribute('src') ?? ''))
      found.push('<script>');
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^(srcdoc|formaction|action)$/i.test(attribute)) found.push(`${name}[${attribute}]`);
      // What the panel and its charts set through the style object: sizes and nothing else.
      if (attribute === 'style' && !/^((height|width|display|box-sizing|--[\w-]+): [\w.%-]+;? ?)*$/.test(value))
        found.push(`${name}[style=${value}]`);
      if (/href$/i.test(attribute) && !/^(#|\/(style|themes)\.css$)/.test(value))
        found.push(`${name}[${attribute}=${value}]`);
    }
  }
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) found.push('a polluted prototype');
  return found;
}

/** Opens what can be opened in the tab that is shown, some of each kind. */
async function unfold(stage: Stage): Promise<void> {
  await stage.page.evaluate(() => {
    const folded = [...document.querySelectorAll<HTMLElement>('[aria-expanded="false"]')];
    for (const button of folded.slice(0, 30)) button.click();
  });
  await stage.settled();
}

// One page for all that is hostile: as many runs are shown in it as it takes for every text to have been everywhere.
describe('hostile text', { concurrency: 1 }, () => {
  const reached = watch();
  let stage: Stage;
  before(async () => {
    stage = await Stage.open('hostile', { before: reached.prepare });
  });
  after(() => stage.close());

  it('comes in a hundred shapes and more', () => {
    assert.ok(new Set(PAYLOADS).size >= 100);
    const shown = new Set(Array.from({ length: HOSTILE_PARTS }, (_, part) => payloadsOf(part)).flat());
    assert.deepEqual(
      [...PAYLOADS].filter((payload) => !shown.has(payload)),
      [],
    );
  });

  it('stays text everywhere', async () => {
    for (let part = 0; part < HOSTILE_PARTS; part += 1) {
      if (part > 0) await stage.show('hostile', { part });
      for (const tab of await stage.tabs()) {
        await stage.openTab(tab);
        await unfold(stage);
        assert.deepEqual(await stage.page.evaluate(foreignParts, [...ELEMENTS]), [], `in ${tab}, part ${part}`);
      }
      const text = await stage.page.evaluate(() => document.body.textContent ?? '');
      for (const payload of payloadsOf(part)) assert.ok(text.includes(plain(payload)), `shown as it is: ${payload}`);
    }
    assert.deepEqual(await trappedIn(stage), []);
    assert.deepEqual(reached.requests, []);
    assert.deepEqual(stage.problems.violations, []);
  });

  it('would be seen to run, to reach out and to be refused', async () => {
    await stage.show('one-answer');
    await stage.page.evaluate(() => {
      const broken = document.createElement('div');
      broken.innerHTML = '<img src=https://evil.example/x onerror=alert(1)><a href="javascript:alert(1)">x</a>';
      document.body.append(broken);
    });
    await stage.page.waitForFunction(() => (window as unknown as { trapped: string[] }).trapped.length >= 2);
    assert.match((await trappedIn(stage)).join(), /refused: (img-src|script-src)/);
    const found = await stage.page.evaluate(foreignParts, [...ELEMENTS]);
    assert.deepEqual(found, ['<img>', 'img[onerror]', 'a[href=javascript:alert(1)]']);

    const bare = await (await browser()).newContext();
    const open = watch();
    await open.prepare(bare);
    const page = await bare.newPage();
    await page.goto('about:blank');
    await page.setContent('<img src=https://evil.example/x onerror=alert(1)>');
    await page.waitForFunction(() => (window as unknown as { trapped?: string[] }).trapped?.includes('alert'));
    assert.deepEqual(open.requests, ['https://evil.example/x']);
    await bare.close();
  });
});

/** A text as the DOM gives it back: a lone surrogate stays, a carriage return too. */
function plain(payload: string): string {
  return payload.trim();
}
