import { Checkbox } from '@backstage/ui';
import {
  Notice,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import styles from './Request.module.css';
import type { TryHandle } from './useTryRequest';

/** What the link leaves out, and what the reader may put in. */
export function ShareNotes(props: { page: TryHandle }): JSX.Element {
  const { t } = useMeshTranslation();
  const { asked, without = [], isKeeping, onKeep, state } = props.page;
  const came = state.run?.without ?? [];
  return (
    <div className={styles.share}>
      {came.length > 0 && (
        <Notice kind="info">
          {t('routing.request.share.came', { names: came.join(', ') })}
        </Notice>
      )}
      {without.length > 0 && (
        <p className={styles.muted}>
          {t('routing.request.share.leftOut', { names: without.join(', ') })}
        </p>
      )}
      {asked.length > 0 && (
        <Checkbox isSelected={isKeeping} onChange={onKeep}>
          {t('routing.request.share.keep', { names: asked.join(', ') })}
        </Checkbox>
      )}
    </div>
  );
}
