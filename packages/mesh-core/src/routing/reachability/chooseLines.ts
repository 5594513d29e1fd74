import { chooseText, type TextDomain } from './chooseText';
import { meets, type Condition, type Field } from './conditions';
import type { TextSet, TextSets } from './TextSets';

/** Values of a field that fulfil conditions, proof that there are none, or neither. */
export type ChosenLines = readonly string[] | 'none' | 'unknown';

/** Sets of which a line must be one, and sets of which no line may be. */
interface Demands {
  some: readonly TextSet[];
  no: readonly TextSet[];
}

function demandsOf(conditions: readonly Condition[]): Demands {
  const texts = conditions.filter(({ set }) => set.kind === 'text');
  const asksFor = ({ holds, without }: Condition) => holds !== without;
  return {
    some: texts.filter(asksFor).map(({ set }) => set),
    no: texts.filter(one => !asksFor(one)).map(({ set }) => set),
  };
}

/** A condition that no value that is sent can fulfil. */
function refusesAll({ set, holds, without }: Condition): boolean {
  return set.kind === 'invalid'
    ? holds
    : set.kind === 'present' && holds === without;
}

/**
 * Chooses values for one field. A header may have several lines, each of which is compared by itself.
 *
 * @param severalLines - whether lines of a header stand for themselves; up to Istio 1.30 they are joined
 */
export function chooseLines(
  sets: TextSets,
  field: Field,
  domain: TextDomain,
  conditions: readonly Condition[],
  severalLines: boolean,
): ChosenLines {
  const mayBeAbsent = field.kind === 'header' || field.kind === 'query';
  if (mayBeAbsent && conditions.every(one => meets(one, []))) {
    return [];
  }
  if (conditions.some(refusesAll)) {
    return 'none';
  }
  const { some, no } = demandsOf(conditions);
  const one = chooseText(sets, domain, some, no);
  if (typeof one === 'object') {
    return [one.text];
  }
  if (field.kind !== 'header' || !severalLines || some.length < 2) {
    return one;
  }
  const lines = some.map(set => chooseText(sets, domain, [set], no));
  if (lines.includes('none')) {
    return 'none';
  }
  const texts = lines.flatMap(line =>
    typeof line === 'object' ? [line.text] : [],
  );
  return texts.length === lines.length ? [...new Set(texts)] : 'unknown';
}
