import type { TableAction, TableDestination } from '@fairway/mesh-core';
import type { Style } from './createStyle';
import {
  changeWords,
  onTheWayWords,
  shares,
  targetWords,
} from './destinationWords';

/**
 * Destinations with their shares, a line each.
 *
 * @param statusIfMissing - what is answered in place of one that does not exist
 */
export function destinationLines(
  destinations: readonly TableDestination[],
  style: Style,
  statusIfMissing?: number,
): string[] {
  const parts = shares(destinations.map(({ weight }) => weight));
  return destinations.map((destination, index) => {
    const words = `${parts[index].padStart(5)}  ${targetWords(destination)}`;
    if (!destination.exists) {
      const status =
        statusIfMissing === undefined ? '' : `: ${statusIfMissing}`;
      return style.bad(`${words} (does not exist${status})`);
    }
    return destination.endpoints === 0
      ? style.odd(`${words} (no endpoint is ready)`)
      : words;
  });
}

function redirectTarget(
  action: Extract<TableAction, { kind: 'redirect' }>,
): string {
  const { scheme, host, port, path, prefix } = action;
  return [
    ...(scheme === undefined ? [] : [`scheme ${scheme}`]),
    ...(host === undefined ? [] : [`host ${host}`]),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(path === undefined ? [] : [`path ${path}`]),
    ...(prefix === undefined ? [] : [`matched path ${prefix}`]),
  ].join(', ');
}

/** What the proxy does with a request that matches, for people. */
export function actionLines(action: TableAction, style: Style): string[] {
  switch (action.kind) {
    case 'redirect':
      return [`redirect ${action.status}: ${redirectTarget(action)}`];
    case 'direct':
      return [
        `answer ${action.status}${action.body ? ` ${JSON.stringify(action.body)}` : ''}`,
      ];
    default:
      return [
        ...destinationLines(action.destinations, style, action.statusIfMissing),
        style.faint(
          [...changeWords(action), ...onTheWayWords(action)].join(', '),
        ),
      ];
  }
}
