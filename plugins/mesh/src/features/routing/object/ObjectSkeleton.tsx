import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import styles from './Object.module.css';

const WIDTHS = ['46%', '38%', '30%', '52%', '40%', '62%', '34%', '56%'];

/** The shape of an object that is on its way. */
export function ObjectSkeleton(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <div className={styles.skeleton} aria-busy="true">
      <VisuallyHidden role="status">
        {t('state.loading', { subject: 'YAML' })}
      </VisuallyHidden>
      {WIDTHS.map(width => (
        <Skeleton key={width} width={width} height={14} />
      ))}
    </div>
  );
}
