import fc from 'fast-check';
import {
  endLabels,
  escapeRegex,
  quoteLabel,
  requestLabels,
  securityLabels,
} from './promql';

describe('quoteLabel', () => {
  it.each([
    ['shop', '"shop"'],
    ['', '""'],
    ['say "hi"', '"say \\"hi\\""'],
    ['a\\b', '"a\\\\b"'],
    ['a\nb', '"a\\nb"'],
    ['grün', '"grün"'],
    ['x",namespace!="', '"x\\",namespace!=\\""'],
  ])('writes %j as %s', (value, expected) => {
    expect(quoteLabel(value)).toBe(expected);
  });

  it('never ends its quotes early, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        const quoted = quoteLabel(value);
        expect(/^"(?:[^"\\\n]|\\.)*"$/su.test(quoted)).toBe(true);
        const read = quoted
          .slice(1, -1)
          .replace(/\\(.)/gsu, (_, char) => (char === 'n' ? '\n' : char));
        expect(read).toBe(value);
      }),
    );
  });
});

describe('escapeRegex', () => {
  it('makes a pattern that fits the text and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, otherText) => {
        const pattern = new RegExp(`^(?:${escapeRegex(text)})$`, 's');
        expect(pattern.test(text)).toBe(true);
        expect(pattern.test(otherText)).toBe(text === otherText);
      }),
    );
  });
});

describe('labels of queries', () => {
  it.each([
    ['ends', endLabels],
    ['requests', requestLabels],
    ['identities', securityLabels],
  ])('of %s are names, each once', (_, labels) => {
    const names = labels.split(',');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^[a-z_]+$/);
    }
  });

  it('of requests tell what was answered besides who talks to whom', () => {
    expect(requestLabels.startsWith(`${endLabels},`)).toBe(true);
    expect(requestLabels).toContain('response_code');
    expect(requestLabels).toContain('response_flags');
  });
});
