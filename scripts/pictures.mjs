// Takes the pictures anew that the panel is compared with: `npm run pictures` writes test/panel/pictures. `npm run pictures -- --kinds`
// takes those of five kinds of results in three widths and themes instead, to look at, into a temporary folder.
if (process.argv.includes('--kinds')) await import('./pictures/kinds.mjs');
else {
  process.env.CONVERGENCE_PROBE_PICTURES = 'take';
  process.argv.splice(2, Infinity, 'panel', 'pictures.test');
  await import('./test.mjs');
}
