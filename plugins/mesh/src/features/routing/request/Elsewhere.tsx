import type { SimulationResult } from '@fairway/backstage-plugin-mesh-common';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import { RiShareForwardLine } from '@remixicon/react';
import styles from './Request.module.css';

/** What becomes of a request that is not sent to a destination. */
export function Elsewhere(props: { result: SimulationResult }): JSX.Element {
  const { t } = useMeshTranslation();
  const { outcome } = props.result;
  switch (outcome.outcome) {
    case 'redirect':
      return (
        <p className={styles.elsewhere}>
          <RiShareForwardLine size={16} aria-hidden />
          <span>
            {t('routing.request.ends.location')} <code>{outcome.location}</code>
          </span>
        </p>
      );
    case 'direct':
      return (
        <>
          <p>{t('routing.request.ends.answers')}</p>
          {outcome.body && (
            <p className={styles.body}>
              {t('routing.request.ends.body')} <code>{outcome.body}</code>
            </p>
          )}
        </>
      );
    case 'cors_preflight':
      return <p>{t('routing.request.ends.answers')}</p>;
    case 'passthrough':
      return <p>{t('routing.request.ends.passthrough')}</p>;
    case 'hidden':
      return <p>{t('routing.request.ends.hidden')}</p>;
    default:
      return <p>{t('routing.request.ends.closed')}</p>;
  }
}
