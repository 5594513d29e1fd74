import { InputError } from '@backstage/errors';
import { compile, simulate } from '@fairway/mesh-core';
import { parseRequest } from '../arguments/parseRequest';
import { writeText } from '../io/CliIo';
import { createStyle } from '../output/createStyle';
import {
  simulationText,
  type SimulationReport,
} from '../output/simulationText';
import { withPositions } from '../output/withPositions';
import { callersOf } from './callersOf';
import type { CommandSite } from './CommandSite';
import { loadInput } from './loadInput';
import type { SimulateOptions } from './RoutesOptions';

/** The listener and the virtual host are named; `routes show` says what is in them. */
function reportJson({
  table,
  request,
  simulation,
  mesh,
}: SimulationReport): unknown {
  const { listener, chain, virtualHost, ...trace } = simulation.trace;
  return withPositions(
    {
      caller: table.caller,
      istioVersion: table.istioVersion,
      request,
      outcome: simulation.outcome,
      trace: {
        ...trace,
        listener: listener && { port: listener.port, host: listener.host },
        chain: chain && {
          transport: chain.transport,
          serverNames: chain.serverNames,
        },
        virtualHost: virtualHost && {
          name: virtualHost.virtualHost.name,
          domain: virtualHost.domain,
          by: virtualHost.by,
        },
      },
      caveats: table.caveats,
    },
    mesh,
  );
}

/**
 * `fairway routes simulate --request`: what becomes of a request of each caller, and how.
 *
 * @throws InputError when the request or a caller is none
 */
export async function simulateRequest(
  options: SimulateOptions,
  site: CommandSite,
): Promise<void> {
  if (options.request === undefined) {
    throw new InputError(
      'Say what is sent with --request, as in --request "GET http://cart.shop:8080/items".',
    );
  }
  const request = parseRequest(options.request, options.header);
  const { mesh, compileOptions } = await loadInput(options, site);
  const reports = callersOf(mesh.snapshot, options.caller).map(
    ({ text, caller }) => {
      const table = compile(mesh.snapshot, caller, compileOptions);
      const simulation = simulate(table, request);
      return { caller: text, table, request, mesh, simulation };
    },
  );
  const { stdout } = site.io;
  if (options.output === 'json') {
    const result = reports.map(reportJson);
    await writeText(stdout, `${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const style = createStyle(site.io);
  const parts = reports.map(report => simulationText(report, style));
  await writeText(stdout, parts.join('\n'));
}
