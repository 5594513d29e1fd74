import type { ResourceRef } from '@fairway/mesh-core';

/** The command that shows a part of an object of a cluster, for those who want to see it with their own eyes. */
export function readCommand(ref: ResourceRef, path: string): string {
  const kind = ref.kind.toLowerCase();
  const type = ref.group ? `${kind}.${ref.group}` : kind;
  const namespace = ref.namespace ? `-n ${ref.namespace} ` : '';
  return `kubectl ${namespace}get ${type} ${ref.name} -o jsonpath='{.${path}}'`;
}
