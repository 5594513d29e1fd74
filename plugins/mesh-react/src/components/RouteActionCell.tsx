import type { RouteAction, RouteDestination } from '@fairway/mesh-core';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiForbidLine,
  RiGitBranchLine,
  RiShareForwardLine,
} from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import { shortName } from './ResourceName';
import styles from './RouteTable.module.css';
import { SplitBar, SplitLegend } from './SplitBar';
import { isBroken, segmentsOfDestinations } from './splitSegments';

/** Where a rule sends its requests. */
export function RouteActionCell(props: { action: RouteAction }): JSX.Element {
  const { t } = useMeshTranslation();
  const { action } = props;
  switch (action.kind) {
    case 'route':
      return <Destinations destinations={action.destinations} />;
    case 'redirect':
      return (
        <WithIcon icon={<RiShareForwardLine size={16} aria-hidden />}>
          {t('routing.action.redirect', { code: `${action.code}` })}
        </WithIcon>
      );
    case 'directResponse':
      return (
        <WithIcon icon={<RiCheckboxCircleLine size={16} aria-hidden />}>
          {t('routing.action.direct', { status: `${action.status}` })}
        </WithIcon>
      );
    case 'delegate':
      return (
        <WithIcon icon={<RiGitBranchLine size={16} aria-hidden />}>
          {t(
            action.found
              ? 'routing.action.delegate'
              : 'routing.action.delegateMissing',
            { name: shortName(action.ref) },
          )}
        </WithIcon>
      );
    default:
      return (
        <WithIcon icon={<RiForbidLine size={16} aria-hidden />}>
          {action.reason}
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

function Destinations(props: {
  destinations: RouteDestination[];
}): JSX.Element {
  const { destinations } = props;
  const segments = segmentsOfDestinations(destinations);
  return (
    <>
      {destinations.length === 1 ? (
        <SingleDestination destination={destinations[0]} />
      ) : (
        <>
          <SplitBar segments={segments} />
          <SplitLegend segments={segments} />
        </>
      )}
      {destinations.filter(isBroken).map(destination => (
        <div
          key={`${destination.fqdn} ${destination.subset}`}
          className={styles.broken}
        >
          <RiCloseCircleLine size={14} aria-hidden />
          <span>{destination.target.reason}</span>
        </div>
      ))}
    </>
  );
}

function SingleDestination(props: {
  destination: RouteDestination;
}): JSX.Element {
  const { host, port, subset, version } = props.destination;
  const sub = [subset, version].filter(Boolean).join(' · ');
  return (
    <div className={styles.destination}>
      {host}
      {port !== undefined && <span className={styles.words}> :{port}</span>}
      {sub && <div className={styles.sub}>{sub}</div>}
    </div>
  );
}
