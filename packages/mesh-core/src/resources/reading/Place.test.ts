import { formatPlace, Place } from './Place';

function place(...keys: (string | number)[]): Place | undefined {
  return keys.reduce<Place | undefined>(
    (parent, key) => ({ parent, key }),
    undefined,
  );
}

describe('formatPlace', () => {
  it.each([
    [[], ''],
    [['spec'], 'spec'],
    [['spec', 'http', 0, 'match', 1, 'uri'], 'spec.http[0].match[1].uri'],
    [
      ['metadata', 'labels', 'app.kubernetes.io/name'],
      'metadata.labels["app.kubernetes.io/name"]',
    ],
    [['headers', 'x"y'], 'headers["x\\"y"]'],
    [['data', ''], 'data[""]'],
    [['data', '0'], 'data["0"]'],
    [['_internal', '$ref'], '_internal.$ref'],
    [[3, 'name'], '[3].name'],
  ])('writes %j as %s', (keys, text) => {
    expect(formatPlace(place(...keys))).toBe(text);
  });
});
