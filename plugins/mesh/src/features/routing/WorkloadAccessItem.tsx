import type { ResourceRef, WorkloadAccess } from '@fairway/mesh-core';
import {
  Facts,
  ResourceName,
  useMeshTranslation,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import styles from './Routing.module.css';

const TONE: Record<WorkloadAccess['callers']['verdict'], string> = {
  anyone: styles.warn,
  mesh: '',
  limited: '',
  nobody: styles.bad,
  unknown: styles.muted,
};

const keyOf = ({ kind, namespace, name }: ResourceRef): string =>
  `${kind} ${namespace} ${name}`;

function uniqueRefs(refs: readonly ResourceRef[]): ResourceRef[] {
  return [...new Map(refs.map(ref => [keyOf(ref), ref])).values()];
}

/** Which of the workloads an answer is about; nothing when it is about all of them. */
function placeWords(
  t: MeshTranslate,
  { workloads, at }: WorkloadAccess,
  all: readonly WorkloadAccess[],
): string | undefined {
  if (all.length === 1) {
    return undefined;
  }
  const isReleased = all.some(entry =>
    entry.workloads.some(({ role }) => role === 'primary'),
  );
  const names = workloads.map(({ ref, role }) => {
    if (!isReleased) {
      return ref.name;
    }
    return t(`routing.access.${role === 'primary' ? 'primary' : 'canary'}`);
  });
  const name = [...new Set(names)].join(', ');
  if (at.kind === 'waypoint') {
    return t('routing.access.atWaypoint', { name });
  }
  return all.some(entry => entry.at.kind === 'waypoint')
    ? t('routing.access.atPods', { name })
    : name;
}

/** Who may call workloads and whether a token is needed, with the policies that say so. */
export function WorkloadAccessItem(props: {
  entry: WorkloadAccess;
  all: readonly WorkloadAccess[];
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { entry, all } = props;
  const { callers, token } = entry;
  const place = placeWords(t, entry, all);
  const checks = uniqueRefs(
    token.evidence.flatMap(({ ref }) =>
      ref?.kind === 'RequestAuthentication' ? [ref] : [],
    ),
  );
  return (
    <li className={styles.item}>
      {place && <b>{place}</b>}
      <Facts
        facts={[
          {
            id: 'callers',
            label: t('routing.access.callers'),
            value: (
              <Said
                text={callers.sentence}
                tone={TONE[callers.verdict]}
                by={callers.policies.map(({ ref }) => ref)}
              />
            ),
          },
          {
            id: 'token',
            label: t('routing.access.token'),
            value:
              token.state === 'not-checked' ? null : (
                <Said text={token.reason} tone="" by={checks} />
              ),
          },
        ]}
      />
    </li>
  );
}

function Said(props: {
  text: string;
  tone: string;
  by: readonly ResourceRef[];
}): JSX.Element {
  return (
    <span className={styles.item}>
      <span className={props.tone}>{props.text}</span>
      {props.by.map(ref => (
        <span key={keyOf(ref)} className={styles.muted}>
          <ResourceName resource={ref} />
        </span>
      ))}
    </span>
  );
}
