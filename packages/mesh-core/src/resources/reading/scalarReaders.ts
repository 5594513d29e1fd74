import { Reader, UNREADABLE } from './Reader';
import type { Role } from './ReadRun';

/** Reads values that pass a test, and calls them `expected` otherwise. */
export function scalarReader(
  expected: string,
  role: Role,
  accepts: (value: unknown) => boolean,
): Reader {
  return (value, place, run) => {
    if (accepts(value)) {
      return value;
    }
    run.malformed(place, role, expected, value);
    return UNREADABLE;
  };
}

/** @param minLength - of texts that must not be shorter */
export function textReader(role: Role, minLength: number): Reader {
  return scalarReader(
    minLength > 0 ? 'a text that is not empty' : 'a text',
    role,
    value => typeof value === 'string' && value.length >= minLength,
  );
}

export function numberReader(role: Role): Reader {
  return scalarReader('a number', role, Number.isFinite);
}

export function wholeNumberReader(role: Role): Reader {
  return scalarReader('a whole number', role, Number.isSafeInteger);
}

export function booleanReader(role: Role): Reader {
  return scalarReader(
    '`true` or `false`',
    role,
    value => typeof value === 'boolean',
  );
}

/** Reads one of a few values. */
export function choiceReader(role: Role, values: readonly unknown[]): Reader {
  const choices = new Set(values);
  const names = values.map(value => `\`${value}\``).join(', ');
  const expected = values.length > 1 ? `one of ${names}` : names;
  return scalarReader(expected, role, value => choices.has(value));
}
