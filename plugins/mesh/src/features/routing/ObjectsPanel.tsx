import type { RouteObject } from '@fairway/mesh-core';
import {
  Panel,
  ResourceName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { ManagedMark } from './ManagedMark';
import { ObjectReach } from './ObjectReach';
import styles from './Routing.module.css';

/** The objects that route the service, whoever calls: those of other callers than the chosen one are found here. */
export function ObjectsPanel(props: {
  objects: readonly RouteObject[];
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { objects } = props;
  if (objects.length === 0) {
    return null;
  }
  return (
    <Panel title={t('routing.objects.title')}>
      <ul className={styles.items}>
        {objects.map(object => {
          const { ref } = object;
          return (
            <li
              key={`${ref.kind} ${ref.namespace} ${ref.name}`}
              className={styles.item}
            >
              <ResourceName resource={ref} />
              <ObjectReach object={object} />
              {object.managedBy === 'flagger' && <ManagedMark />}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
