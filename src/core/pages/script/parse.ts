import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, type Options } from 'acorn';
import { LooseParser } from 'acorn-loose';
import { countDepth, TooDeep } from './depth.ts';
import type { Node } from './node.ts';

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  allowImportExportEverywhere: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
  checkPrivateFields: false,
};

type Attempt = (code: string) => Node;

class Plain extends Parser {}
countDepth(Plain);
const plain: Attempt = (code) => Plain.parse(code, OPTIONS) as unknown as Node;
let typed: typeof Parser | null = null;
const typescript: Attempt = (code) => {
  // Made at the first use: most pages are plain.
  typed ??= typedParser();
  return typed.parse(code, { ...OPTIONS, sourceType: 'module', locations: true }) as unknown as Node;
};

function typedParser(): typeof Parser {
  const parser = Parser.extend(tsPlugin({ jsx: {} }) as unknown as Parameters<typeof Parser.extend>[0]);
  countDepth(parser);
  return parser;
}

/** The tokenizer of the tolerant parser. Counting lines for each of its errors would take as long as the text each time. */
class Quiet extends Parser {}
Object.assign(Quiet.prototype, {
  raise(this: { readonly pos: number }, at: number, message: string): never {
    throw Object.assign(Object.create(SyntaxError.prototype) as SyntaxError, { message, pos: at, raisedAt: this.pos });
  },
});

class Loose extends LooseParser {}
Object.assign(Loose, { BaseParser: Quiet });
countDepth(Loose);
const loose: Attempt = (code) => Loose.parse(code, OPTIONS) as unknown as Node;

/** Longer code is read by the plain parser only, UTF-16 units: the others take a multiple of its time. */
const LONG = 200_000;

/** Whether code may be TypeScript or JSX: what would be tried in vain for most broken scripts. */
const MAYBE_TYPED =
  /<\/?[A-Za-z][\w.]*[\s/>]|\b(?:interface|type|enum|declare|namespace)\s+\w|\w[?]?\s*:\s*\w|\bas\s+\w|\w<\w|\w!\.|\b(?:private|public|protected|readonly)\s+\w/;

const EMPTY: Node = { type: 'Program', start: 0, end: 0, body: [] };

/** The first tree that can be made. */
function firstOf(code: string, attempts: readonly Attempt[]): Node | null {
  for (const attempt of attempts) {
    try {
      return attempt(code);
    } catch (error) {
      if (error instanceof TooDeep) return null;
      // Not this language, or broken: the next attempt takes less for granted.
    }
  }
  return null;
}

/**
 * The syntax tree of a script, TypeScript and JSX included. Of a broken script what a tolerant parser makes of it; empty for code
 * that is nested too deeply (a hundred brackets) to be written by anyone. Comments are in no tree.
 */
export function parseScript(code: string, isTyped = false): Node {
  if (code.length > LONG) return firstOf(code, [plain, loose]) ?? EMPTY;
  const attempts = MAYBE_TYPED.test(code) ? [plain, typescript, loose] : [plain, loose];
  return firstOf(code, isTyped ? [typescript, plain, loose] : attempts) ?? EMPTY;
}
