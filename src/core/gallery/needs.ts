import { attributeOf, isElsewhere } from './join-files.ts';

/** Most things that are named. */
const MOST = 6;
/** Longest name, UTF-16 units. */
const LONGEST = 120;

const SCRIPT = /<script\b([^<>]{0,2000})>([^<]{0,20000})/gi;
const LINK = /<link\b([^<>]{0,2000})>/gi;
/** `import ... from 'x'`, `import 'x'`, `import('x')`; an import map names addresses as values. */
const IMPORT = /\bimport\b(?:[\w\s{},*$]{0,500}from)?\s{0,20}\(?\s{0,20}["']([^"'\n]{1,500})["']/g;
const MAPPED = /["'](https?:\/\/[^"'\s]{1,500})["']/g;

/** "three.min.js from cdnjs.cloudflare.com"; the name alone for a file that the output does not bring along. */
function named(address: string): string {
  const elsewhere = /^(?:https?:)?\/\/([^/?#]{1,200})([^?#]*)/i.exec(address);
  if (elsewhere === null) return address.slice(0, LONGEST);
  const file = (elsewhere[2] ?? '')
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  return (file === undefined ? elsewhere[1]! : `${file} from ${elsewhere[1]!}`).slice(0, LONGEST);
}

const isInside = (address: string): boolean => address === '' || /^(?:data|blob|javascript|about):|^#/i.test(address);

function* addressesOf(page: string): Generator<string> {
  for (const [, inside] of page.matchAll(SCRIPT)) yield attributeOf(inside!, 'src') ?? '';
  for (const [, inside] of page.matchAll(LINK))
    if (/stylesheet/i.test(attributeOf(inside!, 'rel') ?? '')) yield attributeOf(inside!, 'href') ?? '';
  for (const [, module] of page.matchAll(IMPORT)) if (isElsewhere(module!) || /^\.{0,2}\//.test(module!)) yield module!;
  for (const [, inside, map] of page.matchAll(SCRIPT))
    if (/importmap/i.test(inside!)) for (const [, address] of map!.matchAll(MAPPED)) yield address!;
}

/**
 * What a page asks for that is not in it: scripts, style sheets and modules of other addresses, and files that the output
 * does not bring along. In order of appearance, at most six; pictures and fonts are left out. Hostile text.
 */
export function needsOf(page: string): readonly string[] {
  const found = new Set<string>();
  for (const address of addressesOf(page)) {
    if (isInside(address)) continue;
    found.add(named(address));
    if (found.size >= MOST) break;
  }
  return [...found];
}
