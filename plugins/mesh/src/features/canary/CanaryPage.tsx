import type { CanaryListView } from '@fairway/backstage-plugin-mesh-common';
import {
  CanarySkeleton,
  ResourceName,
  StateBoundary,
  Surface,
  useCanaries,
  useMeshTranslation,
  type MeshQuery,
} from '@fairway/backstage-plugin-mesh-react';
import { useState } from 'react';
import { useMeshEntity } from '../../entity/useMeshEntity';
import styles from './Canary.module.css';
import { CanaryChooser, canaryKey } from './CanaryChooser';
import { CanaryRelease } from './CanaryRelease';
import { NoCanary } from './NoCanary';

type OkView = Extract<CanaryListView, { status: 'ok' }>;

/** How is the release of this service going? */
export function CanaryPage(props: { pollMs?: number }): JSX.Element {
  const { entityRef, name, owner } = useMeshEntity();
  const result = useCanaries(entityRef, { pollMs: props.pollMs });
  return (
    <Surface page>
      <StateBoundary
        entityRef={entityRef}
        subject="canary"
        permission="mesh.canary.read"
        owner={owner}
        result={result}
        skeleton={<CanarySkeleton />}
      >
        {view => (
          <Canaries
            entityRef={entityRef}
            name={name}
            view={view}
            query={result.query}
            pollMs={props.pollMs}
          />
        )}
      </StateBoundary>
    </Surface>
  );
}

function Canaries(props: {
  entityRef: string;
  name: string;
  view: OkView;
  query: MeshQuery<unknown>;
  pollMs?: number;
}): JSX.Element {
  const { view, query } = props;
  const [chosen, setChosen] = useState<string>();
  const summary =
    view.canaries.find(({ ref }) => canaryKey(ref) === chosen) ??
    view.canaries[0];
  if (!summary) {
    return <NoCanary name={props.name} view={view} query={query} />;
  }
  const key = canaryKey(summary.ref);
  return (
    <>
      <CanaryChooser
        canaries={view.canaries}
        chosen={key}
        onChoose={setChosen}
      />
      <CanaryRelease
        key={key}
        entityRef={props.entityRef}
        summary={summary}
        listQuery={query}
        freshness={view.freshness}
        pollMs={props.pollMs}
      />
      <WithoutCanary view={view} />
    </>
  );
}

function WithoutCanary(props: { view: OkView }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { withoutCanary } = props.view;
  if (withoutCanary.length === 0) {
    return null;
  }
  return (
    <div className={`${styles.muted} ${styles.without}`}>
      {t('canary.without', { count: withoutCanary.length })}
      <ul>
        {withoutCanary.map(ref => (
          <li key={canaryKey(ref)}>
            <ResourceName resource={ref} />
          </li>
        ))}
      </ul>
    </div>
  );
}
