import type { Drill } from "../../src/fleet/fold.ts";

/**
 * A fleet that changes in place, with the numbers of the rules written out. It shares types with the drill and none of
 * its code.
 */
export type Box = {
  id: number;
  server: number;
  state: "running" | "hung" | "exited" | "lost" | "starting" | "backoff";
  version: number;
  since: number;
  wakes: number | undefined;
  restarts: number;
};

type Machine = { id: number; alive: boolean; died: number; foundAt: number | undefined; lookedAt: number | undefined };

type Person = { verb: string; server: number | undefined; begun: number; freeAt: number };

export class PedestrianFleet {
  now = 0;
  boxes: Box[];
  machines: Machine[];
  wanted = 1;
  before = 1;
  wantedSince = 0;
  proven = true;
  jobs: Set<string>;
  inChargeSince = 0;
  people = new Map<string, Person>();
  over: string | undefined;
  overAt = 0;
  most = 0;
  readonly drill: Drill;
  protected tapeAt = 0;

  constructor(drill: Drill) {
    this.drill = drill;
    const { copies, servers } = drill.night;
    this.jobs = new Set(drill.jobs);
    this.machines = [];
    for (let id = 1; id <= servers; id++)
      this.machines.push({ id, alive: true, died: 0, foundAt: undefined, lookedAt: undefined });
    this.boxes = [];
    for (let id = 1; id <= copies; id++) {
      let server = id;
      while (server > servers) server -= servers;
      this.boxes.push({ id, server, state: "running", version: 1, since: -600, wakes: undefined, restarts: 0 });
    }
  }

  /** True when anything happened. */
  protected turn(): boolean {
    let moved = false;
    for (const box of this.boxes) {
      if (box.wakes === undefined || box.wakes > this.now) continue;
      moved = true;
      if (box.state === "backoff") this.start(box, 5, box.restarts + 1);
      else if (this.drill.tape.some((e) => e.kind === "ship" && e.bad && e.version === box.version))
        this.fall(box, "exited");
      else this.set(box, "running");
    }
    for (const person of this.people.values()) {
      const machine = this.machines.find((one) => one.id === person.server);
      if (person.verb !== "look" || !machine || person.freeAt > this.now) continue;
      if (machine.lookedAt !== undefined && machine.lookedAt >= person.freeAt) continue;
      machine.lookedAt = person.freeAt;
      moved = true;
    }
    for (
      let event = this.drill.tape[this.tapeAt];
      event && event.at <= this.now;
      event = this.drill.tape[this.tapeAt]
    ) {
      this.tapeAt++;
      moved = true;
      this.happen(event);
    }
    if (this.manage()) moved = true;
    this.most = Math.max(this.most, this.boxes.length);
    this.finish();
    return moved;
  }

  protected happen(event: Drill["tape"][number]): void {
    if (event.kind === "exit" || event.kind === "hang") {
      const box = this.boxes[event.nth - 1];
      if (box && box.state === "running") this.fall(box, event.kind === "exit" ? "exited" : "hung");
    } else if (event.kind === "server") {
      const machine = this.machines.find((one) => one.id === event.server);
      if (!machine?.alive) return;
      machine.alive = false;
      machine.died = this.now;
      for (const box of this.boxes) if (box.server === machine.id) this.fall(box, "lost");
    } else if (event.kind === "ship") {
      if (this.proven) this.before = this.wanted;
      this.wanted = event.version;
      this.wantedSince = this.now;
      this.proven = false;
    } else {
      const box = this.boxes[event.nth - 1];
      if (!box || box.state === "lost" || this.jobs.has("updating") || this.wanted !== event.version) return;
      box.version = event.version;
      this.start(box, 5, 0);
    }
  }

