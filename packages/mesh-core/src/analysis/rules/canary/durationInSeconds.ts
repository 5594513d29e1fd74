import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf } from './facts';

/** Durations of requests are compared in whole milliseconds. */
export const durationInSeconds: CanaryRule = {
  code: 'canary-duration-in-seconds',
  consequence: 'dangerous',
  link: links.metrics,
  check(subject) {
    return metricsOf(subject)
      .filter(({ fields }) => fields.name === 'request-duration')
      .flatMap(({ path, fields }) =>
        [
          { at: `${path}.threshold`, bound: fields.threshold },
          {
            at: `${path}.thresholdRange.max`,
            bound: isFields(fields.thresholdRange)
              ? fields.thresholdRange.max
              : undefined,
          },
        ].flatMap(({ at, bound }) =>
          typeof bound === 'number' && bound > 0 && bound < 1
            ? [
                {
                  path: at,
                  message: `${bound} is read as milliseconds and cut to 0: each request is too slow.`,
                  remedy: `Write milliseconds: ${Math.round(bound * 1_000)} for ${bound} seconds.`,
                },
              ]
            : [],
        ),
      );
  },
};
