import {
  HealthMark,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiLockLine, RiLockUnlockLine } from '@remixicon/react';
import styles from './Topology.module.css';

/** What the signs of the graph mean. */
export function Legend(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <ul className={styles.legend} aria-label={t('topology.legend.title')}>
      {(['healthy', 'degraded', 'failure', 'unknown'] as const).map(state => (
        <li key={state}>
          <HealthMark state={state} word />
        </li>
      ))}
      <li>
        <RiLockLine size={14} aria-hidden />
        {t('topology.legend.mtls')}
      </li>
      <li>
        <RiLockUnlockLine size={14} aria-hidden />
        {t('topology.legend.plain')}
      </li>
      <li>{t('topology.legend.label')}</li>
      <li>{t('topology.legend.dashed')}</li>
      <li>{t('topology.legend.width')}</li>
    </ul>
  );
}
