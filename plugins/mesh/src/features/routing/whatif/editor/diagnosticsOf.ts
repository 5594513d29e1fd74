import type { Diagnostic } from '@codemirror/lint';
import type { ProblemWords } from '../problemWords';

/**
 * Problems as CodeMirror marks them. The text may have become shorter since they were found.
 *
 * @param length - of the text now
 */
export function diagnosticsOf(
  problems: readonly ProblemWords[],
  length: number,
): Diagnostic[] {
  return problems.flatMap(({ place, severity, message, remedy }) =>
    place === undefined
      ? []
      : [
          {
            from: Math.min(place.from, length),
            to: Math.min(place.to, length),
            severity,
            message: remedy ? `${message}\n${remedy}` : message,
          },
        ],
  );
}
