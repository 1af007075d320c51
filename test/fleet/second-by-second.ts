import type { Press } from "../../src/fleet/press.ts";
import { PedestrianFleet } from "./pedestrian-fleet.ts";

/** The night computed a second time, in the most pedestrian way: a loop over its seconds, and presses judged one by one. */
export class SecondBySecond extends PedestrianFleet {
  answers: string[] = [];
  lost = 0;
  below = 0;
  atZero = 0;

  run(log: readonly Press[], until: number): this {
    const waiting = [...log];
    let clock = 0;
    for (this.now = 0; ; this.now++) {
      this.settle();
      while (waiting[0] && Math.max(waiting[0].at, clock) <= this.now) {
        const press = waiting.shift();
        if (press) {
          clock = this.now;
          this.answers.push(this.answer(press));
        }
        this.settle();
      }
      if (this.over !== undefined) {
        for (const press of waiting) if (press) this.answers.push("over");
        break;
      }
      if (this.now >= until) break;
      this.count(1);
    }
    if (this.over !== undefined && this.over !== "stopped") this.count(this.drill.lasts - this.now);
    return this;
  }

  private count(seconds: number): void {
    const up = this.up();
    const short = this.drill.night.demand - 10 * up;
    if (short > 0) this.lost += short * seconds;
    if (up < this.drill.night.copies) this.below += seconds;
    if (up === 0) this.atZero += seconds;
  }

  private settle(): void {
    while (this.over === undefined && this.turn());
  }

  private answer(press: Press): string {
    if (this.over !== undefined) return "over";
    const [, one, , two] = /^([1-9]\d{0,2})(>([1-9]\d{0,2}))?$/.exec(press.argument) ?? [];
    const plain = ["see", "bed", "stop", "hand-over"].includes(press.verb);
    const single = ["look", "restart", "update", "roll-back"].includes(press.verb);
    const readable = plain ? press.argument === "" : single ? one && !two : press.verb === "place" && one && two;
    if (!readable) return "unknown";
    if (press.verb === "stop") {
      this.over = "stopped";
      this.overAt = this.now;
      return `plain ${this.now}`;
    }
    if (press.verb === "hand-over") {
      if (this.drill.handOverFrom === undefined || this.now < this.drill.handOverFrom) return "too-early";
      if (this.jobs.size === 4) return "handed-over";
      this.jobs = new Set(["health-watching", "restarting", "placement", "updating"]);
      this.inChargeSince = this.now;
      return `plain ${this.now}`;
    }
    const busy = (this.people.get(press.actor)?.freeAt ?? 0) > this.now;
    if (plain) {
      if (!busy) this.occupy(press, undefined, 0);
      return `plain ${this.now}`;
    }
    if (busy) return "busy";
    return press.verb === "look" ? this.look(press, Number(one)) : this.work(press, Number(one), Number(two));
  }

  private look(press: Press, server: number): string {
    if (server > this.machines.length) return "unknown";
    this.occupy(press, server, 20);
    return `plain ${this.now + 20}`;
  }

  private work(press: Press, copy: number, target: number): string {
    const box = this.boxes.find((one) => one.id === copy);
    if (!box) return "unknown";
    const starting = box.state === "starting";
    if (starting && this.now - box.since < 24) return "taken";
    if (press.verb === "place") {
      const machine = this.machines.find((one) => one.id === target);
      if (!machine) return "unknown";
      if (box.state === "running") return "running";
      if (!machine.alive) return "server-gone";
      const others = this.boxes.filter((one) => one !== box && one.server === target).length;
      if (others >= this.drill.night.slots) return "server-full";
    }
    const version = press.verb === "update" ? this.wanted : press.verb === "roll-back" ? this.before : 0;
    if (version === box.version) return "same-version";
    const takes = press.verb === "restart" ? 60 : press.verb === "place" ? 180 : 120;
    this.occupy(press, press.verb === "place" ? target : undefined, takes);
    const freeAt = this.now + takes;
    const alive = this.machines.find((one) => one.id === box.server)?.alive;
    if (press.verb !== "place" && !alive) return `in-vain ${freeAt}`;
    const effect = starting ? "collision" : press.verb === "restart" && box.state === "running" ? "wrong" : "plain";
    if (press.verb === "restart") {
      const forgotten = box.state === "running" && this.now - box.since >= 600;
      this.start(box, takes, (forgotten ? 0 : box.restarts) + 1);
    } else {
      if (press.verb === "place") box.server = target;
      else box.version = version;
      this.start(box, takes, 0);
      if (press.verb === "roll-back") this.takeBack();
    }
    return `${effect} ${freeAt}`;
  }

  private occupy(press: Press, server: number | undefined, takes: number): void {
    this.people.set(press.actor, { verb: press.verb, server, begun: this.now, freeAt: this.now + takes });
  }
}
