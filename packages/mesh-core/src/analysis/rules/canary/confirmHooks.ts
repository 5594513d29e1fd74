import type { Element } from '../../Authored';
import type { CanarySubject } from '../../CanaryRule';
import { webhooksOf } from './facts';

/** Hooks that hold a release until they say yes. */
export function confirmHooks(subject: CanarySubject): Element[] {
  return webhooksOf(
    subject,
    'confirm-rollout',
    'confirm-traffic-increase',
    'confirm-promotion',
  );
}

/** The path of an address, without its query; empty for what is no address. */
export function urlPath(url: unknown): string {
  return typeof url === 'string'
    ? url.replace(/[?#].*$/s, '').replace(/\/+$/, '')
    : '';
}
