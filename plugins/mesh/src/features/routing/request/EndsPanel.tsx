import type { SimulationResult } from '@fairway/backstage-plugin-mesh-common';
import {
  Panel,
  rowTarget,
  SplitBar,
  SplitLegend,
  Tag,
  useMeshTranslation,
  type RowPlace,
  type SplitSegment,
} from '@fairway/backstage-plugin-mesh-react';
import { RiFlashlightLine } from '@remixicon/react';
import { Elsewhere } from './Elsewhere';
import { endsOf, isDead, isTaking, type End } from './endsOf';
import { EndsTable } from './EndsTable';
import styles from './Request.module.css';

interface EndsPanelProps {
  result: SimulationResult;
  /** Hosts of it go without it. */
  namespace?: string;
  onOpen: (place: RowPlace) => void;
}

function segmentsOf(
  ends: readonly End[],
  namespace: string | undefined,
): SplitSegment[] {
  return ends.filter(isTaking).map(end => ({
    id: end.id,
    role: end.role,
    percent: end.percent,
    label: rowTarget(end, namespace),
    version: end.version,
    broken: isDead(end),
  }));
}

/** Where the request ends up: the shares of its destinations, and whether they exist. */
export function EndsPanel(props: EndsPanelProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { result, namespace } = props;
  const ends = endsOf(result);
  const segments = segmentsOf(ends, namespace);
  return (
    <Panel
      title={t('routing.request.ends.title')}
      aside={
        result.trace.won?.managedBy && (
          <Tag tone="info" icon={<RiFlashlightLine size={14} aria-hidden />}>
            {t('routing.object.managed')}
          </Tag>
        )
      }
    >
      {segments.length > 0 && (
        <div className={styles.split}>
          <SplitBar segments={segments} size="page" />
          <SplitLegend segments={segments} size="page" />
        </div>
      )}
      {ends.length > 0 ? (
        <EndsTable ends={ends} namespace={namespace} onOpen={props.onOpen} />
      ) : (
        <Elsewhere result={result} />
      )}
    </Panel>
  );
}
