import type { RouteRowAction } from '@fairway/backstage-plugin-mesh-common';
import {
  RiCheckboxCircleLine,
  RiEyeOffLine,
  RiShareForwardLine,
} from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import styles from './RouteTable.module.css';
import { RowDestinations } from './RowDestinations';

/** Where a row sends its requests. */
export function RowGoes(props: {
  action: RouteRowAction;
  namespace?: string;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { action, namespace } = props;
  switch (action.kind) {
    case 'route':
      return (
        <RowDestinations
          destinations={action.destinations}
          statusIfMissing={action.statusIfMissing}
          namespace={namespace}
        />
      );
    case 'forward':
      return (
        <>
          <RowDestinations
            destinations={action.destinations}
            namespace={namespace}
          />
          <div className={styles.sub}>{t('routing.calls.action.forward')}</div>
        </>
      );
    case 'redirect':
      return (
        <WithIcon icon={<RiShareForwardLine size={16} aria-hidden />}>
          {t('routing.action.redirect', { code: `${action.status}` })}
        </WithIcon>
      );
    case 'direct':
      return (
        <WithIcon icon={<RiCheckboxCircleLine size={16} aria-hidden />}>
          {t('routing.action.direct', { status: `${action.status}` })}
        </WithIcon>
      );
    default:
      return (
        <WithIcon icon={<RiEyeOffLine size={16} aria-hidden />}>
          {t('routing.calls.action.hidden')}
        </WithIcon>
      );
  }
}

function WithIcon(props: {
  icon: ReactElement;
  children: ReactNode;
}): JSX.Element {
  return (
    <span className={styles.action}>
      {props.icon}
      <span>{props.children}</span>
    </span>
  );
}
