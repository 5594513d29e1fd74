import type { CliIo } from '../io/CliIo';
import type { Diagnostics } from '../io/Diagnostics';

/** Where a command runs. */
export interface CommandSite {
  io: CliIo;
  diagnostics: Diagnostics;
}
