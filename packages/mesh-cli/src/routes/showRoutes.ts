import {
  compile,
  type RouteTable,
  type TableRoute,
  type VirtualHost,
} from '@fairway/mesh-core';
import { writeText } from '../io/CliIo';
import { createStyle } from '../output/createStyle';
import { shadowedBy, shadowsOf } from '../output/shadows';
import { tableText } from '../output/tableText';
import { withPositions } from '../output/withPositions';
import { callersOf } from './callersOf';
import type { CommandSite } from './CommandSite';
import { filterTable } from './filterTable';
import { loadInput } from './loadInput';
import type { ShowOptions } from './RoutesOptions';

/** A map has no JSON of its own, and the names are in the domains of the virtual hosts. */
function tableJson(table: RouteTable): object {
  const { names, listeners, ...rest } = table;
  const shadows = shadowsOf(table);
  const routeJson = (route: TableRoute): object => {
    const shadow = shadows.get(route);
    return shadow
      ? {
          ...route,
          shadowed: { reason: shadow.reason, by: shadowedBy(shadow) },
        }
      : route;
  };
  const hostJson = (host: VirtualHost): object => ({
    ...host,
    routes: host.routes.map(routeJson),
  });
  return {
    ...rest,
    listeners: listeners.map(listener => ({
      ...listener,
      chains: listener.chains.map(chain => ({
        ...chain,
        virtualHosts: chain.virtualHosts?.map(hostJson),
      })),
    })),
  };
}

/** `fairway routes show`: the route tables of callers. */
export async function showRoutes(
  options: ShowOptions,
  site: CommandSite,
): Promise<void> {
  const { mesh, compileOptions } = await loadInput(options, site);
  const { host, port } = options;
  const tables = callersOf(mesh.snapshot, options.caller).map(
    ({ text, caller }) => ({
      text,
      table: filterTable(compile(mesh.snapshot, caller, compileOptions), {
        port,
        host,
      }),
    }),
  );
  const { stdout } = site.io;
  if (options.output === 'json') {
    const result = tables.map(({ table }) =>
      withPositions(tableJson(table), mesh),
    );
    await writeText(stdout, `${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const style = createStyle(site.io);
  const parts = tables.map(({ text, table }) =>
    tableText(text, table, mesh, style),
  );
  await writeText(stdout, parts.join('\n'));
}
