/** A place in a file. */
export interface FilePosition {
  /** As it was named, or below the folder that was named. */
  file: string;
  /** From 1. */
  line: number;
}

/** An object of a manifest, not looked into yet. */
export interface ManifestObject {
  apiVersion: string;
  kind: string;
  raw: Readonly<Record<string, unknown>>;
  file: string;
  /** Line of a path such as `spec.http[2].match[0]`; of the closest thing above it where that is not written. */
  lineOf(path: string): number;
}

/** `routing.yaml:12`, as editors and terminals open it. */
export function positionText({ file, line }: FilePosition): string {
  return `${file}:${line}`;
}
