import { stringify } from 'yaml';

/** The declaration of a dependency as it stands in a catalog file. */
export function dependsOnYaml(entityRef: string): string {
  return stringify({ spec: { dependsOn: [entityRef] } });
}
