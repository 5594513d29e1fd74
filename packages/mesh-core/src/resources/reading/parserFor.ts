import type { z } from 'zod';
import { kindFacts, KindFacts, KindName } from '../kindFacts';
import type { MeshObjectBase } from '../meta/objectMeta';
import type { Parsed, Parser } from '../Parsed';
import { compileReader } from './compileReader';
import { describeValue } from './describeValue';
import { readingFinding } from './messages';
import { isPlainRecord, PlainRecord } from './plainRecord';
import { Reader, UNREADABLE } from './Reader';
import { ReadRun } from './ReadRun';

/** A copy of the whole object, as long as it; nothing reads it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Splits `apps/v1`; the core group is empty, as in `v1`. */
export function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const slash = apiVersion.indexOf('/');
  return {
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
  };
}

/** Where no object lives. */
const nowhere = { group: undefined, version: '' };

function apiVersionOf(facts: KindFacts): string {
  const [newest] = facts.versions;
  return facts.group ? `${facts.group}/${newest}` : newest;
}

/**
 * Fills a missing `apiVersion` in and says whether the object is of the kind.
 */
function headOf(
  raw: PlainRecord,
  facts: KindFacts,
  run: ReadRun,
): PlainRecord | undefined {
  const apiVersion = raw.apiVersion ?? apiVersionOf(facts);
  const isKind = raw.kind === undefined || raw.kind === facts.kind;
  const { group, version } =
    typeof apiVersion === 'string' ? splitApiVersion(apiVersion) : nowhere;
  if (group !== facts.group || !isKind) {
    run.report(
      readingFinding('unexpected-kind', {
        expected: `${facts.kind} in ${facts.group || 'the core group'}`,
        found: `${describeName(raw.kind)} in ${describeName(apiVersion)}`,
      }),
    );
    return undefined;
  }
  if (!facts.versions.includes(version)) {
    run.report(
      readingFinding('unknown-version', {
        path: 'apiVersion',
        kind: facts.kind,
        found: version,
      }),
    );
  }
  return raw.apiVersion === apiVersion ? raw : { ...raw, apiVersion };
}

function describeName(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : describeValue(value);
}

function withoutLastApplied<T extends MeshObjectBase>(object: T): T {
  if (object.metadata.annotations?.[LAST_APPLIED] === undefined) {
    return object;
  }
  const { [LAST_APPLIED]: _, ...annotations } = object.metadata.annotations;
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function resultOf<T>(run: ReadRun, object: T | undefined): Parsed<T> {
  return {
    ...(object !== undefined && { object }),
    findings: run.findings,
    ...(run.leftOut.length > 0 && { leftOut: run.leftOut }),
  };
}

/**
 * Makes the parser of a kind from its schema. The parser shares with the object
 * it is given whatever it need not change, and never changes that object.
 *
 * @param trim - cuts the object further, to what is worth storing
 */
export function parserFor<T extends MeshObjectBase>(
  name: KindName,
  schema: z.ZodType<T>,
  trim: (object: T) => T = object => object,
): Parser<T> {
  const facts: KindFacts = kindFacts[name];
  let reader: Reader | undefined;
  return raw => {
    reader ??= compileReader(schema);
    const run = new ReadRun(facts.kind);
    if (!isPlainRecord(raw)) {
      const found = describeValue(raw);
      run.report(readingFinding('not-an-object', { found }));
      return resultOf<T>(run, undefined);
    }
    const head = headOf(raw, facts, run);
    const read = head ? reader(head, undefined, run) : undefined;
    if (read === UNREADABLE) {
      run.omit(undefined, raw);
    }
    if (read === UNREADABLE || read === undefined) {
      return resultOf<T>(run, undefined);
    }
    // The reader was made from the schema of T.
    return resultOf(run, trim(withoutLastApplied(read as T)));
  };
}
