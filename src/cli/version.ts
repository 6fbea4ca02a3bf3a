declare const __VERSION__: string | undefined;

/** Version of the package, put in by the build; `development` when the sources run without one, as in unit tests. */
export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
