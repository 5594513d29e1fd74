import {
  remainderOf,
  type RouteObject,
  type RouteRule,
} from '@fairway/mesh-core';
import {
  Panel,
  RouteTable,
  shortName,
} from '@fairway/backstage-plugin-mesh-react';
import { ManagedMark } from './ManagedMark';
import { ObjectReach } from './ObjectReach';
import styles from './Routing.module.css';

/** One routing object: for which hosts, from where, and its rules. */
export function RulesPanel(props: {
  object: RouteObject;
  all: RouteObject[];
  onOpenRule: (rule: RouteRule) => void;
}): JSX.Element {
  const { object } = props;
  return (
    <Panel
      flush
      title={`${object.ref.kind} ${shortName(object.ref)}`}
      aside={object.managedBy === 'flagger' ? <ManagedMark /> : object.reason}
    >
      <div className={styles.reach}>
        <ObjectReach object={object} />
      </div>
      <RouteTable
        object={object}
        remainder={remainderOf(object, props.all)}
        onOpenRule={props.onOpenRule}
      />
    </Panel>
  );
}
