import {
  charSet,
  charsOf,
  ignoringCase,
  otherChars,
  type CharSet,
} from './charSet';
import { UnreadablePattern, type PatternReader } from './PatternReader';

const DIGITS: CharSet = [[0x30, 0x39]];
const UPPER: CharSet = [[0x41, 0x5a]];
const LOWER: CharSet = [[0x61, 0x7a]];
const LETTERS = [...UPPER, ...LOWER];
const WORD = charSet([...DIGITS, ...LETTERS, ...charsOf('_')]);

const PERL: Readonly<Record<string, CharSet>> = {
  d: DIGITS,
  w: WORD,
  s: charsOf('\t\n\f\r '),
};

const POSIX: Readonly<Record<string, CharSet>> = {
  alnum: charSet([...DIGITS, ...LETTERS]),
  alpha: LETTERS,
  ascii: [[0, 0x7f]],
  blank: charsOf('\t '),
  cntrl: charSet([
    [0, 0x1f],
    [0x7f, 0x7f],
  ]),
  digit: DIGITS,
  graph: [[0x21, 0x7e]],
  lower: LOWER,
  print: [[0x20, 0x7e]],
  punct: charSet([
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ]),
  space: charsOf('\t\n\v\f\r '),
  upper: UPPER,
  word: WORD,
  xdigit: charSet([...DIGITS, [0x41, 0x46], [0x61, 0x66]]),
};

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\u0007',
  f: '\f',
  t: '\t',
  n: '\n',
  r: '\r',
  v: '\v',
};

function ofCode(code: number): CharSet {
  return [[code, code]];
}

function hexEscape(reader: PatternReader): CharSet {
  const digits = reader.takes('{')
    ? reader.until('}')
    : reader.take() + reader.take();
  if (!/^[0-9A-Fa-f]{1,6}$/.test(digits)) {
    throw new UnreadablePattern(`\\x${digits}`);
  }
  return ofCode(parseInt(digits, 16));
}

/** Up to three octal digits; a single one but zero would be a reference, which RE2 has not. */
function octalEscape(first: string, reader: PatternReader): CharSet {
  const rest = /[0-7]/;
  let digits = first;
  while (digits.length < 3 && rest.test(reader.peek() ?? '')) {
    digits += reader.take();
  }
  if (digits.length === 1 && first !== '0') {
    throw new UnreadablePattern(`\\${first}`);
  }
  return ofCode(parseInt(digits, 8));
}

/** The characters of an escape, whose backslash was read. */
export function escapedChars(reader: PatternReader): CharSet {
  const char = reader.take();
  const perl = PERL[char.toLowerCase()];
  if (perl) {
    return char === char.toLowerCase() ? perl : otherChars(perl);
  }
  if (char in CONTROLS) {
    return charsOf(CONTROLS[char]);
  }
  if (char === 'x') {
    return hexEscape(reader);
  }
  if (/[0-7]/.test(char)) {
    return octalEscape(char, reader);
  }
  if (/[A-Za-z0-9]/.test(char)) {
    throw new UnreadablePattern(`\\${char}`);
  }
  return charsOf(char);
}

function posixClass(reader: PatternReader): CharSet {
  const negated = reader.takes('^');
  const name = reader.until(':]');
  const set = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  if (!set) {
    throw new UnreadablePattern(`[:${name}:]`);
  }
  return negated ? otherChars(set) : set;
}

/** One character, or a class, inside of brackets. */
function classItem(reader: PatternReader): CharSet {
  if (reader.takes('[:')) {
    return posixClass(reader);
  }
  return reader.takes('\\') ? escapedChars(reader) : charsOf(reader.take());
}

function single(set: CharSet): number {
  const [range] = set;
  if (set.length !== 1 || range[0] !== range[1]) {
    throw new UnreadablePattern('A range needs two characters.');
  }
  return range[0];
}

/** The other cases as well, where the pattern asks for it. */
export function folded(set: CharSet, ignoreCase: boolean): CharSet {
  const all = ignoreCase ? ignoringCase(set) : set;
  if (!all) {
    throw new UnreadablePattern('Cases beyond ASCII are not read.');
  }
  return all;
}

/** The characters of a class, whose opening bracket was read. */
export function classChars(
  reader: PatternReader,
  ignoreCase: boolean,
): CharSet {
  const negated = reader.takes('^');
  const items: CharSet[] = [];
  while (items.length === 0 || !reader.takes(']')) {
    const item = classItem(reader);
    if (reader.peek() === '-' && reader.peek(1) !== ']') {
      reader.take();
      const from = single(item);
      const to = single(classItem(reader));
      if (to < from) {
        throw new UnreadablePattern('A range runs backwards.');
      }
      items.push([[from, to]]);
    } else {
      items.push(item);
    }
  }
  const set = folded(charSet(items.flat()), ignoreCase);
  return negated ? otherChars(set) : set;
}
