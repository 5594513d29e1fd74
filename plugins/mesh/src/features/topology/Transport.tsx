import type { MeshEdge } from '@fairway/mesh-core';
import {
  formatRatio,
  transportOf,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiLockLine, RiLockUnlockLine } from '@remixicon/react';
import styles from './Topology.module.css';

/** Whether the mesh encrypts a connection. */
export function Transport({ edge }: { edge: MeshEdge }): JSX.Element {
  const { t } = useMeshTranslation();
  const transport = transportOf(edge);
  switch (transport) {
    case 'mtls':
      return (
        <span className={`${styles.mark} ${styles.ok}`}>
          <RiLockLine size={14} aria-hidden />
          {t('topology.transport.mtls')}
        </span>
      );
    case 'unknown':
      return (
        <span className={styles.muted}>{t('topology.transport.unknown')}</span>
      );
    default:
      return (
        <span className={`${styles.mark} ${styles.warn}`}>
          <RiLockUnlockLine size={14} aria-hidden />
          {transport === 'plain'
            ? t('topology.transport.plain')
            : t('topology.transport.partly', {
                percent: formatRatio(edge.mtlsRatio ?? 0),
              })}
        </span>
      );
  }
}
