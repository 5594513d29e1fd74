import type { RouteDifferenceView } from '@fairway/backstage-plugin-mesh-common';
import type { ResourceRef } from '@fairway/mesh-core';

/** An edit that is ready to be proposed where its file is kept: all that a pull request needs to be written. */
export interface PreparedChange {
  entityRef: string;
  cluster: string;
  /** The object that is edited; absent for a new one. */
  resourceRef?: ResourceRef;
  /** Its file in Git, when the object says so. */
  sourceUrl?: string;
  /** As the cluster has it; absent for a new one. */
  before?: string;
  /** Empty when the object is to be removed. */
  after: string;
  /** What it changes, for the description. */
  differences: readonly RouteDifferenceView[];
}
