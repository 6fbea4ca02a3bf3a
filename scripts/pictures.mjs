// Takes the pictures anew that the panel is compared with: `npm run pictures` writes test/panel/pictures.
process.env.CONVERGENCE_PROBE_PICTURES = 'take';
process.argv.splice(2, Infinity, 'panel', 'pictures.test');
await import('./test.mjs');
