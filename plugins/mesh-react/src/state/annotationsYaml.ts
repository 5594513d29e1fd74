import { stringify } from 'yaml';

/** The annotations as they stand in a catalog file. */
export function annotationsYaml(annotations: Record<string, string>): string {
  return stringify({ metadata: { annotations } });
}
