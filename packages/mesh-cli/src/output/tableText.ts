import type {
  FilterChain,
  Listener,
  RouteTable,
  TableRoute,
  UnsentRule,
  VirtualHost,
} from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import { actionLines, destinationLines } from './actionLines';
import type { Style } from './createStyle';
import { isCatchAll, matchWords } from './matchWords';
import { shadowsOf, shadowWords, type Shadows } from './shadows';
import { sourceWords } from './sourceWords';

const UNSENT: Readonly<Record<UnsentRule['reason'], string>> = {
  'other-port': 'for another port',
  'other-gateways': 'for other gateways',
  'other-labels': 'for callers with other labels',
  'other-namespace': 'for callers in another namespace',
  'after-catch-all': 'behind a rule that takes every request',
  'waypoint-labels': 'a waypoint does not know the labels of callers',
};

/** So many other names of a virtual host are said. */
const SHOWN_DOMAINS = 4;

function indent(lines: readonly string[], width = 2): string[] {
  return lines.map(line => ' '.repeat(width) + line);
}

/** Prints a table for people. */
class TableText {
  readonly #mesh: LoadedMesh;
  readonly #shadows: Shadows;
  readonly #style: Style;

  constructor(mesh: LoadedMesh, shadows: Shadows, style: Style) {
    this.#mesh = mesh;
    this.#shadows = shadows;
    this.#style = style;
  }

  listener({ port, host, chains, refused }: Listener): string[] {
    const title = `Port ${port}${host ? ` of ${host}` : ''}`;
    return [
      this.#style.strong(title),
      ...(refused === undefined
        ? []
        : indent([this.#style.bad(`refused by the proxy: ${refused}`)])),
      ...indent(chains.flatMap(chain => this.#chain(chain))),
      '',
    ];
  }

  #chain(chain: FilterChain): string[] {
    const { transport, serverNames, subnets, clientCertificate } = chain;
    const conditions = [
      ...(transport === 'tls' ? ['TLS'] : []),
      ...(serverNames.length > 0 ? [`for ${serverNames.join(', ')}`] : []),
      ...(subnets?.length ? [`to ${subnets.join(', ')}`] : []),
      ...(clientCertificate ? [`client certificate ${clientCertificate}`] : []),
    ];
    const content = chain.virtualHosts
      ? this.#virtualHosts(chain.virtualHosts)
      : [
          `forwarded without a look at HTTP${chain.source ? this.#from(sourceWords(chain.source, this.#mesh)) : ''}`,
          ...destinationLines(chain.destinations ?? [], this.#style),
        ];
    return conditions.length === 0
      ? content
      : [`${conditions.join(', ')}:`, ...indent(content)];
  }

  #from(source: string): string {
    return `  ${this.#style.faint(source)}`;
  }

  /** Services without rules of their own have one route to themselves: a line is enough for all of them. */
  #virtualHosts(virtualHosts: readonly VirtualHost[]): string[] {
    const isPlain = ({ routes, unsent }: VirtualHost): boolean =>
      !unsent?.length &&
      routes.length > 0 &&
      routes.every(({ source }) => !source);
    const plain = virtualHosts.filter(isPlain).map(({ name }) => name);
    if (virtualHosts.length === 0) {
      return [this.#style.odd('no host: any request is answered 404')];
    }
    return [
      ...virtualHosts
        .filter(virtualHost => !isPlain(virtualHost))
        .flatMap(virtualHost => this.#virtualHost(virtualHost)),
      ...(plain.length > 0
        ? [`${this.#style.faint('without rules:')} ${plain.join(', ')}`]
        : []),
    ];
  }

  #virtualHost(virtualHost: VirtualHost): string[] {
    const { name, domains, routes, unsent, httpsRedirect } = virtualHost;
    // The name with the dot of the root at its end says nothing new.
    const others = domains.filter(
      domain => domain !== name && !domain.endsWith('.'),
    );
    const shown = others.slice(0, SHOWN_DOMAINS).join(', ');
    const more =
      others.length > SHOWN_DOMAINS
        ? ` and ${others.length - SHOWN_DOMAINS} more`
        : '';
    const title = `${this.#style.strong(name)}${others.length > 0 ? this.#style.faint(`  also ${shown}${more}`) : ''}`;
    const hasEnd = routes.some(({ match }) => isCatchAll(match));
    return [
      title,
      ...indent([
        ...routes.flatMap((route, index) => this.#route(route, index + 1)),
        ...(hasEnd || httpsRedirect
          ? []
          : [
              this.#style.odd(
                ` -  any ${routes.length > 0 ? 'other ' : ''}request: 404`,
              ),
            ]),
        ...(httpsRedirect ? [' -  plain HTTP is redirected to HTTPS'] : []),
        ...(unsent ?? []).map(rule => this.#unsent(rule)),
      ]),
    ];
  }

  #route(route: TableRoute, position: number): string[] {
    const { match, action, source } = route;
    const from = source
      ? sourceWords(source, this.#mesh)
      : 'the route of a service without rules';
    const shadow = this.#shadows.get(route);
    return [
      `${String(position).padStart(2)}  ${matchWords(match)}${this.#from(from)}`,
      ...(shadow ? indent([this.#style.odd(shadowWords(shadow))], 4) : []),
      ...indent(actionLines(action, this.#style), 4),
    ];
  }

  #unsent({ source, match, reason }: UnsentRule): string {
    return this.#style.faint(
      ` -  not for this caller: ${matchWords(match)}  ${sourceWords(source, this.#mesh)}: ${UNSENT[reason]}`,
    );
  }
}

/** A route table for people: by port and virtual host, in the order in which the proxy tries the routes. */
export function tableText(
  caller: string,
  table: RouteTable,
  mesh: LoadedMesh,
  style: Style,
): string {
  const text = new TableText(mesh, shadowsOf(table), style);
  const unknown =
    table.caller.kind === 'sidecar'
      ? [
          table.unknownHosts === 'REGISTRY_ONLY'
            ? 'Hosts that the mesh does not know may not be called.'
            : 'Hosts that the mesh does not know are called as they are.',
        ]
      : [];
  return [
    style.strong(`Routes of ${caller}, Istio ${table.istioVersion}`),
    '',
    ...(table.listeners.length === 0 ? ['No route.'] : []),
    ...[...table.listeners]
      .sort((one, other) => one.port - other.port)
      .flatMap(listener => text.listener(listener)),
    ...unknown,
    ...table.caveats.map(({ message }) =>
      style.odd(`Not modelled: ${message}`),
    ),
    '',
  ].join('\n');
}
