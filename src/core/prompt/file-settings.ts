/** Settings of models in the front matter of prompt files, by their names in the three kinds of file. */
const SETTINGS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'model',
    /^(?:model|[ \t]{1,40}(?:azure_deployment|name|id)):[ \t]{0,40}(["']?)([\w./:@()+-][\w./:@ ()+-]{0,99}?)\1[ \t]{0,40}$/m,
  ],
  ['temperature', /^[ \t]{0,40}temperature:[ \t]{0,40}()(\d[\d.]{0,10})[ \t]{0,40}$/m],
  ['max. tokens', /^[ \t]{0,40}max_?(?:output_?|completion_?)?tokens:[ \t]{0,40}()(\d{1,10})[ \t]{0,40}$/im],
];

/** What front matter asks of models, which a probe does not follow: `model gpt-4o`, `temperature 0.2`. */
export function fileSettings(front: string): readonly string[] {
  return SETTINGS.flatMap(([name, pattern]) => {
    const value = pattern.exec(front)?.[2];
    return value === undefined ? [] : [`${name} ${value}`];
  });
}
