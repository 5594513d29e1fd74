import type { RouteCallersView } from '@fairway/backstage-plugin-mesh-common';
import {
  dataOf,
  Notice,
  RoutingSkeleton,
  useMeshTranslation,
  type MeshQueryResult,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { Button } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { chooseRoute, useRouteWish } from './effective';
import styles from './Routing.module.css';
import type { TryPlace } from './useTryPlace';

// most readers never try a request
const TryRequest = lazy(async () => ({
  default: (await import('./request')).TryRequest,
}));

interface TryPageProps {
  entityRef: string;
  cluster: string;
  callers: MeshQueryResult<RouteCallersView>;
  /** Hosts of it go without it. */
  namespace?: string;
  place: TryPlace;
  onOpen: (place: RowPlace) => void;
}

/** The page on which requests are tried, in the place of the rules. */
export function TryPage(props: TryPageProps): JSX.Element {
  return (
    <div ref={props.place.content} tabIndex={-1} className={styles.whatIf}>
      <Suspense fallback={<RoutingSkeleton />}>
        <WithCallers {...props} />
      </Suspense>
    </div>
  );
}

function WithCallers(props: TryPageProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { callers, cluster, place } = props;
  const [wish] = useRouteWish();
  const view = dataOf(callers.query);
  const known =
    view?.status === 'ok'
      ? view.clusters.find(one => one.cluster === cluster)?.callers
      : undefined;
  if (known && known.length > 0) {
    return (
      <TryRequest
        entityRef={props.entityRef}
        cluster={cluster}
        callers={known}
        chosen={chooseRoute(known, wish).chosen}
        namespace={props.namespace}
        onOpen={props.onOpen}
        onClose={place.close}
      />
    );
  }
  if (callers.query.state === 'loading') {
    return <RoutingSkeleton />;
  }
  return (
    <Notice
      kind="missing"
      title={
        callers.query.state === 'failed'
          ? t('routing.calls.failed.title')
          : t('routing.calls.none.title')
      }
      action={
        <Button size="small" variant="secondary" onPress={place.close}>
          {t('routing.request.back')}
        </Button>
      }
    >
      {callers.query.state === 'failed' && callers.query.failure.message}
    </Notice>
  );
}
