import type { CliIo } from '../io/CliIo';
import type { Diagnostics } from '../io/Diagnostics';

/** Where a command runs. */
export interface CommandSite {
  io: CliIo;
  diagnostics: Diagnostics;
  /** Set where a command finds the differences or findings that it was told to fail on. */
  hasDifferences?: boolean;
}
