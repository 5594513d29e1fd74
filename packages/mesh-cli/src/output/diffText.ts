import type {
  Outcome,
  RouteDiff,
  RouteDifference,
  RouteSource,
} from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import type { Style } from './createStyle';
import { sourceWords } from './sourceWords';

/** What changes for a caller. */
export interface CallerDiff {
  /** As the user named it. */
  caller: string;
  result: RouteDiff;
}

/** The meshes that are compared. */
export interface DiffSides {
  before: LoadedMesh;
  after: LoadedMesh;
}

const PAINT = {
  breaks: 'bad',
  repairs: 'good',
  moves: 'strong',
  changes: 'odd',
} as const;

/** Differences that read alike: the same rule decides for several hosts. */
interface Change {
  kind: RouteDifference['kind'];
  sentence: string;
  rules: readonly [before: string, after: string];
  places: string[];
  requests: number;
}

function decidedBy(
  source: RouteSource | undefined,
  outcome: Outcome,
  mesh: LoadedMesh,
): string {
  if (source) {
    return sourceWords(source, mesh);
  }
  return 'route' in outcome
    ? 'the route of a service without rules'
    : 'no rule';
}

function changesOf(
  differences: readonly RouteDifference[],
  sides: DiffSides,
): Change[] {
  const changes = new Map<string, Change>();
  for (const difference of differences) {
    const { kind, sentence, before, after, requests } = difference;
    const rules: Change['rules'] = [
      decidedBy(difference.decidedBy.before, before, sides.before),
      decidedBy(difference.decidedBy.after, after, sides.after),
    ];
    const key = JSON.stringify([kind, sentence, rules]);
    const same = changes.get(key);
    changes.set(key, {
      ...{ kind, sentence, rules },
      places: [
        ...(same?.places ?? []),
        `${difference.host} on port ${difference.port}`,
      ],
      requests: requests + (same?.requests ?? 0),
    });
  }
  return [...changes.values()];
}

function changeLines(
  { kind, sentence, rules, places, requests }: Change,
  style: Style,
): string[] {
  const [before, after] = rules;
  const more = [
    `${places.join(', ')}: ${requests} of the compared requests`,
    ...(before === after
      ? [`by: ${before}`]
      : [`before: ${before}`, `after:  ${after}`]),
  ];
  return [
    `  ${style[PAINT[kind]](kind.padEnd(8))} ${sentence}`,
    ...more.map(line => style.faint(`${' '.repeat(11)}${line}`)),
    '',
  ];
}

function headline(count: number, compared: number): string {
  if (count === 0) {
    return `no request gets another answer; ${compared} compared`;
  }
  const kinds =
    count === 1 ? 'one kind of request gets' : `${count} kinds of requests get`;
  return `${kinds} another answer; ${compared} requests compared`;
}

/** Differences for people: what breaks first. */
export function diffText(
  diffs: readonly CallerDiff[],
  sides: DiffSides,
  style: Style,
): string {
  const parts = diffs.map(({ caller, result }) => {
    const changes = changesOf(result.differences, sides);
    return [
      `${style.strong(caller)}: ${headline(changes.length, result.compared)}`,
      '',
      ...changes.flatMap(change => changeLines(change, style)),
      ...(result.cut
        ? [style.odd('There is more to compare than was compared.')]
        : []),
      ...result.notes.map(note => style.odd(note)),
    ].join('\n');
  });
  return parts.join('\n');
}
