import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kindNameOf } from '../../resources';
import { applyChange, emptySnapshot, type MeshSnapshot } from '../../snapshot';
import type { RawObject } from '../../snapshot/__testUtils__/objects';

const folder = join(__dirname, '../__fixtures__/flagger');

/** One change of a recorded release. */
export interface RecordedChange {
  t: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: RawObject;
}

export const recordings: readonly string[] = readdirSync(folder)
  .filter(file => file.endsWith('.jsonl'))
  .map(file => basename(file, '.jsonl'));

export function readRecording(name: string): RecordedChange[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as RecordedChange);
}

/** The cluster after each change of a recording. */
export function* replay(
  name: string,
): Generator<{ t: string; change: RecordedChange; snapshot: MeshSnapshot }> {
  let snapshot = emptySnapshot('recorded');
  for (const change of readRecording(name)) {
    const { object, type, t } = change;
    const kind = kindNameOf(object.apiVersion, object.kind);
    if (!kind) {
      throw new Error(`${object.kind} is not a kind that is read`);
    }
    snapshot = applyChange(snapshot, {
      type: type === 'DELETED' ? 'delete' : 'upsert',
      kind,
      object,
    });
    yield { t, change, snapshot };
  }
}

/** The cluster at the first moment at which a test holds. */
export function momentOf(
  name: string,
  holds: (snapshot: MeshSnapshot) => boolean,
): { t: string; snapshot: MeshSnapshot } {
  for (const moment of replay(name)) {
    if (holds(moment.snapshot)) {
      return moment;
    }
  }
  throw new Error(`no such moment in ${name}`);
}

/** The cluster at the end of a recording. */
export function endOf(name: string): MeshSnapshot {
  let last: MeshSnapshot | undefined;
  for (const { snapshot } of replay(name)) {
    last = snapshot;
  }
  return last ?? emptySnapshot('recorded');
}

/** Whether the only Canary has a phase. */
export const inPhase =
  (phase: string) =>
  (snapshot: MeshSnapshot): boolean =>
    snapshot.list('Canary')[0]?.status?.phase === phase;
