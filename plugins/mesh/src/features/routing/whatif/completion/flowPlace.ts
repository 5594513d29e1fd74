import type { YamlPlace } from './YamlPlace';

/** An open bracket: what it holds, and the names that were written in it. */
interface Bracket {
  path: string;
  isMap: boolean;
  names: string[];
  /** The name before the colon, until the next comma. */
  name?: string;
}

function child(bracket: Bracket): string {
  const { path, isMap, name } = bracket;
  return isMap ? `${path}.${name ?? ''}` : `${path}[]`;
}

/** Reads `{ uri: { prefix: /a` up to its end and keeps what is open. */
class FlowScan {
  readonly open: Bracket[] = [];
  /** Where the word begins that is being read. */
  wordStart = 0;

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {}

  run(): void {
    for (let index = 0; index < this.text.length; index += 1) {
      this.step(this.text[index], index);
    }
  }

  private get bracket(): Bracket | undefined {
    return this.open[this.open.length - 1];
  }

  private step(character: string, index: number): void {
    switch (character) {
      case '{':
      case '[':
        this.open.push({
          path: this.bracket ? child(this.bracket) : this.path,
          isMap: character === '{',
          names: [],
        });
        break;
      case '}':
      case ']':
        this.open.pop();
        break;
      case ',':
        this.comma();
        break;
      case ':':
        if (!this.colon(index)) {
          return;
        }
        break;
      default:
        return;
    }
    this.wordStart = index + 1;
  }

  private comma(): void {
    if (this.bracket) {
      this.bracket.name = undefined;
    }
  }

  /** A colon ends a name only before a space, and only the first does. */
  private colon(index: number): boolean {
    const { bracket } = this;
    const isEnd = /^(\s|$)/.test(this.text.slice(index + 1, index + 2));
    if (!bracket?.isMap || bracket.name !== undefined || !isEnd) {
      return false;
    }
    bracket.name = this.text.slice(this.wordStart, index).trim();
    bracket.names.push(bracket.name);
    return true;
  }
}

/**
 * The place at the end of a value in brackets, such as `{ uri: { pre`. Only what stands in one line is looked at.
 *
 * @param value - from its first bracket to the cursor
 * @param start - offset of the first bracket
 * @param path - of the field that has the value
 * @returns `undefined` behind the last bracket and in quotes
 */
export function flowPlace(
  value: string,
  start: number,
  path: string,
): YamlPlace | undefined {
  const scan = new FlowScan(value, path);
  scan.run();
  const bracket = scan.open[scan.open.length - 1];
  const word = value.slice(scan.wordStart);
  if (!bracket || /["']/.test(word)) {
    return undefined;
  }
  const from = start + scan.wordStart + word.length - word.trimStart().length;
  const isKey = bracket.isMap && bracket.name === undefined;
  return {
    position: isKey ? 'key' : 'value',
    path: isKey ? bracket.path : child(bracket),
    from,
    siblings: isKey ? bracket.names : [],
    isItem: true,
  };
}
