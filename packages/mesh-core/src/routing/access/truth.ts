/**
 * Whether something holds. `unknown`: the request does not tell, or the rule is not modelled.
 */
export type Truth = 'yes' | 'no' | 'unknown';

/** Holds when all do. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) {
    return 'no';
  }
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

/** Holds when one does. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) {
    return 'yes';
  }
  return truths.includes('unknown') ? 'unknown' : 'no';
}

/** Holds when the other does not. */
export function not(truth: Truth): Truth {
  if (truth === 'unknown') {
    return 'unknown';
  }
  return truth === 'yes' ? 'no' : 'yes';
}

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no');
