import type { RouteCallersView } from '@fairway/backstage-plugin-mesh-common';
import type { RoutingModel } from '@fairway/mesh-core';
import {
  OpenPlaceContext,
  useMeshTranslation,
  type MeshQueryResult,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { useState, type ReactNode } from 'react';
import { SidePanels, UnderPanels } from './ClusterPanels';
import { CallerRoutes, type RoutesFrame } from './effective';
import { PageDrawer } from './PageDrawer';
import { routingDetail, routingSentence } from './sentence';
import { TryButton } from './TryButton';
import { TryPage } from './TryPage';
import { useTryPlace } from './useTryPlace';
import { useWhatIfPlace } from './useWhatIfPlace';
import { WhatIfButton } from './WhatIfButton';
import { WhatIfPage } from './WhatIfPage';
import { WrittenRules } from './WrittenRules';

interface ClusterRoutesProps {
  entityRef: string;
  name: string;
  model: RoutingModel;
  /** How many clusters the service is in. */
  clusters: number;
  callers: MeshQueryResult<RouteCallersView>;
  pollMs?: number;
  /** Chooses among clusters. */
  chooser?: ReactNode;
}

/** All that one cluster does with the requests to the service; or what it would do, if an object were different. */
export function ClusterRoutes(props: ClusterRoutesProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { entityRef, model } = props;
  const { cluster } = model;
  const [open, setOpen] = useState<RowPlace>();
  const whatIf = useWhatIfPlace();
  const tryIt = useTryPlace();
  const namespace = model.services[0]?.ref.namespace;
  const frame: RoutesFrame = {
    written: {
      sentence: routingSentence(t, model, props.name),
      detail: routingDetail(t, model, props.clusters),
      rules: <WrittenRules model={model} onOpen={setOpen} />,
    },
    actions: objects => (
      <>
        <TryButton place={tryIt} />
        <span ref={whatIf.button}>
          <WhatIfButton
            objects={objects ?? model.routes.map(({ ref }) => ref)}
            onOpen={whatIf.open}
          />
        </span>
      </>
    ),
    chooser: props.chooser,
    below: <UnderPanels model={model} />,
    side: <SidePanels model={model} />,
    onOpen: setOpen,
  };
  return (
    <OpenPlaceContext.Provider value={setOpen}>
      {/* it stays where it was while an edit is looked at */}
      <div hidden={whatIf.isOpen || tryIt.isOpen}>
        <CallerRoutes
          entityRef={entityRef}
          cluster={cluster}
          callers={props.callers}
          namespace={namespace}
          pollMs={props.pollMs}
          frame={frame}
        />
      </div>
      {tryIt.isOpen && !whatIf.isOpen && (
        <TryPage
          entityRef={entityRef}
          cluster={cluster}
          callers={props.callers}
          namespace={namespace}
          place={tryIt}
          onOpen={setOpen}
        />
      )}
      {whatIf.isOpen && (
        <WhatIfPage entityRef={entityRef} cluster={cluster} place={whatIf} />
      )}
      <PageDrawer
        cluster={cluster}
        place={open}
        onClose={() => setOpen(undefined)}
        onSimulate={whatIf.open}
      />
    </OpenPlaceContext.Provider>
  );
}
