import type { ResourceRef } from '@fairway/mesh-core';
import { useContext } from 'react';
import '../theme/tokens.css';
import { canBeSeen, OpenPlaceContext } from './OpenPlace';
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
 * An object by kind, namespace and name. Where the page opens objects, it opens this one, at the path if one is given.
 *
 * @public
 */
export function ResourceName(props: {
  resource: ResourceRef;
  path?: string;
}): JSX.Element {
  const { resource, path } = props;
  const open = useContext(OpenPlaceContext);
  const name = (
    <span className={styles.name}>
      <span className={styles.kind}>{resource.kind}</span> {shortName(resource)}
    </span>
  );
  if (!open || !canBeSeen(resource)) {
    return name;
  }
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className={styles.open}
      onClick={() => open({ ref: resource, path })}
    >
      {name}
    </button>
  );
}
