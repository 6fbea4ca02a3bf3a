import { bareExpression, isFunction, isNode, nameOf, part, parts, type Node } from './node.ts';
import { defaultsOf, eachName, keyName, memberName } from './patterns.ts';
import { Scope, type Binding, type Found, type FunctionInfo } from './scopes.ts';

interface Visit {
  readonly node: Node;
  readonly scope: Scope;
  readonly inside: FunctionInfo | null;
  /** The name under which a function or class is kept, when its own place says so. */
  readonly as: string | null;
  readonly isMethod: boolean;
}

/** Spelt out, because a walk makes one for every node. */
function visitOf(
  node: Node,
  { scope, inside }: Pick<Visit, 'scope' | 'inside'>,
  as: string | null = null,
  isMethod = false,
): Visit {
  return { node, scope, inside, as, isMethod };
}

/** Where the parts of frequent nodes are, in the order of the text; of others all members are looked through. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    Program: ['body'],
    ExpressionStatement: ['expression'],
    BlockStatement: ['body'],
    ReturnStatement: ['argument'],
    IfStatement: ['test', 'consequent', 'alternate'],
    ForStatement: ['init', 'test', 'update', 'body'],
    ForInStatement: ['left', 'right', 'body'],
    ForOfStatement: ['left', 'right', 'body'],
    WhileStatement: ['test', 'body'],
    DoWhileStatement: ['body', 'test'],
    TryStatement: ['block', 'handler', 'finalizer'],
    CatchClause: ['param', 'body'],
    SwitchStatement: ['discriminant', 'cases'],
    SwitchCase: ['test', 'consequent'],
    ThrowStatement: ['argument'],
    EmptyStatement: [],
    CallExpression: ['callee', 'arguments'],
    NewExpression: ['callee', 'arguments'],
    BinaryExpression: ['left', 'right'],
    LogicalExpression: ['left', 'right'],
    UnaryExpression: ['argument'],
    UpdateExpression: ['argument'],
    ConditionalExpression: ['test', 'consequent', 'alternate'],
    ArrayExpression: ['elements'],
    ObjectExpression: ['properties'],
    SpreadElement: ['argument'],
    SequenceExpression: ['expressions'],
    TemplateLiteral: ['expressions'],
    TaggedTemplateExpression: ['tag', 'quasi'],
    ThisExpression: [],
    Super: [],
    ChainExpression: ['expression'],
    ParenthesizedExpression: ['expression'],
    AwaitExpression: ['argument'],
    YieldExpression: ['argument'],
  }),
);

const BLOCKS = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'CatchClause',
  'StaticBlock',
  'SwitchStatement',
]);
const TYPES_WITH_CODE = new Set([
  ...[
    'TSAsExpression',
    'TSNonNullExpression',
    'TSSatisfiesExpression',
    'TSTypeAssertion',
    'TSEnumDeclaration',
    'TSEnumMember',
  ],
  ...['TSModuleDeclaration', 'TSModuleBlock', 'TSExportAssignment', 'TSParameterProperty', 'TSInstantiationExpression'],
]);

/**
 * Walks over one script and notes what traits are read from. Without recursion, so that no depth of nesting overflows the stack.
 * All scripts of a page share `top`.
 */
export class Walker {
  readonly found: Found;
  readonly #top: Scope;
  #pending: Visit[] = [];

  constructor(found: Found, top: Scope) {
    this.found = found;
    this.#top = top;
  }

  walk(program: Node): void {
    this.#pending = [visitOf(program, { scope: this.#top, inside: null })];
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#visit(next);
  }

