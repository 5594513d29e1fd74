import type { RowPlace } from '@fairway/backstage-plugin-mesh-react';
import type { ResourceRef } from '@fairway/mesh-core';
import type { ReactNode } from 'react';

/** What stands around the rules of a caller. */
export interface RoutesFrame {
  /** What holds as it is written, where the rules of a caller are not known. */
  written: { sentence: string; detail: string; rules: ReactNode };
  /** Beside the sentence; knows the objects that the rules come from. */
  actions: (objects: readonly ResourceRef[] | undefined) => ReactNode;
  /** Beside host and port. */
  chooser?: ReactNode;
  /** Below the rules. */
  below: ReactNode;
  side: ReactNode;
  /** Opens the place where a rule is written. */
  onOpen: (place: RowPlace) => void;
}
