import type { RoutingModel } from '@fairway/mesh-core';
import {
  EmptyState,
  useMeshTranslation,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { RiRouteLine } from '@remixicon/react';
import { RulesPanel } from './RulesPanel';

/** The routing objects as they are written, whoever calls. */
export function WrittenRules(props: {
  model: RoutingModel;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { routes } = props.model;
  return routes.length === 0 ? (
    <EmptyState
      icon={<RiRouteLine size={20} />}
      title={t('routing.rest.service')}
      text={t('routing.rest.serviceText')}
    />
  ) : (
    <>
      {routes.map(object => (
        <RulesPanel
          key={`${object.ref.kind} ${object.ref.namespace} ${object.ref.name}`}
          object={object}
          all={routes}
          onOpenRule={({ path }) => props.onOpen({ ref: object.ref, path })}
        />
      ))}
    </>
  );
}
