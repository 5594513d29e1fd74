function bytesOf4(address: string): number[] | undefined {
  const parts = address.split('.');
  return parts.length === 4 &&
    parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
    ? parts.map(Number)
    : undefined;
}

/** `::ffff:10.0.0.1` with its last part as two words. */
function withoutDots(address: string): string | undefined {
  const start = address.lastIndexOf(':') + 1;
  const last = address.slice(start);
  if (!last.includes('.')) {
    return address;
  }
  const bytes = bytesOf4(last);
  if (!bytes) {
    return undefined;
  }
  const word = (high: number, low: number) => (high * 256 + low).toString(16);
  return `${address.slice(0, start)}${word(bytes[0], bytes[1])}:${word(bytes[2], bytes[3])}`;
}

function wordsOf(text: string): number[] | undefined {
  const words = text === '' ? [] : text.split(':');
  return words.every(word => /^[0-9a-f]{1,4}$/i.test(word))
    ? words.map(word => parseInt(word, 16))
    : undefined;
}

function bytesOf6(address: string): number[] | undefined {
  const [head, tail, ...more] = (withoutDots(address) ?? '').split('::');
  const left = wordsOf(head);
  const right = wordsOf(tail ?? '');
  if (!left || !right || more.length > 0) {
    return undefined;
  }
  const gap = 8 - left.length - right.length;
  // A `::` stands for at least one word; without it all eight are there.
  const fits = tail === undefined ? gap === 0 : gap > 0;
  return fits
    ? [...left, ...Array<number>(gap).fill(0), ...right].flatMap(word => [
        Math.floor(word / 256),
        word % 256,
      ])
    : undefined;
}

const bytesOf = (address: string): number[] | undefined =>
  address.includes(':') ? bytesOf6(address) : bytesOf4(address);

/**
 * How an entry of `ipBlocks` compares an address: as the address or block that it is. An IPv4 block takes no IPv6 address.
 *
 * @returns `undefined` when the entry is neither an address nor a block; the test says `unknown` of what is no address
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export function addressMatcher(
  block: string,
): ((address: string) => 'yes' | 'no' | 'unknown') | undefined {
  const [base, length, ...more] = block.split('/');
  const wanted = bytesOf(base);
  const bits =
    length === undefined ? (wanted?.length ?? 0) * 8 : Number(length);
  const isBlock = length === undefined || /^\d{1,3}$/.test(length);
  if (!wanted || more.length > 0 || !isBlock || bits > wanted.length * 8) {
    return undefined;
  }
  return address => {
    const given = bytesOf(address);
    if (!given) {
      return 'unknown';
    }
    const inside =
      wanted.length === given.length &&
      wanted.every((byte, index) => {
        const used = Math.min(8, Math.max(0, bits - index * 8));
        const step = 2 ** (8 - used);
        return Math.floor(byte / step) === Math.floor(given[index] / step);
      });
    return inside ? 'yes' : 'no';
  };
}