  #visit(visit: Visit): void {
    const { node } = visit;
    const { type } = node;
    if (isFunction(node)) return this.#function(visit);
    if (type.startsWith('TS') && !TYPES_WITH_CODE.has(type)) return;
    const scope = BLOCKS.has(type) ? new Scope(visit.scope) : visit.scope;
    const here = visitOf(node, { scope, inside: visit.inside });
    switch (type) {
      case 'VariableDeclaration':
        return this.#variables(here);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#class(here, visit.as);
      case 'CallExpression':
      case 'NewExpression':
        this.found.calls.push({ node, scope, inside: visit.inside });
        return this.#children(here);
      case 'AssignmentExpression':
        return this.#assignment(here);
      case 'ForOfStatement':
        this.#iteration(here);
        return this.#children(here);
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
      case 'AccessorProperty':
        return this.#property(here);
      case 'ObjectExpression':
        this.found.objects.push({ node, scope, inside: visit.inside });
        return this.#children(here);
      case 'MemberExpression':
        return this.#member(here);
      case 'Identifier':
        return void this.found.uses.push({ name: node['name'] as string, scope });
      case 'Literal':
        return this.#literal(here);
      case 'ReturnStatement':
        this.#returned(here);
        return this.#children(here);
      case 'TaggedTemplateExpression':
        this.found.tags.push({ node, scope });
        return this.#children(here);
      case 'TemplateLiteral':
        this.found.templates.push({ node, scope });
        return this.#children(here);
      case 'JSXElement':
        this.found.templates.push({ node, scope });
        return this.#children(here);
      default:
        return this.#other(here);
    }
  }

  #other(visit: Visit): void {
    const { node } = visit;
    if (node.type.startsWith('Import')) return this.#import(visit);
    if (node.type.startsWith('Export')) this.#importedFrom(node);
    if (node.type === 'JSXOpeningElement' || node.type === 'JSXClosingElement')
      return this.#push(visit, parts(node, 'attributes'));
    if (node.type === 'JSXAttribute') return this.#jsxAttribute(visit);
    if (node.type === 'LabeledStatement') return this.#push(visit, [node['body']]);
    if (node.type === 'BreakStatement' || node.type === 'ContinueStatement' || node.type === 'MetaProperty') return;
    this.#children(visit);
  }

  /** Nodes that are visited next, in this order. */
  #push(from: Visit, nodes: readonly unknown[]): void {
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index];
      if (isNode(node)) this.#pending.push(visitOf(node, from));
    }
  }

  /** All parts of a node, in the order of the text. */
  #children(visit: Visit): void {
    const { node } = visit;
    const names = PARTS.get(node.type) ?? Object.keys(node);
    // Those pushed last come out first.
    for (let index = names.length - 1; index >= 0; index--) {
      const value = node[names[index]!];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) this.#push(visit, value);
      else if (isNode(value)) this.#pending.push(visitOf(value, visit));
    }
  }

  #function({ node, scope, inside, as, isMethod }: Visit): void {
    const own = nameOf(part(node, 'id'));
    const info: FunctionInfo = { name: own ?? as, node, outer: inside, returns: [], calls: [] };
    this.found.functions.push(info);
    if (info.name !== null) this.found.declared.add(info.name);
    const inner = new Scope(scope);
    if (own !== null && node.type === 'FunctionDeclaration') this.#declare(scope, own, { func: info });
    else if (own !== null) inner.declare(own, { func: info });
    if (isMethod && as !== null) {
      const same = this.found.methods.get(as);
      if (same) same.push(info);
      else this.found.methods.set(as, [info]);
    }
    parts(node, 'params').forEach((parameter, index) =>
      this.#parameter(parameter, inner, { of: info, index, path: [] }),
    );
    const body = part(node, 'body');
    if (body === null) return;
    if (body.type !== 'BlockStatement') info.returns.push({ node: body, scope: inner });
    const visit = visitOf(body, { scope: inner, inside: info });
    // The body's own block shares the scope of the parameters.
    if (body.type === 'BlockStatement') this.#push(visit, parts(body, 'body'));
    else this.#pending.push(visit);
    this.#push(visit, parts(node, 'params').flatMap(defaultsOf));
  }

  #declare(scope: Scope, name: string, binding: Partial<Binding>): Binding {
    this.found.declared.add(name);
    const known = scope.declare(name, binding);
    // The same name at the top of two scripts, or a variable that was assigned to before the function was read.
    if (binding.func && known.func === null && known.parameter === null)
      known.values.push({ node: binding.func.node, scope });
    return known;
  }

  #parameter(pattern: Node, scope: Scope, parameter: NonNullable<Binding['parameter']>): void {
    eachName(pattern, [], (name, path, fallback) => {
      const binding = scope.declare(name, { parameter: { ...parameter, path } });
      if (fallback !== null) binding.values.push({ node: fallback, scope });
    });
  }

  #variables(visit: Visit): void {
    for (const declarator of parts(visit.node, 'declarations')) {
      const pattern = part(declarator, 'id');
      const value = part(declarator, 'init');
      if (pattern === null) continue;
      this.#assign(pattern, value, visit.scope, true);
      this.#pending.push(...this.#reversed(visit, [...defaultsOf(pattern), value], nameOf(pattern)));
    }
  }

  #reversed(visit: Visit, nodes: readonly (Node | null)[], as: string | null): Visit[] {
    return nodes.filter((node) => node !== null).map((node) => visitOf(node, visit, as));
  }

  /** Notes a value for every name of a pattern. */
  #assign(pattern: Node, value: Node | null, scope: Scope, isDeclared: boolean): void {
    eachName(pattern, [], (name, path, fallback) => {
      const known = isDeclared ? undefined : scope.find(name);
      const binding = known ?? (isDeclared ? this.#declare(scope, name, { path }) : this.#top.declare(name, { path }));
      if (value !== null && binding.values.length < MOST_VALUES) binding.values.push({ node: value, scope });
      if (fallback !== null) binding.values.push({ node: fallback, scope });
    });
  }

  #iteration({ node, scope }: Visit): void {
    const left = part(node, 'left');
    const right = part(node, 'right');
    const pattern = left?.type === 'VariableDeclaration' ? part(parts(left, 'declarations')[0] ?? left, 'id') : left;
    if (!pattern || right === null || nameOf(pattern) === null) return;
    const list = bareExpression(right);
    const binding = scope.declare(nameOf(pattern)!);
    if (list.type !== 'ArrayExpression') return;
    for (const element of parts(list, 'elements').slice(0, MOST_VALUES)) binding.values.push({ node: element, scope });
  }

  #class(visit: Visit, as: string | null): void {
    const { node, scope } = visit;
    const name = nameOf(part(node, 'id')) ?? as;
    this.found.classes.push(name);
    if (name !== null) this.#declare(scope, name, {}).values.push({ node, scope });
    const body = part(node, 'body');
    this.#push(visit, [part(node, 'superClass'), ...(body === null ? [] : parts(body, 'body'))]);
  }

  #property(visit: Visit): void {
    const { node, scope, inside } = visit;
    const key = part(node, 'key');
    const value = part(node, 'value');
    const isComputed = node['computed'] === true;
    const name = key === null || isComputed ? null : keyName(key);
    if (isComputed && key !== null) this.#pending.push(visitOf(key, visit));
    if (value === null) return;
    const computed = isComputed && key !== null ? { node: key, scope } : null;
    this.found.settings.push({ node, scope, inside, name, computed, value, operator: '=', object: null });
    this.#pending.push(visitOf(value, visit, name, true));
  }

  #assignment(visit: Visit): void {
    const { node, scope, inside } = visit;
    const left = bareExpression(part(node, 'left')!);
    const value = part(node, 'right')!;
    const operator = node['operator'] as string;
    let as = nameOf(left);
    if (left.type === 'MemberExpression') {
      const { name, computed } = memberName(left, scope);
      as = name;
      this.found.settings.push({ node, scope, inside, name, computed, value, operator, object: part(left, 'object') });
    } else if (operator === '=' || operator === '||=' || operator === '??=') this.#assign(left, value, scope, false);
    this.#pending.push(visitOf(value, visit, as, left.type === 'MemberExpression'));
    if (left.type === 'MemberExpression') this.#pending.push(visitOf(left, visit));
    this.#push(visit, defaultsOf(left));
  }

  #member(visit: Visit): void {
    const { node, scope } = visit;
    const { name } = memberName(node, scope);
    if (name !== null && !this.found.members.has(name)) this.found.members.set(name, { node, scope });
    this.#push(visit, [node['object'], node['computed'] === true ? node['property'] : null]);
  }

  #literal({ node, scope }: Visit): void {
    const value = node['value'];
    if (typeof value === 'number') this.found.numbers.set(value, (this.found.numbers.get(value) ?? 0) + 1);
    if (typeof value === 'string' ? value.length <= 400 : typeof value === 'number')
      this.found.literals.push({ node, scope });
  }

  #returned({ node, scope, inside }: Visit): void {
    const value = part(node, 'argument');
    if (value !== null && inside !== null) inside.returns.push({ node: value, scope });
  }

  #importedFrom(node: Node): string | null {
    const source = part(node, 'source');
    const module = typeof source?.['value'] === 'string' ? source['value'] : null;
    if (module !== null && module.length < 400) this.found.imports.push(module);
    return module;
  }

  #import(visit: Visit): void {
    const { node } = visit;
    if (node.type === 'ImportExpression') {
      this.#importedFrom(node);
      return this.#children(visit);
    }
    const module = this.#importedFrom(node);
    if (module === null) return;
    for (const specifier of parts(node, 'specifiers')) {
      const local = nameOf(part(specifier, 'local'));
      // What another file of the same page exports is found under its name there.
      if (local === null || /^\.{0,2}\//.test(module)) continue;
      const name =
        nameOf(part(specifier, 'imported')) ?? (specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*');
      this.#top.declare(local, { imported: { module, name } });
    }
  }

  #jsxAttribute(visit: Visit): void {
    const { node, scope, inside } = visit;
    const name = nameOf(part(node, 'name'));
    const value = part(node, 'value');
    const inner = value?.type === 'JSXExpressionContainer' ? part(value, 'expression') : value;
    if (name === null || inner === null || inner === undefined) return;
    this.found.settings.push({ node, scope, inside, name, computed: null, value: inner, operator: '=', object: null });
    this.#pending.push(visitOf(inner, visit, name));
  }
}

/** Values of one name that are remembered. */
const MOST_VALUES = 64;
