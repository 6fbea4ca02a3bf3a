/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Part of a file's name out of any text, hostile ones too: lower-case letters, digits and dashes, at most `longest`
 * characters; never a path and never the name of a device. `otherwise` where nothing is left.
 */
export function slugOf(text: string, longest: number, otherwise: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const slug = [...words.join('-')].slice(0, longest).join('').replace(/-$/, '');
  return slug === '' || DEVICE.test(slug) ? otherwise : slug;
}
