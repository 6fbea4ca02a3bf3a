/** Whether a file of this name or path is a probe file, by its ending. */
export function isDesignName(path: string): boolean {
  return /\.probe\.ya?ml$/i.test(path);
}
