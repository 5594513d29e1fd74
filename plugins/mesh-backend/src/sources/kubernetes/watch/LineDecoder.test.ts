import * as fc from 'fast-check';
import { LineDecoder } from './LineDecoder';

const encode = (text: string) => new TextEncoder().encode(text);

/** Cuts bytes at the given places, in any order and as often as they come. */
function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [
    ...places.map(place => place % (bytes.length + 1)),
    bytes.length,
  ];
  let start = 0;
  return ends
    .sort((a, b) => a - b)
    .map(end => {
      const chunk = bytes.subarray(start, end);
      start = end;
      return chunk;
    });
}

const line = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter(text => !text.includes('\n') && text.trim() !== '')
  // A byte order mark at the very beginning belongs to no text.
  .map(text => `{${text}`);

describe('LineDecoder', () => {
  it('gives the same lines however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(2_000)), (lines, places) => {
        const bytes = encode(lines.map(text => `${text}\n`).join(''));
        const decoder = new LineDecoder();
        const read = cut(bytes, places).flatMap(chunk => decoder.push(chunk));
        expect(read).toEqual(lines);
        expect(decoder.rest()).toBe('');
      }),
    );
  });

  it('keeps a character whose bytes come in two chunks', () => {
    const bytes = encode('{"name":"café 🚢"}\n');
    const decoder = new LineDecoder();
    const read = [...bytes].flatMap(byte => decoder.push(Uint8Array.of(byte)));
    expect(read).toEqual(['{"name":"café 🚢"}']);
  });

  it('hands out what was not finished', () => {
    const decoder = new LineDecoder();
    expect(decoder.push(encode('{"a":1}\n{"b":'))).toEqual(['{"a":1}']);
    expect(decoder.rest()).toBe('{"b":');
    expect(decoder.rest()).toBe('');
  });

  it('leaves out empty lines, with which proxies keep connections open', () => {
    expect(new LineDecoder().push(encode('\n\r\n{"a":1}\n\n'))).toEqual([
      '{"a":1}',
    ]);
  });

  it('refuses a line that does not end', () => {
    const decoder = new LineDecoder(8);
    decoder.push(encode('12345'));
    expect(() => decoder.push(encode('6789'))).toThrow(RangeError);
  });
});
