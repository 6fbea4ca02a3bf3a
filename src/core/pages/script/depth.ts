/**
 * Parsers that call themselves for what is inside of something. Near the end of the stack JavaScript does not always throw:
 * an expression that is compiled there ends the process. So depth is counted on the way down, and stopped far from there.
 */

/** Calls of one another that a parser may be in. */
const DEEPEST = 600;

/** Code is nested deeper than it is read. */
export class TooDeep extends Error {}

/** Through one of these leads every way on which a parser comes back to itself. */
const WAYS_DOWN = [
  ...['parseStatement', 'parseMaybeAssign', 'parseMaybeUnary', 'parseExprOp', 'parseExprAtom', 'parseBindingAtom'],
  ...['parseTemplate', 'parseClass', 'parseObj', 'parseNew', 'toAssignable', 'parseSubscripts'],
  ...['tsParseType', 'tsParseNonArrayType', 'tsParseTypeOperatorOrHigher', 'tsParseTypeArguments', 'tsParseEntityName'],
  ...['tsParseUnionTypeOrHigher', 'tsParseDeclaration', 'tsParseModuleOrNamespaceDeclaration', 'jsx_parseElementAt'],
];

type Method = (this: Counting, ...given: unknown[]) => unknown;

interface Counting {
  nesting?: number;
  links?: number;
}

/** Makes a parser throw `TooDeep` for what is nested too deeply, and for chains (`a.b.c`) that have too many links. */
export function countDepth(parser: { readonly prototype: unknown }): void {
  const methods = parser.prototype as Record<string, Method | undefined>;
  for (const name of WAYS_DOWN) {
    const original = methods[name];
    if (original !== undefined) methods[name] = counted(original);
  }
  const link = methods['parseSubscript'];
  if (link !== undefined) methods['parseSubscript'] = linked(link);
}

function counted(original: Method): Method {
  return function (...given) {
    const depth = this.nesting ?? 0;
    const links = this.links ?? 0;
    if (depth >= DEEPEST) throw new TooDeep();
    this.nesting = depth + 1;
    this.links = 0;
    try {
      return original.apply(this, given);
    } finally {
      this.nesting = depth;
      this.links = links;
    }
  };
}

/** Chains are read in a loop, but make a tree that is as deep as they are long. */
function linked(original: Method): Method {
  return function (...given) {
    this.links = (this.links ?? 0) + 1;
    if (this.links > DEEPEST) throw new TooDeep();
    return original.apply(this, given);
  };
}
