import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import { RiFlashlightLine } from '@remixicon/react';
import styles from './Routing.module.css';

/** Flagger keeps the object. */
export function ManagedMark(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <span className={styles.managed}>
      <RiFlashlightLine size={14} aria-hidden />
      {t('routing.object.managed')}
    </span>
  );
}
