import type { RouteCallersView } from '@fairway/backstage-plugin-mesh-common';
import type { RoutingModel } from '@fairway/mesh-core';
import {
  OpenPlaceContext,
  RoutingSkeleton,
  useMeshTranslation,
  type MeshQueryResult,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { SidePanels, UnderPanels } from './ClusterPanels';
import { CallerRoutes, type RoutesFrame } from './effective';
import { ObjectDrawer } from './object';
import styles from './Routing.module.css';
import { routingDetail, routingSentence } from './sentence';
import { TryButton } from './TryButton';
import { TryPage } from './TryPage';
import { useTryPlace } from './useTryPlace';
import { canBeSimulated } from './canBeSimulated';
import { useWhatIfPlace } from './useWhatIfPlace';
import { WhatIfButton } from './WhatIfButton';
import { WrittenRules } from './WrittenRules';

// the editor is heavy, and most readers never open it
const WhatIf = lazy(async () => ({
  default: (await import('./whatif')).WhatIf,
}));

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
        <div ref={whatIf.content} tabIndex={-1} className={styles.whatIf}>
          <Suspense fallback={<RoutingSkeleton />}>
            <WhatIf
              entityRef={entityRef}
              cluster={cluster}
              resourceRef={whatIf.object}
              onClose={whatIf.close}
            />
          </Suspense>
        </div>
      )}
      <ObjectDrawer
        cluster={cluster}
        resourceRef={open?.ref}
        path={open?.path}
        onClose={() => setOpen(undefined)}
        onEdit={
          open && canBeSimulated(open.ref)
            ? object => {
                setOpen(undefined);
                whatIf.open(object);
              }
            : undefined
        }
      />
    </OpenPlaceContext.Provider>
  );
}
