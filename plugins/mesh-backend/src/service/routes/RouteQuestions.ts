import type {
  ObjectView,
  RouteCallersView,
  RouteTableQuery,
  RouteTableView,
  SimulationQuery,
  SimulationView,
  SourceState,
  TopologyQuery,
  WhatIfQuery,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshServiceOptions } from '@fairway/backstage-plugin-mesh-node';
import type { ResourceRef } from '@fairway/mesh-core';
import { createLimiter, type Clock } from '../../time';
import type { EntityContext, UnscopedContext } from '../ContextReader';
import type { GraphReader } from '../GraphReader';
import { patiently } from '../patiently';
import { buildCallersView, type Measured } from './buildCallersView';
import { buildObjectView } from './buildObjectView';
import { buildSimulationView } from './buildSimulationView';
import { buildTableView } from './buildTableView';
import { buildWhatIfView } from './buildWhatIfView';
import { TableCache } from './TableCache';

const WINDOW_SECONDS = 300;
const CALLERS_QUERY: TopologyQuery = {
  window: WINDOW_SECONDS,
  graphType: 'workload',
};

/** Who calls is told without rates rather than late. */
const PATIENCE_MS = 3_000;

/** Answers about the rules of a caller. Keeps nothing but compiled tables. */
export class RouteQuestions {
  readonly #graphs: Pick<GraphReader, 'read'>;
  readonly #clock: Clock;
  readonly #tables: TableCache;
  /** A comparison keeps the processor busy; several would keep others from it. */
  readonly #inTurn = createLimiter(1);

  constructor(options: {
    graphs: Pick<GraphReader, 'read'>;
    clock: Clock;
    tables?: TableCache;
  }) {
    this.#graphs = options.graphs;
    this.#clock = options.clock;
    this.#tables = options.tables ?? new TableCache();
  }

  async callers(
    context: EntityContext,
    options: MeshServiceOptions & { telemetry?: boolean },
  ): Promise<RouteCallersView> {
    const mayMeasure =
      options.telemetry === true && context.binding.state === 'confirmed';
    const measured = mayMeasure
      ? await this.#measured(context, options)
      : undefined;
    return buildCallersView(
      context,
      measured,
      WINDOW_SECONDS,
      this.#clock.now(),
    );
  }

  table(context: EntityContext, query: RouteTableQuery): RouteTableView {
    return buildTableView(context, query, this.#tables, this.#clock.now());
  }

  simulation(context: EntityContext, query: SimulationQuery): SimulationView {
    return buildSimulationView(context, query, this.#tables, this.#clock.now());
  }

  async whatIf(
    context: EntityContext,
    query: WhatIfQuery,
    { signal }: Pick<MeshServiceOptions, 'signal'>,
  ): Promise<WhatIfView> {
    return this.#inTurn(async () => {
      signal?.throwIfAborted();
      return buildWhatIfView(context, query, {
        tables: this.#tables,
        now: () => this.#clock.now(),
        ...(signal && { signal }),
      });
    });
  }

  object(
    context: EntityContext | UnscopedContext,
    entityRef: string,
    ref: ResourceRef,
  ): ObjectView {
    return buildObjectView(context, entityRef, ref, this.#clock.now());
  }

  async #measured(
    context: EntityContext,
    options: MeshServiceOptions,
  ): Promise<Measured> {
    const { graph, state } = await patiently<Measured>(
      this.#clock,
      PATIENCE_MS,
      this.#graphs.read(context, CALLERS_QUERY, options),
      () => ({ state: this.#tooSlow() }),
    );
    return { state, ...(graph && { graph }) };
  }

  #tooSlow(): SourceState {
    return {
      id: 'kiali',
      type: 'kiali',
      state: 'unavailable',
      since: new Date(this.#clock.now()).toISOString(),
      reason:
        'The traffic was not there in time. Callers are those of the configuration.',
    };
  }
}
