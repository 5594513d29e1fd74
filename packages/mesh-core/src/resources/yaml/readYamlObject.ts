import {
  isMap,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { Finding } from '../../verdict';
import { repeatedName } from './repeatedName';
import { rangeOf, type TextRange } from './yamlPath';

const MAX_LENGTH = 1_000_000;
/** Aliases of a document. Nested ones grow exponentially, and no manifest needs many. */
const MAX_ALIASES = 100;
/** Maps and lists in each other. */
const MAX_DEPTH = 100;
/** Values, counted by the lines and commas between them. The parser takes about ten seconds for a million. */
const MAX_VALUES = 50_000;
/** Characters of a name that are repeated in a message. */
const MAX_NAME = 80;
/** Findings of one text; the rest follows from these. */
const MAX_ERRORS = 20;

/**
 * A finding with its place in the text, where it is known.
 *
 * @public
 */
export type LocatedFinding = Finding & Partial<TextRange>;

/**
 * What is in a text that should hold one object.
 *
 * @public
 */
export interface YamlObject {
  /** Absent when the text cannot be used. */
  raw?: Readonly<Record<string, unknown>>;
  /** Why not. */
  findings: readonly LocatedFinding[];
  /** Adds its place to a finding whose path is in the object. */
  locate(finding: Finding): LocatedFinding;
}

const asIs = (finding: Finding): LocatedFinding => finding;

function refused(message: string, remedy: string, range = {}): YamlObject {
  const finding: LocatedFinding = {
    code: 'malformed-yaml',
    severity: 'error',
    path: '',
    message,
    remedy,
    ...range,
  };
  return { findings: [finding], locate: asIs };
}

/** The parser shows a piece of the text behind its message. */
function messageOf({ message }: YAMLError): string {
  return `${message.split(/ at line \d+| *\n/)[0].replace(/\.$/, '')}.`;
}

function syntaxErrors(
  errors: readonly YAMLError[],
  lines: LineCounter,
): YamlObject {
  return {
    findings: errors.slice(0, MAX_ERRORS).map(error => {
      const [start, end] = error.pos.map(offset => lines.linePos(offset));
      return {
        code: 'malformed-yaml',
        severity: 'error',
        path: '',
        message: messageOf(error),
        line: start.line,
        column: start.col,
        endLine: end.line,
        endColumn: end.col,
      };
    }),
    locate: asIs,
  };
}

/** Whether brackets and indents open more levels than any object has. Counted before the parser, which calls itself for each. */
function opensTooMany(text: string): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '[' || char === '{') {
      open += 1;
    } else if (char === ']' || char === '}') {
      open = Math.max(0, open - 1);
    }
    if (open > MAX_DEPTH) {
      return true;
    }
  }
  return text.split('\n').some(line => {
    const [lead] = /^[ \-?]*/.exec(line) ?? [''];
    return lead.length > 4 * MAX_DEPTH;
  });
}

/** Ancestors of a node are maps, lists and pairs by turns. */
function isTooDeep(document: Document): boolean {
  let tooDeep = false;
  visit(document, {
    Collection: (_, __, ancestors) => {
      tooDeep ||= ancestors.length > 2 * MAX_DEPTH;
      return tooDeep ? visit.BREAK : undefined;
    },
  });
  return tooDeep;
}

const tooDeep = (): YamlObject =>
  refused(
    `The text is nested more than ${MAX_DEPTH} levels deep.`,
    'Paste one Kubernetes object.',
  );

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return undefined;
  }
}

/**
 * Reads the text of one Kubernetes object, YAML or JSON. Limits keep a text from taking the reader's time and memory: 1,000,000
 * characters, 50,000 values, 100 aliases, 100 levels. Never throws; nothing in the text is executed, tags of other types are not known.
 *
 * @see https://eemeli.org/yaml/#parse-options
 * @public
 */
export function readYamlObject(text: string): YamlObject {
  if (text.length > MAX_LENGTH) {
    return refused(
      `The text has ${text.length} characters; ${MAX_LENGTH} are read.`,
      'Paste one object, without status and managed fields.',
    );
  }
  if (text.split(/[\n,]/).length > MAX_VALUES) {
    return refused(
      `The text has more than ${MAX_VALUES} values.`,
      'Paste one object, without status and managed fields.',
    );
  }
  if (opensTooMany(text)) {
    return tooDeep();
  }
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    // the parser compares each name with all others of its map: see repeatedName
    document = parseDocument(text, {
      lineCounter: lines,
      merge: true,
      uniqueKeys: false,
      // the line of each error is written out otherwise, however long
      prettyErrors: false,
    });
  } catch {
    return tooDeep();
  }
  const [first] = document.errors;
  if (first?.code === 'MULTIPLE_DOCS') {
    return refused(
      'The text holds several documents.',
      'Give each object a text of its own.',
      { line: lines.linePos(first.pos[0]).line },
    );
  }
  if (first) {
    return syntaxErrors(document.errors, lines);
  }
  if (isTooDeep(document)) {
    return tooDeep();
  }
  const repeated = repeatedName(document);
  if (repeated) {
    const { line, col: column } = lines.linePos(repeated.offset);
    return refused(
      `The name ${repeated.name.slice(0, MAX_NAME)} stands twice in one map.`,
      'Keep one of them.',
      { line, column },
    );
  }
  const raw = isMap(document.contents) ? plain(document) : undefined;
  if (raw === undefined) {
    return isMap(document.contents)
      ? refused(
          `The text has more than ${MAX_ALIASES} aliases.`,
          'Write the values out.',
        )
      : refused(
          'The text is no object.',
          'It begins with apiVersion, kind and metadata.',
          { line: 1, column: 1 },
        );
  }
  return {
    raw: raw as Readonly<Record<string, unknown>>,
    findings: [],
    locate: finding => ({
      ...finding,
      ...rangeOf(document, lines, finding.path),
    }),
  };
}
