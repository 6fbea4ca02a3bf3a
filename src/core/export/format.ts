import type { ProbeFile } from '../model/report.ts';

/** A way to write a run to a file. One file per format; all of them in `registry.ts`. */
export interface ExportFormat {
  /** As in `--format`. */
  readonly id: string;
  /** What people read in a save dialog. */
  readonly label: string;
  /** File name extension without the leading dot. */
  readonly extension: string;
  /** The file, piece by piece, because no text can be as long as a file can; ends with a line feed. Pure. */
  pieces(file: ProbeFile): Iterable<string>;
}
