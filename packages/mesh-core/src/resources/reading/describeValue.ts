const namesOfTypes: Record<
  | 'string'
  | 'number'
  | 'bigint'
  | 'boolean'
  | 'symbol'
  | 'undefined'
  | 'object'
  | 'function',
  string
> = {
  string: 'a text',
  number: 'a number',
  bigint: 'a number',
  boolean: 'a true-or-false value',
  symbol: 'no JSON value',
  undefined: 'nothing',
  object: 'an object',
  function: 'no JSON value',
};

/** Says in a word what kind of value was found; never the value itself. */
export function describeValue(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return namesOfTypes[typeof value];
}
