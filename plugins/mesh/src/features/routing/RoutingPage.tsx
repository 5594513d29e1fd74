import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import {
  EmptyState,
  FreshnessMark,
  Lead,
  RoutingSkeleton,
  StateBoundary,
  Surface,
  useMeshTranslation,
  useRouting,
  type MeshQuery,
} from '@fairway/backstage-plugin-mesh-react';
import { Select } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import { useState } from 'react';
import { useMeshEntity } from '../../entity/useMeshEntity';
import { ClusterRoutes } from './ClusterRoutes';
import styles from './Routing.module.css';
import { routingDetail, routingSentence } from './sentence';

type OkView = Extract<RoutingView, { status: 'ok' }>;

/** Where does a request to this service go? */
export function RoutingPage(props: { pollMs?: number }): JSX.Element {
  const { entityRef, name, owner } = useMeshEntity();
  const result = useRouting(entityRef, { pollMs: props.pollMs });
  return (
    <Surface page>
      <StateBoundary
        entityRef={entityRef}
        subject="routing"
        permission="mesh.routing.read"
        owner={owner}
        result={result}
        skeleton={<RoutingSkeleton />}
      >
        {view => <Routes name={name} view={view} query={result.query} />}
      </StateBoundary>
    </Surface>
  );
}

function Routes(props: {
  name: string;
  view: OkView;
  query: MeshQuery<unknown>;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { name, view, query } = props;
  const [chosen, setChosen] = useState<string>();
  const model =
    view.clusters.find(({ cluster }) => cluster === chosen) ?? view.clusters[0];
  if (!model) {
    return (
      <EmptyState
        icon={<RiSearchLine size={20} />}
        title={t('state.noWorkloads.title', { name })}
      />
    );
  }
  return (
    <>
      <Lead
        sentence={routingSentence(t, model, name)}
        detail={routingDetail(t, model, view.clusters.length)}
        aside={<FreshnessMark query={query} freshness={view.freshness} />}
      />
      {view.clusters.length > 1 && (
        <div className={styles.chooser}>
          <Select
            label={t('routing.cluster')}
            size="small"
            value={model.cluster}
            onChange={key => setChosen(String(key))}
            options={view.clusters.map(({ cluster }) => ({
              value: cluster,
              label: cluster,
            }))}
          />
        </div>
      )}
      <ClusterRoutes key={model.cluster} model={model} />
    </>
  );
}
