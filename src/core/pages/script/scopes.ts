import type { Node } from './node.ts';

/** An expression and where it stands. */
export interface Placed {
  readonly node: Node;
  readonly scope: Scope;
}

/** A function of a script, as far as it matters where its values come from and go to. */
export interface FunctionInfo {
  /** `null` for the top of a script. */
  readonly name: string | null;
  readonly node: Node;
  readonly outer: FunctionInfo | null;
  /** What it returns. */
  readonly returns: Placed[];
  /** The arguments of its calls, as far as they are found. */
  readonly calls: (readonly Placed[])[];
}

/** What a name stands for. */
export interface Binding {
  /** What is assigned to it: at its declaration and later. */
  readonly values: Placed[];
  /** The parameter it is; `null` for others. */
  readonly parameter: { readonly of: FunctionInfo; readonly index: number; readonly path: readonly string[] } | null;
  /** The function it names; `null` for others. */
  readonly func: FunctionInfo | null;
  /** What it is imported from and as; `null` for others. */
  readonly imported: { readonly module: string; readonly name: string } | null;
  /** Members on the way from a value to it, when it is taken apart: `{requestAnimationFrame: r} = window`. */
  readonly path: readonly string[];
}

/** Names that are valid in a part of a script. */
export class Scope {
  readonly outer: Scope | null;
  readonly #names = new Map<string, Binding>();

  constructor(outer: Scope | null) {
    this.outer = outer;
  }

  /** What a name stands for; `undefined` for names that the scripts do not declare. */
  find(name: string): Binding | undefined {
    let found = this.#names.get(name);
    for (let scope = this.outer; found === undefined && scope !== null; scope = scope.outer)
      found = scope.#names.get(name);
    return found;
  }

  /** Declares a name, or finds what was declared under it here. */
  declare(name: string, binding: Partial<Binding> = {}): Binding {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const made: Binding = { values: [], parameter: null, func: null, imported: null, path: [], ...binding };
    this.#names.set(name, made);
    return made;
  }
}

/** A call or `new` expression. */
export interface CallSite extends Placed {
  readonly inside: FunctionInfo | null;
}

/** Something that is set: `a.b = c`, `{b: c}` or `b: c` in an argument. */
export interface Setting extends CallSite {
  /** The name of what is set; `null` when it is worked out, then see `computed`. */
  readonly name: string | null;
  readonly computed: Placed | null;
  readonly value: Node;
  readonly operator: string;
  /** The object whose member is set; `null` for a property of an object in braces. */
  readonly object: Node | null;
}

/** What a walk over scripts finds, in the order of the scripts. */
export interface Found {
  readonly calls: CallSite[];
  readonly settings: Setting[];
  readonly functions: FunctionInfo[];
  /** Names of classes; `null` for one without. */
  readonly classes: (string | null)[];
  /** Methods and functions in objects and classes by name. */
  readonly methods: Map<string, FunctionInfo[]>;
  /** Names that are used: as a value, not as a member. */
  readonly uses: { readonly name: string; readonly scope: Scope }[];
  /** Names of members that are read or called, computed ones with a literal name among them. */
  readonly members: Map<string, Placed>;
  readonly tags: Placed[];
  readonly templates: Placed[];
  readonly imports: string[];
  /** Arithmetic is looked at for the constants of noise functions. */
  readonly numbers: Map<number, number>;
  /** Whole string literals and numbers of colours. */
  readonly literals: Placed[];
  /** Names that are declared anywhere: variables, functions, classes. */
  readonly declared: Set<string>;
  /** Object literals and where they are put: for lists of things that move. */
  readonly objects: CallSite[];
}

/** An empty collection to walk into. */
export function nothingFound(): Found {
  return {
    ...{
      calls: [],
      settings: [],
      functions: [],
      classes: [],
      methods: new Map(),
      uses: [],
      members: new Map(),
      tags: [],
    },
    ...{ templates: [], imports: [], numbers: new Map(), literals: [], declared: new Set(), objects: [] },
  };
}
