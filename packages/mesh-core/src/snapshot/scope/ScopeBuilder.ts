import { formatResourceRef } from '../../refs';
import type { KindName, MeshObjects } from '../../resources';
import type { MeshSnapshot } from '../MeshSnapshot';
import type { ScopeMember } from './EntityScope';

/** Collects members, each once: the first reason stays. */
export class ScopeBuilder {
  private readonly byRef = new Map<string, ScopeMember>();

  constructor(readonly snapshot: MeshSnapshot) {}

  add<K extends KindName>(
    kind: K,
    object: MeshObjects[K],
    reason: string,
  ): ScopeMember<K> {
    const ref = this.snapshot.refOf(object);
    const key = formatResourceRef(ref);
    const present = this.byRef.get(key);
    if (present) {
      return present as ScopeMember<K>;
    }
    const member = { kind, object, ref, reason } as unknown as ScopeMember<K>;
    this.byRef.set(key, member as ScopeMember);
    return member;
  }

  members(): ScopeMember[] {
    return [...this.byRef.values()];
  }
}
