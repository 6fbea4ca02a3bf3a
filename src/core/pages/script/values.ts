import { UNKNOWN } from '../../colour/css-colour.ts';
import { bareExpression, nameOf, part, parts, type Node } from './node.ts';
import { memberName } from './patterns.ts';
import type { Binding, Found, FunctionInfo, Placed } from './scopes.ts';

/** Values that one expression may have, at most; and steps from one expression to the next that are followed. */
const MOST = 8;
const DEEPEST = 10;
/** Steps for one question, so that names which refer to each other many times cost no more than that. */
const MOST_STEPS = 300;
/** Longest text that is put together, UTF-16 units. */
const LONGEST = 200_000;

/** Names of the global object itself. */
const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'self', 'frames', 'top', 'parent']);

/** What an expression refers to: a name that the scripts do not declare, or a module, and members from there on. */
export interface Reference {
  /** The undeclared name; `null` when it begins at something else. */
  readonly root: string | null;
  /** The module it is imported from; `null` when it is not. */
  readonly module: string | null;
  /** Members, outermost last; the last is what is called. */
  readonly path: readonly string[];
}

interface Budget {
  steps: number;
}

/** What expressions are worth, as far as this can be read without running them. */
export class Values {
  readonly #methods: ReadonlyMap<string, readonly FunctionInfo[]>;
  readonly #byNode: ReadonlyMap<Node, FunctionInfo>;

  /** Names of the properties of all objects in braces: no other name has a value that could be followed. */
  readonly #properties = new Set<string>();

  constructor({ methods, functions, settings }: Pick<Found, 'methods' | 'functions' | 'settings'>) {
    this.#methods = methods;
    for (const { name, object } of settings) if (object === null && name !== null) this.#properties.add(name);
    this.#byNode = new Map(functions.map((info) => [info.node, info]));
  }

  /**
   * Texts that an expression may be, at most eight; parts of them that are not known stand as `UNKNOWN`. Empty when nothing is known.
   */
  strings(placed: Placed): readonly string[] {
    return this.#strings(placed, 0, { steps: 0 });
  }

  /** Numbers that an expression may be. */
  numbers(placed: Placed): readonly number[] {
    return this.expressions(placed).flatMap(({ node }) => {
      if (node.type === 'Literal' && typeof node['value'] === 'number') return [node['value']];
      const inner = node.type === 'UnaryExpression' && node['operator'] === '-' ? part(node, 'argument') : null;
      return typeof inner?.['value'] === 'number' ? [-inner['value']] : [];
    });
  }

  /** What an expression stands for once names, parameters and alternatives are followed. */
  expressions(placed: Placed): readonly Placed[] {
    const found: Placed[] = [];
    this.#expand(placed, 0, { steps: 0 }, found);
    return found;
  }

  /** What is called, read or made by an expression, under the names that it has outside of the scripts. */
  references(placed: Placed): readonly Reference[] {
    return this.#references(placed, 0, { steps: 0 });
  }

