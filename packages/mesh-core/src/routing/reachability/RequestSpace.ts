import type { RouteMatch } from '../table/RouteTable';
import type { RouteRequest } from '../simulate/Outcome';
import { chooseLines, type ChosenLines } from './chooseLines';
import type { TextDomain } from './chooseText';
import { conditionsOf, meets, type Condition, type Field } from './conditions';
import { fieldDomain, WHOLE_SERVER, type Entrance } from './domains';
import { TextSets } from './TextSets';

/** Values of fields by their keys; fields that are not listed have what is usual. */
export type FieldValues = ReadonlyMap<
  string,
  { field: Field; lines: readonly string[] }
>;

const PATH: Field = { kind: 'path', name: '', key: 'path' };
const METHOD: Field = { kind: 'method', name: '', key: 'method' };

/** The requests that come in at one entrance, and questions about their fields. Answers are remembered. */
export class RequestSpace {
  readonly #domains = new Map<Field['kind'], TextDomain>();
  readonly #chosen = new Map<string, ChosenLines>();
  readonly #conditions = new WeakMap<RouteMatch, Condition[]>();
  readonly #asOptions: Condition;

  constructor(
    readonly entrance: Entrance,
    /** Whether lines of a header are compared by themselves. */
    readonly severalLines: boolean,
    readonly sets: TextSets = new TextSets(),
  ) {
    const [asOptions] = conditionsOf(sets, { method: { exact: 'OPTIONS' } });
    this.#asOptions = asOptions;
  }

  /** All that a match asks of a request. */
  conditionsOf(match: RouteMatch): readonly Condition[] {
    const known = this.#conditions.get(match) ?? conditionsOf(this.sets, match);
    this.#conditions.set(match, known);
    return known;
  }

  /** The texts that a field can have. */
  domainOf(kind: Field['kind']): TextDomain {
    const domain =
      this.#domains.get(kind) ?? fieldDomain(this.sets, kind, this.entrance);
    this.#domains.set(kind, domain);
    return domain;
  }

  /** Whether a text can stand in a field. */
  isPossible(kind: Field['kind'], text: string): boolean {
    return this.sets.language.has(this.domainOf(kind).term, text);
  }

  /** The value of a field that nobody asks for. */
  #usual(field: Field): readonly string[] {
    return field.kind === 'header' || field.kind === 'query'
      ? []
      : [this.domainOf(field.kind).preferred.at(0) ?? ''];
  }

  /** What a request has in a field. */
  linesOf(values: FieldValues, field: Field): readonly string[] {
    return field.kind === 'target'
      ? [this.targetOf(values)]
      : (values.get(field.key)?.lines ?? this.#usual(field));
  }

  /** Path and query. */
  targetOf(values: FieldValues): string {
    const query = [...values.values()].flatMap(({ field, lines }) =>
      field.kind === 'query' ? lines.map(line => [field.name, line]) : [],
    );
    const [path] = this.linesOf(values, PATH);
    return query.length === 0
      ? path
      : `${path}?${query.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&')}`;
  }

  /** Whether a request fulfils all conditions. */
  fulfils(values: FieldValues, conditions: readonly Condition[]): boolean {
    return conditions.every(one => meets(one, this.linesOf(values, one.field)));
  }

  #choose(field: Field, conditions: readonly Condition[]): ChosenLines {
    const key = conditions
      .map(one => one.key)
      .sort()
      .join('|');
    const known = this.#chosen.get(key);
    if (known) {
      return known;
    }
    const chosen =
      field.kind === 'target'
        ? 'unknown'
        : chooseLines(
            this.sets,
            field,
            this.domainOf(field.kind),
            conditions,
            this.severalLines,
          );
    this.#chosen.set(key, chosen);
    return chosen;
  }

  /** Values that fulfil all conditions, proof that there are none, or neither. */
  solve(conditions: readonly Condition[]): FieldValues | 'none' | 'unknown' {
    const direct = this.#solve(conditions);
    if (direct !== 'none') {
      return direct;
    }
    // The server as a whole has no query.
    const isElsewhere = (one: Condition): boolean =>
      (one.field.kind === 'path' && !meets(one, [WHOLE_SERVER])) ||
      (one.field.kind === 'query' && !meets(one, []));
    if (conditions.some(isElsewhere)) {
      return 'none';
    }
    const others = conditions.filter(({ field }) => field.kind !== 'path');
    const rest = this.#solve([...others, this.#asOptions]);
    return typeof rest === 'string'
      ? rest
      : new Map([...rest, [PATH.key, { field: PATH, lines: [WHOLE_SERVER] }]]);
  }

  #solve(conditions: readonly Condition[]): FieldValues | 'none' | 'unknown' {
    const byField = new Map<string, Condition[]>();
    for (const one of conditions) {
      const group = byField.get(one.field.key);
      if (!group) {
        byField.set(one.field.key, [one]);
      } else if (!group.some(({ key }) => key === one.key)) {
        group.push(one);
      }
    }
    const values = new Map<
      string,
      { field: Field; lines: readonly string[] }
    >();
    let isKnown = true;
    for (const [key, group] of byField) {
      const { field } = group[0];
      const lines = this.#choose(field, group);
      if (lines === 'none') {
        return 'none';
      }
      if (lines === 'unknown') {
        isKnown = false;
      } else {
        values.set(key, { field, lines });
      }
    }
    return isKnown ? values : 'unknown';
  }

  /** The request that has these values. */
  request(
    values: FieldValues,
    at: Pick<RouteRequest, 'port' | 'connect'>,
  ): RouteRequest {
    const { scheme } = this.entrance;
    const headers = [...values.values()].flatMap(({ field, lines }) =>
      field.kind === 'header'
        ? lines.map(line => [field.name, line] as const)
        : [],
    );
    const asked = values.get('scheme')?.lines.at(0) ?? scheme;
    const [method] = this.linesOf(values, METHOD);
    const [host] = values.get('authority')?.lines ?? this.entrance.hosts;
    return {
      method,
      scheme,
      host: host ?? '',
      path: this.targetOf(values),
      headers:
        asked === scheme
          ? headers
          : [...headers, ['x-forwarded-proto', asked] as const],
      ...at,
    };
  }
}
