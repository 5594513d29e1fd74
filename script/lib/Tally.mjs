/** Counts what passed and failed, and how long each part took. */
export class Tally {
  #rows = [];

  add(name, { passed, failed, ms }) {
    this.#rows.push({ name, passed, failed, ms });
    const minutes = (ms / 60_000).toFixed(1);
    console.log(
      `\n=== ${name}: ${failed ? `${failed} failed` : 'ok'}, ${minutes} min\n`,
    );
  }

  get hasFailed() {
    return this.#rows.some(({ failed }) => failed > 0);
  }

  /** A table of the parts, then the one line that says it all. */
  print() {
    const total = key => this.#rows.reduce((sum, row) => sum + row[key], 0);
    const width = Math.max(...this.#rows.map(({ name }) => name.length), 5);
    const line = (name, ms, passed, failed) =>
      `${name.padEnd(width)}  ${(ms / 60_000).toFixed(1).padStart(5)} min  ${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed`;
    for (const { name, ms, passed, failed } of this.#rows) {
      console.log(line(name, ms, passed, failed));
    }
    console.log(line('total', total('ms'), total('passed'), total('failed')));
    console.log(`${total('passed')} passed, ${total('failed')} failed`);
  }
}
