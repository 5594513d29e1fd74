import { RequestFailure } from '../http';
import { LineDecoder } from './LineDecoder';
import { readWatchLine, type WatchLine } from './readAnswers';

/**
 * Reads a watch until it ends.
 *
 * @param onLines - is given what each chunk completed, also an empty list; what came before a line that cannot be read counts
 * @throws RequestFailure `cut` when it ends in the middle of a line, or what {@link readWatchLine} throws
 */
export async function readEvents(
  response: Response,
  onLines: (lines: WatchLine[]) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  const decoder = new LineDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(error => {
        throw new RequestFailure({ type: 'cut' }, error);
      });
      if (done) {
        break;
      }
      readChunk(decoder.push(value), onLines);
    }
  } finally {
    // Also after a line that cannot be read: the rest of the watch is of no use.
    await reader.cancel().catch(() => undefined);
  }
  if (decoder.rest()) {
    throw new RequestFailure({ type: 'cut' });
  }
}

function readChunk(
  texts: readonly string[],
  onLines: (lines: WatchLine[]) => void,
): void {
  const lines: WatchLine[] = [];
  try {
    for (const text of texts) {
      lines.push(readWatchLine(text));
    }
  } finally {
    onLines(lines);
  }
}
