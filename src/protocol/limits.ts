/** Most UTF-16 units of a file to save: 8 MB of a picture in base64. */
export const SAVE_LIMIT = 11_000_000;

/** Most bytes of a file that is dropped without a place of its own. */
export const DROP_LIMIT = 50 * 1024 * 1024;

/** Longest name of a file to save or of one that was dropped, UTF-16 units. */
export const NAME_LIMIT = 300;

/** Longest place of a dropped file, UTF-16 units; paths are no longer on any system. */
export const URI_LIMIT = 32_768;
