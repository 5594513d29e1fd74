import type { Condition, Field } from '../reachability/conditions';
import type { FieldValues, RequestSpace } from '../reachability/RequestSpace';
import type { TableRoute } from '../table/RouteTable';

type Lines = readonly string[];

const PATH: Field = { kind: 'path', name: '', key: 'path' };
const QUERY: Field = { kind: 'query', name: 'other', key: 'query other' };

function withField(
  values: FieldValues,
  field: Field,
  lines: Lines,
): FieldValues {
  return new Map([...values, [field.key, { field, lines }]]);
}

/** Texts on both sides of the borders that conditions draw in a field, and absence. */
function boundaries(
  space: RequestSpace,
  conditions: readonly Condition[],
): Map<string, { field: Field; lines: Lines[] }> {
  const found = new Map<string, { field: Field; texts: Set<string> }>();
  for (const { field, set } of conditions) {
    if (field.kind !== 'target') {
      const known = found.get(field.key) ?? {
        field,
        texts: new Set(space.domainOf(field.kind).preferred.slice(0, 2)),
      };
      found.set(field.key, known);
      set.samples.forEach(text => known.texts.add(text));
    }
  }
  return new Map(
    [...found].map(([key, { field, texts }]) => {
      const isOptional = field.kind === 'header' || field.kind === 'query';
      const lines = [...texts]
        .filter(text => space.isPossible(field.kind, text))
        .map(text => [text]);
      return [key, { field, lines: isOptional ? [[], ...lines] : lines }];
    }),
  );
}

/** Requests that differ from a given one in a single field, by each value that matters there. */
export function* variations(
  space: RequestSpace,
  base: FieldValues,
  conditions: readonly Condition[],
): Generator<FieldValues> {
  for (const { field, lines } of boundaries(space, conditions).values()) {
    for (const one of lines) {
      yield withField(base, field, one);
    }
  }
}

/** Texts that a rewrite by pattern changes. */
function rewritten(
  space: RequestSpace,
  { action }: TableRoute,
): readonly string[] {
  return action.kind === 'route' && action.rewrite?.kind === 'regex'
    ? space.sets.of({ regex: action.rewrite.pattern }).samples
    : [];
}

/** Requests that the same routes may decide and whose path is longer, or has a query: what is sent on may differ there only. */
export function outcomeVariations(
  space: RequestSpace,
  base: FieldValues,
  routes: readonly (TableRoute | undefined)[],
): FieldValues[] {
  const [path] = space.linesOf(base, PATH);
  const samples = routes.flatMap(route =>
    route
      ? [
          ...space
            .conditionsOf(route.match)
            .filter(({ field }) => field.kind === 'path')
            .flatMap(({ set }) => set.samples),
          ...rewritten(space, route).map(text =>
            text.startsWith('/') ? text : `${path}${text}`,
          ),
        ]
      : [],
  );
  const slash = path.endsWith('/') ? '' : '/';
  const paths = new Set([`${path}${slash}x`, ...samples]);
  return [
    ...[...paths]
      .filter(text => text !== path && space.isPossible('path', text))
      .map(text => withField(base, PATH, [text])),
    withField(base, QUERY, ['1']),
  ];
}
