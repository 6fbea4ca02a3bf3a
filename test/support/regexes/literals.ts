import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A regular expression in the sources. */
export interface Literal {
  /** Path from the root, and line. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
  /** Most UTF-16 units that it is applied to, where a comment before it says so ("bounded: 400"); else `null`. */
  readonly bound: number | null;
}

/** All expressions of a file: literals, and texts given to `RegExp` with what is not known put in as a letter. */
export function literalsOf(file: string, text = readFileSync(file, 'utf8')): readonly Literal[] {
  const root = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const constants = constantsOf(root);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    const expression = expressionOf(node, constants);
    if (expression !== null) {
      const line = root.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ ...expression, place: `${path.relative('.', file)}:${line}`, bound: boundOf(node, text) });
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

type Constants = ReadonlyMap<string, ts.Expression>;

function constantsOf(root: ts.SourceFile): Constants {
  const found = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      found.set(node.name.text, node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function expressionOf(node: ts.Node, constants: Constants): Pick<Literal, 'source' | 'flags'> | null {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  const isMade = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
  const [first, second] = isMade ? (node.arguments ?? []) : [];
  if (first === undefined) return null;
  return { source: textOf(first, constants), flags: second === undefined ? '' : textOf(second, constants, 'u') };
}

/** What an expression is as a text; `unknown` where that is not known before it runs. */
function textOf(node: ts.Expression, constants: Constants, unknown = 'a', depth = 0): string {
  const inner = (part: ts.Expression) => textOf(part, constants, unknown, depth + 1);
  if (depth > 20) return unknown;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return String(Number(node.text.replaceAll('_', '')));
  if (ts.isParenthesizedExpression(node)) return inner(node.expression);
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => inner(span.expression) + span.literal.text).join('');
  if (ts.isTaggedTemplateExpression(node) && ts.isTemplateExpression(node.template)) {
    const { head, templateSpans } = node.template;
    const raw = (part: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail) => part.rawText ?? '';
    return raw(head) + templateSpans.map((span) => inner(span.expression) + raw(span.literal)).join('');
  }
  if (ts.isTaggedTemplateExpression(node) && ts.isNoSubstitutionTemplateLiteral(node.template))
    return node.template.rawText ?? '';
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return inner(node.left) + inner(node.right);
  if (ts.isIdentifier(node) && constants.has(node.text)) return inner(constants.get(node.text)!);
  return joined(node, constants, inner) ?? unknown;
}

/** Of `['a', 'b'].join('|')` and of a constant list joined like that. */
function joined(node: ts.Expression, constants: Constants, inner: (part: ts.Expression) => string): string | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { name, expression } = node.expression;
  const list = ts.isIdentifier(expression) ? constants.get(expression.text) : expression;
  if (name.text !== 'join' || list === undefined || !ts.isArrayLiteralExpression(list)) return null;
  return list.elements.map(inner).join(node.arguments[0] === undefined ? ',' : inner(node.arguments[0]));
}

/** The comment stands above the statement or the member of a list that holds the expression. */
function boundOf(node: ts.Node, text: string): number | null {
  for (let outer = node; !ts.isSourceFile(outer) && !ts.isBlock(outer); outer = outer.parent) {
    const comments = ts.getLeadingCommentRanges(text, outer.getFullStart()) ?? [];
    const said = /\bbounded: ([\d_]+)/i.exec(comments.map(({ pos, end }) => text.slice(pos, end)).join('\n'));
    if (said !== null) return Number(said[1]!.replaceAll('_', ''));
    if (ts.isStatement(outer)) break;
  }
  return null;
}
