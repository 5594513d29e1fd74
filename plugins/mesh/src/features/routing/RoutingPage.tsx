import type {
  RouteCallersView,
  RoutingView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  EmptyState,
  RoutingSkeleton,
  StateBoundary,
  Surface,
  useMeshTranslation,
  useRouteCallers,
  useRouting,
  type MeshQueryResult,
} from '@fairway/backstage-plugin-mesh-react';
import { RiSearchLine } from '@remixicon/react';
import { useMeshEntity } from '../../entity/useMeshEntity';
import { ClusterRoutes } from './ClusterRoutes';
import { ShortSelect } from './effective';
import { useParam } from './useParam';

type OkView = Extract<RoutingView, { status: 'ok' }>;

/** Where does a request to this service go? */
export function RoutingPage(props: { pollMs?: number }): JSX.Element {
  const { entityRef, name, owner } = useMeshEntity();
  const result = useRouting(entityRef, { pollMs: props.pollMs });
  const callers = useRouteCallers(entityRef, { pollMs: props.pollMs });
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
        {view => (
          <Routes
            entityRef={entityRef}
            name={name}
            view={view}
            callers={callers}
            pollMs={props.pollMs}
          />
        )}
      </StateBoundary>
    </Surface>
  );
}

function Routes(props: {
  entityRef: string;
  name: string;
  view: OkView;
  callers: MeshQueryResult<RouteCallersView>;
  pollMs?: number;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { name, view } = props;
  const [chosen, setChosen] = useParam('cluster');
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
    <ClusterRoutes
      key={model.cluster}
      {...props}
      model={model}
      clusters={view.clusters.length}
      chooser={
        view.clusters.length > 1 && (
          <ShortSelect
            label={t('routing.cluster')}
            value={model.cluster}
            onChange={setChosen}
            options={view.clusters.map(({ cluster }) => ({
              value: cluster,
              label: cluster,
            }))}
          />
        )
      }
    />
  );
}
