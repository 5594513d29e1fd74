import { pathSteps } from '../resources/yaml/yamlPath';

/** Fields of an object that nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An element of a list and where it stands. */
export interface Element {
  path: string;
  fields: Fields;
}

/** Reads an object as somebody wrote it, by paths such as `spec.analysis.metrics[0].name`. Never throws, whatever is there. */
export class Authored {
  readonly #object: unknown;

  constructor(object: unknown) {
    this.#object = object;
  }

  /** The value at a path; `undefined` where there is none. */
  value(path: string): unknown {
    let value = this.#object;
    for (const step of pathSteps(path)) {
      if (Array.isArray(value)) {
        value = value[Number(step)];
      } else if (isFields(value) && Object.hasOwn(value, step)) {
        value = value[step];
      } else {
        return undefined;
      }
    }
    return value;
  }

  /** Whether the field is written, also as null. */
  has(path: string): boolean {
    return this.value(path) !== undefined;
  }

  text(path: string): string | undefined {
    const value = this.value(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** The objects of the list at a path. */
  elements(path: string): Element[] {
    const value = this.value(path);
    return (Array.isArray(value) ? value : []).flatMap(
      (each: unknown, index) =>
        isFields(each) ? [{ path: `${path}[${index}]`, fields: each }] : [],
    );
  }
}

/** The JSON Pointer of a path, for patches. */
export function pointerOf(path: string): string {
  return pathSteps(path)
    .map(step => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}