  protected manage(): boolean {
    const todo: (() => void)[] = [];
    const from = (since: number) => (since > this.inChargeSince ? since : this.inChargeSince);
    if (this.jobs.has("placement"))
      for (const machine of this.machines)
        if (!machine.alive && machine.foundAt === undefined && this.now >= from(machine.died) + 40)
          todo.push(() => {
            machine.foundAt = this.now;
          });
    for (const box of this.boxes) {
      const exit = box.state === "exited" && this.jobs.has("restarting") && this.now >= from(box.since) + 1;
      let third = from(box.since);
      while ((third - this.inChargeSince) % 10 !== 0) third++;
      const hang = box.state === "hung" && this.jobs.has("restarting") && this.jobs.has("health-watching");
      if (exit || (hang && this.now >= third + 20)) {
        todo.push(() => {
          if (box.restarts === 0) return this.start(box, 5, 1);
          let delay = 10;
          for (let n = 1; n < box.restarts; n++) delay *= 2;
          this.set(box, "backoff", delay > 300 ? 300 : delay);
        });
      }
    }
    const space = this.space();
    if (this.jobs.has("placement"))
      for (const box of this.boxes) {
        const found = this.machines.find((one) => one.id === box.server)?.foundAt;
        if (box.state !== "lost" || found === undefined || this.now < found + 300) continue;
        const server = this.emptiest(space);
        if (server === undefined) continue;
        space.set(server, (space.get(server) ?? 0) - 1);
        todo.push(() => {
          box.server = server;
          this.start(box, 5, 0);
        });
      }
    for (const act of todo) act();
    const updates: (() => void)[] = [];
    if (this.jobs.has("updating")) this.rollOut(updates);
    for (const act of updates) act();
    return todo.length + updates.length > 0;
  }

  protected rollOut(todo: (() => void)[]): void {
    if (this.proven) return;
    const n = this.drill.night.copies;
    const good = this.boxes.filter((box) => box.version === this.wanted);
    if (this.boxes.length === n && good.length === n && this.up() === n) {
      todo.push(() => {
        this.proven = true;
      });
      return;
    }
    let progress = Math.max(this.wantedSince, this.inChargeSince);
    for (const box of good) if (box.state === "running" && box.since > progress) progress = box.since;
    if (this.wanted !== this.before && this.now >= progress + 600) {
      todo.push(() => this.takeBack());
      return;
    }
    const most = n + Math.ceil(n / 4);
    const least = n - Math.floor(n / 4);
    const space = this.space();
    const ids = this.boxes.map((box) => box.id);
    let created = 0;
    for (let id = 1; good.length + created < n && this.boxes.length + created < most; id++) {
      if (ids.includes(id)) continue;
      const server = this.emptiest(space);
      if (server === undefined) break;
      space.set(server, (space.get(server) ?? 0) - 1);
      created++;
      const version = this.wanted;
      todo.push(() => {
        const box: Box = { id, server, state: "starting", version, since: this.now, wakes: this.now + 5, restarts: 0 };
        this.boxes.push(box);
        this.boxes.sort((one, other) => one.id - other.id);
      });
    }
    let spare = this.boxes.length + created - least - created - good.filter((box) => box.state !== "running").length;
    if (spare <= 0) return;
    let sound = this.up() - least;
    const old = this.boxes.filter((box) => box.version !== this.wanted);
    for (const box of old.filter((one) => one.state !== "running")) if (spare-- > 0) todo.push(() => this.drop(box));
    for (const box of old.filter((one) => one.state === "running")) if (sound-- > 0) todo.push(() => this.drop(box));
  }

  protected takeBack(): void {
    if (this.wanted === this.before) return;
    this.wanted = this.before;
    this.wantedSince = this.now;
    this.proven = false;
  }

  protected start(box: Box, takes: number, restarts: number): void {
    this.set(box, "starting", takes);
    box.restarts = restarts;
  }

  protected fall(box: Box, state: "hung" | "exited" | "lost"): void {
    if (box.state === "running" && this.now - box.since >= 600) box.restarts = 0;
    this.set(box, state);
  }

  protected set(box: Box, state: Box["state"], takes?: number): void {
    box.state = state;
    box.since = this.now;
    box.wakes = takes === undefined ? undefined : this.now + takes;
  }

  protected drop(box: Box): void {
    this.boxes = this.boxes.filter((one) => one !== box);
  }

  protected up(): number {
    return this.boxes.filter((box) => box.state === "running").length;
  }

  protected space(): Map<number, number> {
    const space = new Map<number, number>();
    for (const machine of this.machines)
      if (machine.alive)
        space.set(machine.id, this.drill.night.slots - this.boxes.filter((box) => box.server === machine.id).length);
    return space;
  }

  protected emptiest(space: Map<number, number>): number | undefined {
    const most = Math.max(0, ...space.values());
    return most === 0 ? undefined : [...space.keys()].find((server) => space.get(server) === most);
  }

  protected finish(): void {
    const n = this.drill.night.copies;
    const quiet = this.tapeAt >= this.drill.tape.length && (this.proven || !this.jobs.has("updating"));
    if (quiet && this.boxes.length === n && this.up() === n) this.over = "recovered";
    if (this.now >= this.drill.lasts) this.over = "morning";
    if (this.over !== undefined) this.overAt = this.now;
  }
}
