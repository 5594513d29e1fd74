import type { Finding } from '../../verdict';
import type { LeftOut } from '../Parsed';
import type { FieldNotes } from '../schema/notes';
import { describeValue } from './describeValue';
import { readingFinding, ReadingCode } from './messages';
import { formatPlace, Place } from './Place';

/** More than anybody reads; an absurd object must not cost more than its size. */
const MAX_FINDINGS = 100;

/** Part of an object within which a loss matters more. */
export type Role = FieldNotes['role'];

/** A value that could not be read, until it is known what goes with it. */
interface Fault {
  code: ReadingCode;
  place: Place | undefined;
  expected: string;
  found: string;
}

const malformedCodes = {
  plain: 'malformed-field',
  decisive: 'malformed-decisive-field',
  condition: 'malformed-condition',
} as const;

/** Collects what is found while one object is read. */
export class ReadRun {
  readonly findings: Finding[] = [];
  readonly leftOut: LeftOut[] = [];
  private faults: Fault[] = [];

  constructor(private readonly kind: string) {}

  /** Notes a value that is not what it should be. */
  malformed(
    place: Place | undefined,
    role: Role,
    expected: string,
    value: unknown,
  ): void {
    const code = malformedCodes[role ?? 'plain'];
    this.faults.push({ code, place, expected, found: describeValue(value) });
  }

  /** Notes a field without which its parent says nothing. */
  missing(place: Place): void {
    this.faults.push({ code: 'missing-field', place, expected: '', found: '' });
  }

  /** Reports a field that the schema does not have. */
  unknown(place: Place, role: Role, value: unknown): void {
    const path = formatPlace(place);
    this.leftOut.push({ path, value });
    this.report(
      readingFinding(
        role === 'condition' ? 'unknown-condition' : 'unknown-field',
        {
          path,
          kind: this.kind,
        },
      ),
    );
  }

  /** Reports the faults noted so far as the reason why a value is left out. */
  omit(place: Place | undefined, value: unknown): void {
    const leftOut = formatPlace(place);
    this.leftOut.push({ path: leftOut, value });
    for (const { place: at, code, expected, found } of this.faults) {
      const path = formatPlace(at);
      this.report(readingFinding(code, { path, leftOut, expected, found }));
    }
    this.faults = [];
  }

  report(finding: Finding): void {
    if (this.findings.length < MAX_FINDINGS) {
      this.findings.push(finding);
    } else if (this.findings.length === MAX_FINDINGS) {
      this.findings.push(readingFinding('too-many-findings', {}));
    }
  }
}
