import { isPlainRecord, PlainRecord, setOwn } from './plainRecord';
import type { Place } from './Place';
import { Reader, UNREADABLE } from './Reader';
import type { ReadRun, Role } from './ReadRun';

/** A field of an object, ready to read. */
export interface FieldReader {
  read: Reader;
  required: boolean;
  /** Makes the value of an absent field. */
  makeDefault?: () => unknown;
}

/** What becomes of fields that the schema does not have. */
export type UnknownFields = 'report' | 'drop';

/**
 * A copy that is made with the first change: most objects need none, and ten
 * thousand copies cost time and heap.
 */
class CopyOnChange {
  private copy: PlainRecord | undefined;

  constructor(
    private readonly original: PlainRecord,
    private readonly keys: readonly string[],
  ) {}

  /** Keeps the field at `index` of the keys, changed or not. */
  keep(index: number, value: unknown): void {
    if (this.copy) {
      setOwn(this.copy, this.keys[index], value);
    } else if (value !== this.original[this.keys[index]]) {
      setOwn(this.startCopy(index), this.keys[index], value);
    }
  }

  /** Leaves the field at `index` of the keys out. */
  drop(index: number): void {
    this.startCopy(index);
  }

  /** Adds a field after all keys were kept or dropped. */
  add(key: string, value: unknown): void {
    setOwn(this.startCopy(this.keys.length), key, value);
  }

  result(): PlainRecord {
    return this.copy ?? this.original;
  }

  private startCopy(upTo: number): PlainRecord {
    if (!this.copy) {
      this.copy = {};
      for (let i = 0; i < upTo; i++) {
        setOwn(this.copy, this.keys[i], this.original[this.keys[i]]);
      }
    }
    return this.copy;
  }
}

/** Kubernetes and Istio take a field that is null as one that is not there. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function ownValue(record: PlainRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Notes the first required field that is absent. */
function lacksRequired(
  value: PlainRecord,
  required: readonly string[],
  place: Place | undefined,
  run: ReadRun,
): boolean {
  const missing = required.find(key => isAbsent(ownValue(value, key)));
  if (missing === undefined) {
    return false;
  }
  run.missing({ parent: place, key: missing });
  return true;
}

/** What a field of the original comes to; `DROP` is for nothing at all. */
const DROP = Symbol('drop');

/** Reads a field that the schema has. */
function readKnown(
  field: FieldReader,
  raw: unknown,
  at: Place,
  run: ReadRun,
): unknown {
  if (isAbsent(raw)) {
    return DROP;
  }
  const read = field.read(raw, at, run);
  if (read !== UNREADABLE || field.required) {
    return read;
  }
  run.omit(at, raw);
  return DROP;
}

/** Reads an object with known fields. */
export function objectReader(
  role: Role,
  fields: ReadonlyMap<string, FieldReader>,
  unknownFields: UnknownFields,
): Reader {
  const entries = [...fields];
  const required = entries.filter(([, f]) => f.required).map(([key]) => key);
  const defaults = entries.filter(([, field]) => field.makeDefault);

  function dropUnknown(raw: unknown, at: Place, run: ReadRun): typeof DROP {
    if (unknownFields === 'report' && raw !== undefined) {
      run.unknown(at, role, raw);
    }
    return DROP;
  }

  function addDefaults(copy: CopyOnChange): PlainRecord {
    for (const [key, field] of defaults) {
      if (!Object.hasOwn(copy.result(), key)) {
        copy.add(key, field.makeDefault?.());
      }
    }
    return copy.result();
  }

  return (value, place, run) => {
    if (!isPlainRecord(value)) {
      run.malformed(place, role, 'an object', value);
      return UNREADABLE;
    }
    if (lacksRequired(value, required, place, run)) {
      return UNREADABLE;
    }
    const keys = Object.keys(value);
    const copy = new CopyOnChange(value, keys);
    for (let i = 0; i < keys.length; i++) {
      const at = { parent: place, key: keys[i] };
      const field = fields.get(keys[i]);
      const raw = value[keys[i]];
      const read = field
        ? readKnown(field, raw, at, run)
        : dropUnknown(raw, at, run);
      if (read === UNREADABLE) {
        return UNREADABLE;
      }
      if (read === DROP) {
        copy.drop(i);
      } else {
        copy.keep(i, read);
      }
    }
    return addDefaults(copy);
  };
}

/** Reads an object whose fields are named by the user, as labels are. */
export function recordReader(role: Role, readValue: Reader): Reader {
  return (value, place, run) => {
    if (!isPlainRecord(value)) {
      run.malformed(place, role, 'an object', value);
      return UNREADABLE;
    }
    const keys = Object.keys(value);
    const copy = new CopyOnChange(value, keys);
    for (let i = 0; i < keys.length; i++) {
      const at = { parent: place, key: keys[i] };
      const read = readValue(value[keys[i]], at, run);
      if (read === UNREADABLE) {
        run.omit(at, value[keys[i]]);
        copy.drop(i);
      } else {
        copy.keep(i, read);
      }
    }
    return copy.result();
  };
}

/** Reads a list. Elements that cannot be read are left out. */
export function listReader(role: Role, readElement: Reader): Reader {
  return (value, place, run) => {
    if (!Array.isArray(value)) {
      run.malformed(place, role, 'a list', value);
      return UNREADABLE;
    }
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const at = { parent: place, key: i };
      const read = readElement(value[i], at, run);
      if (read === UNREADABLE) {
        run.omit(at, value[i]);
      }
      if (read !== value[i]) {
        copy ??= value.slice(0, i);
      }
      if (copy && read !== UNREADABLE) {
        copy.push(read);
      }
    }
    return copy ?? value;
  };
}
