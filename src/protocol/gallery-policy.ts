/**
 * What the gallery and the pages in it share: no address, data and blobs at most. A page inherits the gallery's policy and
 * has its own on top, and every document that it makes inherits both.
 */
const NO_NETWORK = [
  "default-src 'none'",
  'img-src data: blob:',
  'font-src data: blob:',
  'media-src data: blob:',
  'worker-src blob:',
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
];

/**
 * The policy of the gallery. Its pages need inline script and `eval`, and inherit what is forbidden here, so both are allowed
 * in its own document, too, unlike in the panel: what keeps that safe is that model text reaches it only as text (lit, no
 * `unsafeHTML`). `frame-src` keeps frames from going to another address themselves; `srcdoc` frames need no source.
 */
export function galleryPolicy(cspSource: string): readonly string[] {
  return [
    ...NO_NETWORK,
    `script-src ${cspSource} 'unsafe-inline' 'unsafe-eval'`,
    `style-src ${cspSource} 'unsafe-inline'`,
  ];
}

/**
 * The policy of one page: of all scripts only those with these SHA-256 hashes (base64) run, here and in every document that
 * the page makes; text becomes code through the default Trusted Types policy alone, and there can be no other policy.
 */
export function pagePolicy(hashes: readonly string[]): readonly string[] {
  return [
    ...NO_NETWORK,
    `script-src ${hashes.map((hash) => `'sha256-${hash}' `).join('')}'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ];
}