  /** The functions that an expression may be. */
  functions({ node, scope }: Placed): readonly FunctionInfo[] {
    const bare = bareExpression(node);
    if (bare.type === 'MemberExpression') {
      const { name } = memberName(bare, scope);
      return name === null ? [] : (this.#methods.get(name) ?? []).slice(0, MOST);
    }
    const own = this.#byNode.get(bare);
    if (own !== undefined) return [own];
    const name = nameOf(bare);
    const binding = name === null ? undefined : scope.find(name);
    if (binding?.func) return [binding.func];
    return (binding?.values ?? [])
      .flatMap((value) => this.#byNode.get(bareExpression(value.node)) ?? [])
      .slice(0, MOST);
  }

  #expand(placed: Placed, depth: number, budget: Budget, found: Placed[]): void {
    if (found.length >= MOST || depth > DEEPEST || ++budget.steps > MOST_STEPS) return;
    const node = bareExpression(placed.node);
    const { scope } = placed;
    const on = (next: Node | null, from = scope) => {
      if (next !== null) this.#expand({ node: next, scope: from }, depth + 1, budget, found);
    };
    if (node.type === 'ConditionalExpression') {
      on(part(node, 'consequent'));
      on(part(node, 'alternate'));
    } else if (
      node.type === 'LogicalExpression' ||
      (node.type === 'AssignmentExpression' && node['operator'] !== '+=')
    ) {
      if (node.type === 'LogicalExpression' && node['operator'] !== '&&') on(part(node, 'left'));
      on(part(node, 'right'));
    } else if (node.type === 'SequenceExpression') on(parts(node, 'expressions').at(-1) ?? null);
    else if (node.type === 'Identifier') {
      const binding = scope.find(node['name'] as string);
      if (binding === undefined || binding.func !== null || binding.imported !== null)
        return void found.push({ node, scope });
      for (const value of this.#valuesOf(binding, depth, budget)) on(value.node, value.scope);
    } else if (node.type === 'MemberExpression') {
      const values = this.#memberValues({ node, scope }, depth, budget);
      if (values.length === 0) found.push({ node, scope });
      for (const value of values) on(value.node, value.scope);
    } else if (node.type === 'CallExpression') {
      const returns = this.functions({ node: part(node, 'callee')!, scope }).flatMap((called) => called.returns);
      found.push({ node, scope });
      for (const value of returns) on(value.node, value.scope);
    } else found.push({ node, scope });
  }

  /** What a name was given: its initial value, assignments, and the arguments of calls when it is a parameter. */
  #valuesOf({ values, parameter, path }: Binding, depth: number, budget: Budget): readonly Placed[] {
    if (parameter === null)
      return path.length === 0 ? values : values.flatMap((value) => this.#taken(value, path, depth, budget));
    const passed = parameter.of.calls.flatMap((given) => given[parameter.index] ?? []);
    return [...values, ...passed.flatMap((value) => this.#taken(value, parameter.path, depth, budget))];
  }

  /** The member of a value that a pattern takes. */
  #taken(value: Placed, path: readonly string[], depth: number, budget: Budget): readonly Placed[] {
    let current: readonly Placed[] = [value];
    for (const name of path)
      current = current.flatMap((one) => this.#memberOf(one, name, depth, budget)).slice(0, MOST);
    return current;
  }

  #memberOf(object: Placed, name: string, depth: number, budget: Budget): readonly Placed[] {
    if (!this.#properties.has(name) && !/^\d+$/.test(name)) return [];
    const found: Placed[] = [];
    this.#expand(object, depth + 1, budget, found);
    return found.flatMap(({ node, scope }) => {
      if (node.type === 'ArrayExpression') {
        const element = (node['elements'] as readonly (Node | null)[])[Number(name)];
        return element ? [{ node: element, scope }] : [];
      }
      if (node.type !== 'ObjectExpression') return [];
      const property = parts(node, 'properties').find((one) => one['computed'] !== true && keyOf(one) === name);
      const inner = property === undefined ? null : part(property, 'value');
      return inner === null ? [] : [{ node: inner, scope }];
    });
  }

  #memberValues({ node, scope }: Placed, depth: number, budget: Budget): readonly Placed[] {
    const { name, computed } = memberName(node, scope);
    const object = part(node, 'object');
    if (object === null) return [];
    if (name !== null) return this.#memberOf({ node: object, scope }, name, depth, budget);
    if (computed === null) return [];
    // An index that is worked out: any of the elements.
    const lists: Placed[] = [];
    this.#expand({ node: object, scope }, depth + 1, budget, lists);
    return lists.flatMap(({ node: list, scope: from }) =>
      list.type === 'ArrayExpression'
        ? parts(list, 'elements')
            .slice(0, MOST)
            .map((element) => ({ node: element, scope: from }))
        : list.type === 'ObjectExpression'
          ? parts(list, 'properties')
              .slice(0, MOST)
              .flatMap((one) => {
                const value = part(one, 'value');
                return value === null ? [] : [{ node: value, scope: from }];
              })
          : [],
    );
  }

  #strings(placed: Placed, depth: number, budget: Budget): readonly string[] {
    const found: Placed[] = [];
    this.#expand(placed, depth, budget, found);
    return [...new Set(found.flatMap((one) => this.#stringsOf(one, depth + 1, budget)))].slice(0, MOST);
  }

  #stringsOf({ node, scope }: Placed, depth: number, budget: Budget): readonly string[] {
    if (depth > DEEPEST || ++budget.steps > MOST_STEPS) return [];
    switch (node.type) {
      case 'Literal': {
        const value = node['value'];
        return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
      }
      case 'TemplateLiteral':
        return [this.#template({ node, scope }, depth, budget)];
      case 'TaggedTemplateExpression': {
        const quasi = part(node, 'quasi');
        return quasi === null ? [] : [this.#template({ node: quasi, scope }, depth, budget)];
      }
      case 'BinaryExpression':
        return node['operator'] === '+' ? this.#sum({ node, scope }, depth, budget) : [];
      case 'CallExpression':
        return this.#called({ node, scope }, depth, budget);
      default:
        return [];
    }
  }

  #template({ node, scope }: Placed, depth: number, budget: Budget): string {
    const quasis = parts(node, 'quasis').map((quasi) => {
      const { cooked, raw } = quasi['value'] as { readonly cooked?: string | null; readonly raw: string };
      return cooked ?? raw;
    });
    let text = quasis[0] ?? '';
    parts(node, 'expressions').forEach((expression, index) => {
      const [value = UNKNOWN] = this.#strings({ node: expression, scope }, depth + 1, budget);
      if (text.length < LONGEST) text += value + (quasis[index + 1] ?? '');
    });
    return text;
  }

  /** The parts of a sum of texts; of each part its first value. */
  #sum({ node, scope }: Placed, depth: number, budget: Budget): readonly string[] {
    const terms: Node[] = [];
    let left: Node = node;
    while (left.type === 'BinaryExpression' && left['operator'] === '+') {
      terms.push(part(left, 'right')!);
      left = bareExpression(part(left, 'left')!);
    }
    terms.push(left);
    const texts = terms.reverse().map((term) => {
      const bare = bareExpression(term);
      // Plain parts cost no steps: long texts are often put together line by line.
      if (bare.type === 'Literal' && typeof bare['value'] === 'string') return bare['value'];
      return this.#strings({ node: term, scope }, depth + 1, budget)[0] ?? UNKNOWN;
    });
    return texts.every((text) => text === UNKNOWN) ? [] : [texts.join('').slice(0, LONGEST)];
  }

  /** Texts of lists that are joined or mapped, and of texts that are cut or changed in ways that hardly matter. */
  #called({ node, scope }: Placed, depth: number, budget: Budget): readonly string[] {
    const callee = bareExpression(part(node, 'callee')!);
    if (callee.type !== 'MemberExpression') return [];
    const { name } = memberName(callee, scope);
    const object = part(callee, 'object');
    if (object === null || name === null) return [];
    if (name === 'join') return this.#joined({ node: object, scope }, depth, budget);
    if (name === 'map' || name === 'flatMap') {
      const mapped = parts(node, 'arguments')[0];
      const mappers = mapped === undefined ? [] : this.functions({ node: mapped, scope });
      return mappers
        .flatMap(({ returns }) => returns.flatMap((value) => this.#strings(value, depth + 1, budget)))
        .slice(0, MOST);
    }
    if (name === 'toLowerCase')
      return this.#strings({ node: object, scope }, depth + 1, budget).map((text) => text.toLowerCase());
    return UNCHANGED.has(name) ? this.#strings({ node: object, scope }, depth + 1, budget) : [];
  }

  #joined(list: Placed, depth: number, budget: Budget): readonly string[] {
    const found: Placed[] = [];
    this.#expand(list, depth + 1, budget, found);
    return found.flatMap(({ node, scope }) => {
      if (node.type !== 'ArrayExpression') return this.#strings({ node, scope }, depth + 1, budget);
      const texts = parts(node, 'elements').map((element) => {
        const bare = bareExpression(element);
        if (bare.type === 'Literal') return String(bare['value']);
        return this.#strings({ node: element, scope }, depth + 1, budget)[0] ?? UNKNOWN;
      });
      return [texts.join('\n').slice(0, LONGEST)];
    });
  }

  #references({ node: given, scope }: Placed, depth: number, budget: Budget): readonly Reference[] {
    if (depth > DEEPEST || ++budget.steps > MOST_STEPS) return [];
    const node = bareExpression(given);
    const on = (next: Node | null, from = scope) =>
      next === null ? [] : this.#references({ node: next, scope: from }, depth + 1, budget);
    switch (node.type) {
      case 'Identifier':
        return this.#named(node['name'] as string, { node, scope }, depth, budget);
      case 'MemberExpression': {
        const { name, computed } = memberName(node, scope);
        const names = name !== null ? [name] : computed === null ? [] : this.#strings(computed, depth + 1, budget);
        const bases = on(part(node, 'object'));
        const known = bases.length === 0 ? [NOWHERE] : bases;
        const direct = known.flatMap((base) => names.map((one) => memberOfReference(base, one)));
        const held = this.#memberValues({ node, scope }, depth, budget).flatMap((value) => on(value.node, value.scope));
        return [...held, ...direct].slice(0, MOST);
      }
      case 'ConditionalExpression':
        return [...on(part(node, 'consequent')), ...on(part(node, 'alternate'))].slice(0, MOST);
      case 'LogicalExpression':
        return [...on(part(node, 'left')), ...on(part(node, 'right'))].slice(0, MOST);
      case 'AssignmentExpression':
        return on(part(node, 'right'));
      case 'SequenceExpression':
        return on(parts(node, 'expressions').at(-1) ?? null);
      case 'CallExpression': {
        const callee = bareExpression(part(node, 'callee')!);
        const bound = callee.type === 'MemberExpression' && memberName(callee, scope).name === 'bind';
        if (bound) return on(part(callee, 'object'));
        return this.#required({ node, scope });
      }
      default:
        return [];
    }
  }

  #required({ node, scope }: Placed): readonly Reference[] {
    const name = nameOf(part(node, 'callee'));
    const given = parts(node, 'arguments')[0];
    if (name !== 'require' || scope.find('require') !== undefined || typeof given?.['value'] !== 'string') return [];
    return [{ root: null, module: given['value'], path: [] }];
  }

  #named(name: string, { scope }: Placed, depth: number, budget: Budget): readonly Reference[] {
    const binding = scope.find(name);
    if (binding === undefined) return [{ root: name, module: null, path: GLOBAL_OBJECTS.has(name) ? [] : [name] }];
    if (binding.imported !== null) {
      const { module, name: imported } = binding.imported;
      return [{ root: null, module, path: imported === '*' || imported === 'default' ? [] : [imported] }];
    }
    if (binding.func !== null) return [];
    const { parameter, path } = binding;
    const values =
      parameter === null
        ? binding.values
        : [...binding.values, ...parameter.of.calls.flatMap((given) => given[parameter.index] ?? [])];
    const taken = parameter === null ? path : parameter.path;
    const found = values.flatMap((value) => this.#references(value, depth + 1, budget));
    return found.map((base) => taken.reduce(memberOfReference, base)).slice(0, MOST);
  }
}

const NOWHERE: Reference = { root: null, module: null, path: [] };

function memberOfReference({ root, module, path }: Reference, name: string): Reference {
  // window.x is the global x.
  if (root !== null && path.length === 0)
    return GLOBAL_OBJECTS.has(name) ? { root, module, path } : { root: name, module, path: [name] };
  return { root, module, path: [...path, name] };
}

const UNCHANGED = new Set([
  'trim',
  'trimStart',
  'trimEnd',
  'toString',
  'replace',
  'replaceAll',
  'valueOf',
  'slice',
  'substring',
  'concat',
  'repeat',
]);

function keyOf(property: Node): string | null {
  const key = part(property, 'key');
  if (key === null) return null;
  return key.type === 'Literal' ? String(key['value']) : nameOf(key);
}
