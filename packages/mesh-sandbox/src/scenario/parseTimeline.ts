import { CanaryStory, Release, Timeline } from './Timeline';

type Fields = Readonly<Record<string, unknown>>;

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function fail(where: string, problem: string): never {
  throw new Error(`timeline.yaml: ${where} ${problem}`);
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(where, 'must be a map');
  }
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail(where, 'must be a list');
}

function durationOf(value: unknown, where: string): number {
  const match = /^(\d+)([smhd])$/.exec(String(value));
  return match
    ? Number(match[1]) * unitMs[match[2]]
    : fail(where, 'must be a duration like 30s, 5m, 2h or 7d');
}

function parseRelease(value: unknown, where: string): Release {
  const { before, image } = fieldsOf(value, where);
  if (typeof image !== 'string') {
    fail(`${where}.image`, 'must be a text');
  }
  return { beforeMs: durationOf(before, `${where}.before`), image };
}

function parseStory(value: unknown, where: string): CanaryStory {
  const {
    releases = [],
    nextAfter,
    closedGates = [],
    holdAtIteration,
  } = fieldsOf(value, where);
  return {
    releases: listOf(releases, `${where}.releases`).map((item, index) =>
      parseRelease(item, `${where}.releases[${index}]`),
    ),
    closedGates: listOf(closedGates, `${where}.closedGates`).map(String),
    ...(nextAfter === undefined
      ? {}
      : { nextAfterMs: durationOf(nextAfter, `${where}.nextAfter`) }),
    ...(holdAtIteration === undefined
      ? {}
      : { holdAtIteration: Number(holdAtIteration) }),
  };
}

/** Reads `timeline.yaml`. @throws Error that names the field at fault */
export function parseTimeline(document: unknown): Timeline {
  const {
    worldAge,
    history,
    canaries = {},
  } = fieldsOf(document, 'the document');
  const stories = Object.entries(fieldsOf(canaries, 'canaries')).map(
    ([canary, story]) =>
      [canary, parseStory(story, `canaries.${canary}`)] as const,
  );
  return {
    worldAgeMs: durationOf(worldAge ?? '30d', 'worldAge'),
    historyMs: durationOf(history ?? '30m', 'history'),
    canaries: new Map(stories),
  };
}
