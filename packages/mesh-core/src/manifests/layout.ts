import type { GeneratedObject } from './Manifest';

/**
 * Name of the file that lists all others.
 *
 * @public
 */
export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** The kinds that an intent can ask for. */
const GENERATED_KINDS: readonly GeneratedObject['kind'][] = [
  'Canary',
  'DestinationRule',
  'VirtualService',
];

function fileName(kind: string, name: string): string {
  return `${kind.toLowerCase()}-${name}.yaml`;
}

/**
 * Name of the file of an object: one object per file, so that a reviewer and CODEOWNERS can tell them apart.
 *
 * @example `virtualservice-checkout.yaml`
 * @public
 */
export function manifestFileName(object: GeneratedObject): string {
  return fileName(object.kind, object.metadata.name);
}

/**
 * Every file name that some intent for a service can lead to. Those that the present intent does not lead to are
 * leftovers of an earlier one.
 *
 * @param service - name of the service
 * @public
 */
export function possibleFileNames(service: string): string[] {
  return GENERATED_KINDS.map(kind => fileName(kind, service));
}
