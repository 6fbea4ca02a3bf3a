import assert from 'node:assert/strict';
import { parseDocument } from 'htmlparser2';

/** What an HTML report is made of, as a parser of HTML sees it. */

const ELEMENTS = new Set(
  'html head meta title style body main section h1 h2 h3 p pre b i bdi span ul ol li table thead tbody tr th td figure svg rect line text details summary script'.split(
    ' ',
  ),
);
const ATTRIBUTES =
  /^(?:lang|charset|content|name|http-equiv|class|dir|scope|style|value|role|aria-label|type|id|viewbox|x|y|x1|x2|y1|y2|width|height|text-anchor)$/i;

interface Element {
  readonly name?: string;
  readonly type: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Element[];
  readonly data?: string;
}

function* elements(nodes: readonly Element[]): Generator<Element> {
  for (const node of nodes) {
    if (node.name !== undefined && node.attribs !== undefined) yield node;
    yield* elements(node.children ?? []);
  }
}

/** Asserts that a page holds no element, attribute or address but those of the report. Returns the data that is attached. */
export function assertHarmlessReport(page: string): unknown {
  const all = [...elements(parseDocument(page).children as unknown as readonly Element[])];
  for (const { name, attribs = {} } of all) {
    assert.ok(ELEMENTS.has(name!), `an element ${name}`);
    for (const [attribute, value] of Object.entries(attribs)) {
      assert.match(attribute, ATTRIBUTES, `an attribute ${attribute} of ${name}`);
      if (attribute === 'style') assert.match(value, /^width:\d+(?:\.\d+)?%$/);
    }
  }
  const scripts = all.filter(({ name }) => name === 'script');
  assert.deepEqual(
    scripts.map(({ attribs }) => attribs),
    [{ type: 'application/json', id: 'run' }],
  );
  assert.ok(all.some(({ attribs }) => attribs?.['http-equiv'] === 'Content-Security-Policy'));
  return JSON.parse(scripts[0]!.children?.[0]?.data ?? '');
}
