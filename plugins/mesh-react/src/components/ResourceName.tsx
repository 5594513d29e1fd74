import type { ResourceRef } from '@fairway/mesh-core';
import '../theme/tokens.css';
import styles from './ResourceName.module.css';

/** An object as people write it: `shop/checkout`, cluster-scoped ones by name alone. @public */
export function shortName(
  resource: Pick<ResourceRef, 'namespace' | 'name'>,
): string {
  return resource.namespace
    ? `${resource.namespace}/${resource.name}`
    : resource.name;
}

/**
 * An object by kind, namespace and name.
 *
 * @public
 */
export function ResourceName(props: { resource: ResourceRef }): JSX.Element {
  return (
    <span className={styles.name}>
      <span className={styles.kind}>{props.resource.kind}</span>{' '}
      {shortName(props.resource)}
    </span>
  );
}
