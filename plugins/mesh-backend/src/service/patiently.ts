import { sleep, type Clock } from '../time';

/**
 * Waits for an answer, but not longer than `patienceMs`.
 *
 * @param otherwise - makes the answer when that took too long
 */
export async function patiently<T>(
  clock: Clock,
  patienceMs: number,
  answer: Promise<T>,
  otherwise: () => T,
): Promise<T> {
  const patience = new AbortController();
  const impatient = sleep(clock, patienceMs, patience.signal).then(otherwise);
  try {
    return await Promise.race([answer, impatient]);
  } finally {
    patience.abort();
  }
}
