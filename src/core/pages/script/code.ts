import { bareExpression, isFunction, part, parts, type Node } from './node.ts';
import {
  nothingFound,
  Scope,
  type CallSite,
  type Found,
  type FunctionInfo,
  type Placed,
  type Setting,
} from './scopes.ts';
import { memberName } from './patterns.ts';
import { Walker } from './walker.ts';
import { Values, type Reference } from './values.ts';

/** A call, by the name of what is called. */
export interface Call {
  readonly site: CallSite;
  /** Whether it is `new`. */
  readonly isNew: boolean;
  readonly reference: Reference;
  /** Arguments; of a call through `call` those of the function. */
  readonly args: readonly Placed[];
}

/** Methods that hand each element of a list to a function. */
const FOR_EACH = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every']);
/** Calls of one function that are followed. */
const MOST_CALLS = 24;

/** All scripts of a page, read. */
export class Code {
  readonly found: Found;
  readonly values: Values;
  readonly #calls = new Map<string, Call[]>();
  readonly #settings = new Map<string, Setting[]>();
  readonly #globals = new Set<string>();

  constructor(programs: readonly Node[]) {
    this.found = nothingFound();
    const top = new Scope(null);
    const walker = new Walker(this.found, top);
    for (const program of programs) walker.walk(program);
    this.values = new Values(this.found);
    for (const site of this.found.calls) this.#pass(site);
    for (const site of this.found.calls) this.#note(site);
    for (const setting of this.found.settings) this.#set(setting);
    for (const { name, scope } of this.found.uses) if (scope.find(name) === undefined) this.#globals.add(name);
    for (const [name, placed] of this.found.members) this.#globalMember(name, placed);
  }

  /** Calls of what has this name in the end: `getContext` for `canvas['getContext']`, an alias or a bound function. */
  calls(name: string): readonly Call[] {
    return this.#calls.get(name) ?? [];
  }

  /** Names of everything that is called. */
  get called(): ReadonlySet<string> {
    return new Set(this.#calls.keys());
  }

  /** What is set under a name: members that are assigned to, properties of objects, attributes in JSX. */
  settings(name: string): readonly Setting[] {
    return this.#settings.get(name) ?? [];
  }

  /** Names that are set. */
  get setNames(): Iterable<string> {
    return this.#settings.keys();
  }

  /** Names that the scripts use and do not declare; members of the global object among them. */
  get globals(): ReadonlySet<string> {
    return this.#globals;
  }

  /** Texts that an argument of a call may be. */
  argument({ args }: Call, index: number): readonly string[] {
    const given = args[index];
    return given === undefined ? [] : this.values.strings(given);
  }

  /** Texts that a setting may give. */
  valuesOf({ value, scope }: Setting): readonly string[] {
    return this.values.strings({ node: value, scope });
  }

  /** Hands the arguments of a call to the functions that it may call. */
  #pass(site: CallSite): void {
    const { node, scope } = site;
    const callee = bareExpression(part(node, 'callee') ?? node);
    const args = argumentsOf(site);
    const give = (to: FunctionInfo, given: readonly Placed[]) => {
      if (to.calls.length < MOST_CALLS) to.calls.push(given);
    };
    for (const called of this.values.functions({ node: callee, scope })) give(called, args);
    const name = callee.type === 'MemberExpression' ? memberName(callee, scope).name : null;
    const object = part(callee, 'object');
    const first = args[0] === undefined ? null : bareExpression(args[0].node);
    if (name === null || !FOR_EACH.has(name) || object === null || first === null || !isFunction(first)) return;
    const [target] = this.values.functions({ node: first, scope });
    for (const { node: list, scope: from } of this.values.expressions({ node: object, scope })) {
      if (list.type !== 'ArrayExpression' || target === undefined) continue;
      for (const element of parts(list, 'elements')) give(target, [{ node: element, scope: from }]);
    }
  }

  #note(site: CallSite): void {
    const { node, scope } = site;
    const callee = part(node, 'callee');
    if (callee === null) return;
    for (const reference of this.values.references({ node: callee, scope })) {
      const isNew = node.type === 'NewExpression';
      const { path } = reference;
      const last = path.at(-1);
      if (last === undefined) continue;
      const through = (last === 'call' || last === 'apply') && path.length > 1;
      const name = through ? path.at(-2)! : last;
      const args = argumentsOf(site);
      const call: Call = {
        site,
        isNew,
        reference: through ? { ...reference, path: path.slice(0, -1) } : reference,
        args: through ? args.slice(1) : args,
      };
      const known = this.#calls.get(name);
      if (known) known.push(call);
      else this.#calls.set(name, [call]);
    }
  }

  #set(setting: Setting): void {
    const names =
      setting.name !== null ? [setting.name] : setting.computed === null ? [] : this.values.strings(setting.computed);
    for (const name of names) {
      const known = this.#settings.get(name);
      if (known) known.push(setting);
      else this.#settings.set(name, [setting]);
    }
  }

  #globalMember(name: string, placed: Placed): void {
    for (const { root, path } of this.values.references(placed))
      if (root === name && path.length === 1) this.#globals.add(name);
  }
}

function argumentsOf({ node, scope }: CallSite): readonly Placed[] {
  return parts(node, 'arguments').map((argument) => ({ node: argument, scope }));
}
