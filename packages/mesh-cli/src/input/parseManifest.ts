import { pathSteps, repeatedName } from '@fairway/mesh-core';
import { LineCounter, parseAllDocuments, visit, type Document } from 'yaml';
import type { FilePosition, ManifestObject } from './ManifestObject';
import { nestingOf } from './nesting';
import { lineOf, type PathStep } from './yamlLines';

/** Aliases of one document. Nested ones grow exponentially, and no manifest needs many. */
const MAX_ALIASES = 100;
/** Maps and lists in each other. */
const MAX_DEPTH = 100;
/** Characters of a name that are repeated in a message. */
const MAX_NAME = 80;
const TOO_DEEP = `nested more than ${MAX_DEPTH} levels deep`;

/** Something in a file that cannot be used. */
export interface ManifestProblem extends FilePosition {
  message: string;
  /** The document is sound but holds no Kubernetes object, as a file of values or a kustomization. */
  isForeign?: boolean;
}

/** What is in the text of a file. */
export interface Manifest {
  objects: ManifestObject[];
  problems: ManifestProblem[];
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parser says line and text as well. */
function reasonOf(message: string): string {
  return message.split(/ at line \d+| *\n/)[0];
}

/** Ancestors of a node are maps, lists and pairs by turns. */
function isTooDeep(document: Document.Parsed): boolean {
  let tooDeep = false;
  visit(document, {
    Collection: (_, __, ancestors) => {
      if (ancestors.length > 2 * MAX_DEPTH) {
        tooDeep = true;
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return tooDeep;
}

/** A document that is broken must not take the next ones with it: a quote that is not closed would run on through them. */
const NEXT_DOCUMENT = /^(?=---(?:\s|$))/m;

/** Reads one part of a file, up to the next document. */
class DocumentReader {
  readonly #file: string;
  /** Lines above the part. */
  readonly #above: number;
  readonly #lines = new LineCounter();
  readonly #result: Manifest;

  constructor(file: string, above: number, result: Manifest) {
    this.#file = file;
    this.#above = above;
    this.#result = result;
  }

  read(text: string): void {
    if (nestingOf(text) > MAX_DEPTH) {
      this.#problem(1, TOO_DEEP);
      return;
    }
    try {
      const documents = parseAllDocuments(text, {
        lineCounter: this.#lines,
        merge: true,
        // the parser compares each name with all others of its map
        uniqueKeys: false,
        // the line of each error is written out otherwise, however long
        prettyErrors: false,
      });
      for (const document of documents) {
        this.#readDocument(document);
      }
    } catch (error) {
      this.#problem(1, reasonOf(String(error)));
    }
  }

  #problem(line: number, message: string, isForeign?: true): void {
    this.#result.problems.push({
      file: this.#file,
      line: line + this.#above,
      message,
      ...(isForeign ? { isForeign } : {}),
    });
  }

  #readDocument(document: Document.Parsed): void {
    const [error] = document.errors;
    if (error) {
      const { line } = this.#lines.linePos(error.pos[0]);
      this.#problem(Math.max(1, line), reasonOf(error.message));
      return;
    }
    const repeated = repeatedName(document);
    if (repeated) {
      this.#problem(
        this.#lines.linePos(repeated.offset).line,
        `The name ${repeated.name.slice(0, MAX_NAME)} stands twice in one map`,
      );
      return;
    }
    const line = lineOf(document, this.#lines, []);
    if (isTooDeep(document)) {
      this.#problem(line, TOO_DEEP);
      return;
    }
    let content: unknown;
    try {
      content = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch {
      this.#problem(line, `more than ${MAX_ALIASES} aliases`);
      return;
    }
    if (content !== null && content !== undefined) {
      this.#add(document, content, [], undefined);
    }
  }

  /** @param list - the list that the object is an element of */
  #add(
    document: Document.Parsed,
    content: unknown,
    base: readonly PathStep[],
    list: { apiVersion: string; kind: string } | undefined,
  ): void {
    const at = (path: readonly PathStep[]): number =>
      lineOf(document, this.#lines, [...base, ...path]);
    const { apiVersion = list?.apiVersion, kind = list?.kind } = isFields(
      content,
    )
      ? content
      : {};
    if (
      !isFields(content) ||
      typeof apiVersion !== 'string' ||
      typeof kind !== 'string'
    ) {
      this.#problem(
        at([]),
        'no Kubernetes object: it has no apiVersion and kind',
        true,
      );
      return;
    }
    if (kind.endsWith('List') && Array.isArray(content.items)) {
      content.items.forEach((item, index) =>
        this.#add(
          document,
          item,
          [...base, 'items', index],
          kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -4) },
        ),
      );
      return;
    }
    this.#result.objects.push({
      apiVersion,
      kind,
      raw: { ...content, apiVersion, kind },
      file: this.#file,
      lineOf: path => at(pathSteps(path)) + this.#above,
    });
  }
}

/**
 * Reads the Kubernetes objects of a YAML or JSON text: several documents, and lists of objects, too. What is broken is a problem with its
 * line; the other documents are read.
 *
 * @param file - name to use in positions
 */
export function parseManifest(text: string, file: string): Manifest {
  const result: Manifest = { objects: [], problems: [] };
  let above = 0;
  for (const part of text.split(NEXT_DOCUMENT)) {
    new DocumentReader(file, above, result).read(part);
    above += part.split('\n').length - 1;
  }
  return result;
}
