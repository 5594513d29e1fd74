import type {
  MtlsVerdict,
  RelatedObject,
  ResourceRef,
  RoutingModel,
} from '@fairway/mesh-core';
import {
  Panel,
  ResourceName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiLockLine, RiLockUnlockLine, RiQuestionLine } from '@remixicon/react';
import styles from './Routing.module.css';
import { WorkloadAccessItem } from './WorkloadAccessItem';

/** Kinds that decide who may call and with what. */
const ACCESS_KINDS = ['AuthorizationPolicy', 'RequestAuthentication'];

function isAccess(object: RelatedObject): boolean {
  return ACCESS_KINDS.includes(object.ref.kind);
}

/** Objects that act on the service and that this panel does not name. */
export function otherThanAccess(model: RoutingModel): RelatedObject[] {
  const shown = new Set(
    model.mtls.evidence.flatMap(({ ref }) => (ref ? [keyOf(ref)] : [])),
  );
  return model.related.filter(
    object => !isAccess(object) && !shown.has(keyOf(object.ref)),
  );
}

function keyOf({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace} ${name}`;
}

const MTLS_TONE: Record<MtlsVerdict['state'], string> = {
  strict: styles.ok,
  permissive: styles.warn,
  mixed: styles.warn,
  disabled: styles.bad,
  'outside-mesh': styles.warn,
  unknown: styles.muted,
};

function MtlsIcon(props: { state: MtlsVerdict['state'] }): JSX.Element {
  switch (props.state) {
    case 'strict':
      return <RiLockLine size={14} aria-hidden />;
    case 'unknown':
      return <RiQuestionLine size={14} aria-hidden />;
    default:
      return <RiLockUnlockLine size={14} aria-hidden />;
  }
}

/** How connections are protected, who may call, and whether a token is needed. */
export function AccessPanel(props: { model: RoutingModel }): JSX.Element {
  const { t } = useMeshTranslation();
  const { mtls, related, access } = props.model;
  return (
    <Panel
      title={t('routing.access.title')}
      aside={
        <span className={`${styles.mtls} ${MTLS_TONE[mtls.state]}`}>
          <MtlsIcon state={mtls.state} />
          {t(`routing.mtls.${mtls.state}`)}
        </span>
      }
    >
      <ul className={styles.items}>
        <li className={styles.item}>
          <span>{mtls.reason}</span>
          {mtls.evidence.map(evidence => (
            <span key={evidence.text} className={styles.muted}>
              {evidence.text}
            </span>
          ))}
        </li>
        {access ? (
          access.map(entry => (
            <WorkloadAccessItem
              key={JSON.stringify([entry.at, entry.workloads])}
              entry={entry}
              all={access}
            />
          ))
        ) : (
          <Policies policies={related.filter(isAccess)} />
        )}
      </ul>
    </Panel>
  );
}

/** The policies as they are written, where nothing could be concluded from them. */
function Policies(props: { policies: RelatedObject[] }): JSX.Element {
  const { t } = useMeshTranslation();
  const { policies } = props;
  if (policies.length === 0) {
    return <li className={styles.muted}>{t('routing.access.none')}</li>;
  }
  return (
    <>
      {policies.map(object => (
        <RelatedItem
          key={`${object.ref.kind} ${object.ref.name}`}
          object={object}
        />
      ))}
    </>
  );
}

/** What an object does, its name, and why it belongs here. */
export function RelatedItem(props: { object: RelatedObject }): JSX.Element {
  const { object } = props;
  return (
    <li className={styles.item}>
      {object.summary && <span>{object.summary}</span>}
      <span className={object.summary ? styles.muted : undefined}>
        <ResourceName resource={object.ref} />
      </span>
      <span className={styles.muted}>{object.reason}</span>
    </li>
  );
}
