import type { AccessDecisionView } from '@fairway/backstage-plugin-mesh-common';
import {
  Panel,
  rowTarget,
  shortName,
  useMeshTranslation,
  type MeshTranslate,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import styles from './Request.module.css';

const LOOK = {
  allowed: { Icon: RiCheckLine, tone: 'yes' },
  denied: { Icon: RiCloseCircleLine, tone: 'no' },
  depends: { Icon: RiQuestionLine, tone: 'maybe' },
} as const;

/** Whether the pods behind the destinations let the request in, and which policy decides. */
export function AccessOnTheWay(props: {
  access: readonly AccessDecisionView[];
  namespace?: string;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { access } = props;
  return (
    <Panel title={t('routing.request.access.title')}>
      {access.length === 0 ? (
        <p className={styles.muted}>{t('routing.request.access.unknown')}</p>
      ) : (
        <ul className={styles.decisions}>
          {access.map((decision, index) => (
            <Decision
              key={index}
              decision={decision}
              namespace={props.namespace}
              onOpen={props.onOpen}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function verdictOf(
  t: MeshTranslate,
  { verdict, status }: AccessDecisionView,
): string {
  return verdict === 'denied' && status !== undefined
    ? t('routing.request.access.deniedStatus', { status: `${status}` })
    : t(`routing.request.access.${verdict}`);
}

function Decision(props: {
  decision: AccessDecisionView;
  namespace?: string;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { decision, namespace } = props;
  const { policy, path, workload } = decision;
  const { Icon, tone } = LOOK[decision.verdict];
  return (
    <li className={styles.decision}>
      <Icon size={16} aria-hidden className={styles[tone]} />
      <div>
        <b>{workload?.name ?? rowTarget(decision, namespace)}:</b>{' '}
        <span className={styles[tone]}>{verdictOf(t, decision)}</span>.{' '}
        {decision.reason}{' '}
        {policy && (
          <button
            type="button"
            className={styles.open}
            aria-haspopup="dialog"
            onClick={() => props.onOpen({ ref: policy, path: path ?? 'spec' })}
          >
            {policy.kind} {shortName(policy)}
          </button>
        )}
        {decision.notes.map(note => (
          <p key={note} className={styles.muted}>
            {note}
          </p>
        ))}
      </div>
    </li>
  );
}
