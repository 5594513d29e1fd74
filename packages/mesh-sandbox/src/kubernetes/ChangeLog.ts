import { KubernetesObject } from './KubernetesObject';
import { ObjectChange } from './ObjectStore';
import { expiredError } from './objectErrors';
import { listKey } from './selectors';

/** The last changes of all objects, for watches and for lists at an older revision. */
export class ChangeLog {
  readonly #limit: number;
  #changes: ObjectChange[] = [];
  #revision = 0;
  /** Revisions below this one cannot be asked for any more. */
  #oldest = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Revision of the last change. */
  get revision(): number {
    return this.#revision;
  }

  append(change: ObjectChange): void {
    this.#changes.push(change);
    this.#revision = change.revision;
    // trimmed in large pieces, so that the cost per change stays constant
    if (this.#changes.length > this.#limit * 1.5) {
      this.#changes = this.#changes.slice(-this.#limit);
      this.#oldest = this.#changes[0].revision - 1;
    }
  }

  compact(): void {
    this.#changes = [];
    // a compaction writes nothing, but what was current before it is old now
    this.#revision += 1;
    this.#oldest = this.#revision;
  }

  /** Changes of a kind after a revision. @throws StatusError Expired */
  since(kindKey: string, revision: number): readonly ObjectChange[] {
    if (revision < this.#oldest) {
      throw expiredError(
        `too old resource version: ${revision} (${this.#oldest})`,
      );
    }
    return this.#changes
      .slice(this.#indexAfter(revision))
      .filter(change => change.kind.key === kindKey);
  }

  /** The objects of a kind as they were at a revision. @throws StatusError Expired */
  rewind(
    kindKey: string,
    current: ReadonlyMap<string, KubernetesObject>,
    revision: number,
  ): Map<string, KubernetesObject> {
    const snapshot = new Map(current);
    const later = this.since(kindKey, revision);
    for (let index = later.length - 1; index >= 0; index -= 1) {
      const { object, previous } = later[index];
      if (previous) {
        snapshot.set(listKey(object), previous);
      } else {
        snapshot.delete(listKey(object));
      }
    }
    return snapshot;
  }

  #indexAfter(revision: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#changes[middle].revision > revision) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
