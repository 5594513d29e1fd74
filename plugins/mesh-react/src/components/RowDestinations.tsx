import type { RouteRowDestination } from '@fairway/backstage-plugin-mesh-common';
import { RiCloseCircleLine } from '@remixicon/react';
import { useMeshTranslation } from '../meshTranslationRef';
import styles from './RouteTable.module.css';
import { rowTarget } from './rowTarget';
import { SplitBar, SplitLegend } from './SplitBar';
import { segmentsOfRow } from './splitSegments';

/** Who gets the requests of a row, and which of them nobody answers. */
export function RowDestinations(props: {
  destinations: readonly RouteRowDestination[];
  /** What a request to a destination that does not exist gets; absent for connections. */
  statusIfMissing?: number;
  /** Hosts of this namespace go without it. */
  namespace?: string;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { destinations, namespace } = props;
  if (destinations.length === 0) {
    return (
      <span className={styles.sub}>{t('routing.calls.action.nowhere')}</span>
    );
  }
  const segments = segmentsOfRow(destinations, one =>
    rowTarget(one, namespace),
  );
  return (
    <>
      {destinations.length === 1 ? (
        <OneDestination destination={destinations[0]} namespace={namespace} />
      ) : (
        <>
          <SplitBar segments={segments} />
          <SplitLegend segments={segments} />
        </>
      )}
      {destinations.map((destination, index) => (
        <Trouble
          key={index}
          destination={destination}
          target={rowTarget(destination, namespace)}
          status={props.statusIfMissing}
        />
      ))}
    </>
  );
}

function OneDestination(props: {
  destination: RouteRowDestination;
  namespace?: string;
}): JSX.Element {
  const { destination, namespace } = props;
  return (
    <div className={styles.destination}>
      {rowTarget(destination, namespace)}
      <span className={styles.words}> :{destination.port}</span>
      {destination.version && (
        <div className={styles.sub}>{destination.version}</div>
      )}
    </div>
  );
}

function Trouble(props: {
  destination: RouteRowDestination;
  target: string;
  status?: number;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { destination, target, status } = props;
  if (destination.exists && destination.endpoints !== 0) {
    return null;
  }
  return (
    <div className={styles.broken}>
      <RiCloseCircleLine size={14} aria-hidden />
      <span>{troubleText()}</span>
    </div>
  );

  function troubleText(): string {
    if (destination.exists) {
      return t('routing.calls.action.noEndpoints', { target });
    }
    return status === undefined
      ? t('routing.calls.action.missingTcp', { target })
      : t('routing.calls.action.missing', { target, status: `${status}` });
  }
}
