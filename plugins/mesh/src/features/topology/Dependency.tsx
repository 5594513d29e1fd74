import type { MeshEdge } from '@fairway/mesh-core';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import { RiAlertLine, RiCheckLine } from '@remixicon/react';
import styles from './Topology.module.css';

/** Whether the catalog declares what the mesh has seen. */
export function Dependency({ edge }: { edge: MeshEdge }): JSX.Element {
  const { t } = useMeshTranslation();
  switch (edge.dependency) {
    case 'declared':
      return (
        <span className={`${styles.mark} ${styles.ok}`}>
          <RiCheckLine size={14} aria-hidden />
          {t('topology.dependency.declared')}
        </span>
      );
    case 'undeclared':
      return (
        <span className={`${styles.mark} ${styles.warn}`}>
          <RiAlertLine size={14} aria-hidden />
          {t('topology.dependency.undeclared')}
        </span>
      );
    default:
      return <span className={styles.muted}>—</span>;
  }
}
