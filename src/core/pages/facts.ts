import type { Artefact } from './artefact.ts';
import type { Declaration } from './css.ts';
import type { MarkupElement } from './html.ts';
import { LIBRARIES, librariesBehind } from './libraries.ts';
import type { Code } from './script/code.ts';

/** Calls that take the name of an event first and a function behind it. */
const LISTENERS = ['addEventListener', 'on', 'once', 'bind', 'addListener', 'listen'];

/** What the traits of one artefact are read from: each part is made once. */
export class Facts {
  readonly artefact: Artefact;
  readonly code: Code;
  readonly elements: readonly MarkupElement[];
  readonly declarations: readonly Declaration[];
  /** Ids of `LIBRARIES` that are used. */
  readonly libraries: ReadonlySet<string>;
  /** Lower-case names of all elements. */
  readonly names: ReadonlySet<string>;
  /** Names of events that are listened to, in lower case without "on". */
  readonly events: ReadonlySet<string>;

  constructor(artefact: Artefact) {
    this.artefact = artefact;
    this.code = artefact.code;
    this.elements = artefact.elements;
    this.declarations = artefact.declarations;
    this.libraries = librariesBehind(artefact.modules, this.code.globals);
    this.names = new Set(this.elements.map(({ name }) => name));
    this.events = eventsOf(this.code, this.elements);
  }

  /** Whether one of the libraries is used. */
  uses(...ids: readonly (typeof LIBRARIES)[number]['id'][]): boolean {
    return ids.some((id) => this.libraries.has(id));
  }

  /** Whether a library is used that draws on its own. */
  get drawsByLibrary(): boolean {
    return LIBRARIES.some(({ id, draws }) => draws && this.libraries.has(id));
  }

  /** Whether something is called, or an event of these names is listened to. */
  listens(...names: readonly string[]): boolean {
    return names.some((name) => this.events.has(name));
  }

  /** Values of the declarations of a property; a property of vendors counts as its own. */
  valuesOf(...properties: readonly string[]): readonly string[] {
    return this.declarations
      .filter(({ property }) => properties.includes(property.replace(/^-(?:webkit|moz|ms|o)-/, '')))
      .map(({ value }) => value);
  }
}

function eventsOf(code: Code, elements: readonly MarkupElement[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { attributes } of elements) {
    for (const name of attributes.keys()) {
      // "onclick", Vue's "@click.prevent", Svelte's "on:click", Angular's "(click)".
      const event = /^(?:on:?|@|v-on:|x-on:)([a-z]+)|^\(([a-z]+)\)/.exec(name);
      if (event !== null) found.add(event[1] ?? event[2]!);
    }
  }
  for (const name of LISTENERS) {
    for (const call of code.calls(name)) {
      for (const types of code.argument(call, 0))
        for (const type of types.split(/[\s.]+/)) found.add(type.toLowerCase());
    }
  }
  for (const name of code.setNames) if (/^on[a-z]/i.test(name)) found.add(name.slice(2).toLowerCase());
  return found;
}
