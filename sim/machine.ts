import type { Surroundings } from "../worker/merchant/surroundings.ts";
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Network } from "./network.ts";
import type { Appointment, Timeline } from "./timeline.ts";
import { TurnStorage, type Written } from "./turn-storage.ts";

/** Where simulated time begins, in ms since the epoch. */
export const EPOCH = 1_800_000_000_000;
const ALARM_RETRY_MS = 2_000;
/** A call between objects that has no answer fails: at once where the connection breaks, or after this long. */
const MAX_LOST_MS = 8_000;

/** What a call between objects comes to when there is no answer. */
export class LostConnection extends Error {
  override readonly message = "Network connection lost.";
}

/** What a machine is told of the world. */
export interface Site {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly network: Network;
  /** Whether nothing new begins any more. */
  isClosed(): boolean;
  /** What a life of a machine fetches from the world outside. */
  fetchFor(machine: Machine, life: Life): typeof fetch;
  setting(name: string): string | undefined;
  /** Something that must never be. */
  complain(law: string, detail: string): void;
}

/** An object's code at work, from one start to the next crash. */
export interface Life {
  readonly object: Record<string, (...args: never[]) => unknown>;
  /** False once it has crashed: whatever it still says is heard by nobody. */
  isCurrent: boolean;
}

/** What every object is given of the world; the peers that it may ask are added to it. */
export type Around = Omit<Surroundings, "core" | "wallet">;

/** What is known of a turn that is about to be kept. */
export interface Commit {
  readonly written: readonly Written[];
  readonly alarm: number | null;
  /** Whether the alarm is being attended to, which ends by setting the next. */
  readonly isRinging: boolean;
}

interface Maker {
  readonly name: string;
  readonly dice: Dice;
  make(ctx: unknown, around: Around, life: Life): Life["object"];
  commit(commit: Commit): void;
}

/** One Durable Object on a host that fails: its storage lasts, its memory does not, and nothing leaves before the commit. */
export class Machine {
  readonly name: string;
  readonly storage = new TurnStorage();
  readonly #site: Site;
  readonly #maker: Maker;
  #life: Life | null = null;
  #downUntil = 0;
  #skewMs = 0;
  #outbox: (() => void)[] = [];
  #appointments: Appointment[] = [];
  #appointedFor: number | null = null;
  #ringing: number | null = null;
  crashes = 0;
  commits = 0;

  constructor(site: Site, maker: Maker) {
    this.name = maker.name;
    this.#site = site;
    this.#maker = maker;
  }

  /** The true time where this machine stands; its clock may be off. */
  get trueNow(): number {
    return EPOCH + this.#site.timeline.now;
  }

  /** What this machine's clock says. */
  get clock(): number {
    return Math.floor(this.trueNow + this.#skewMs);
  }

  /** Somebody has set the clock. */
  correctClock(): void {
    this.#skewMs = 0;
  }

  /** A request from somebody: its answer goes back over the network, if the object lives to give it. */
  receive(
    from: string,
    method: string,
    args: readonly unknown[],
    reply: (answer: unknown) => Promise<void> | void,
  ): Promise<void> | void {
    if (this.#site.timeline.now < this.#downUntil) return;
    return this.turn((life) => {
      const answer = (value: unknown): void => {
        this.output(life, () => this.#site.network.send(this.name, from, () => reply(value)));
      };
      void call(life, method, args).then(answer, (error) => this.#fault(life, method, error));
    });
  }

  /** One turn of the object: what it does until it waits for something, kept or lost as one. */
  async turn(work: (life: Life) => void): Promise<void> {
    let life = this.#life;
    if (!life) {
      life = this.#start();
      await quiet();
    }
    work(life);
    await quiet();
    this.#endTurn();
  }

  /** Something leaves the object, once this turn is kept. */
  output(life: Life, leave: () => void): void {
    if (life.isCurrent) this.#outbox.push(leave);
  }

  /** Asks another machine, once this turn is kept. What gets no answer is a connection that was lost, sooner or later. */
  askPeer(life: Life, peer: Machine, method: string, args: readonly unknown[]): Promise<unknown> {
    const { network, timeline } = this.#site;
    return new Promise((resolve, reject) => {
      let isOver = false;
      const once = (then: () => void): Promise<void> | void => {
        if (isOver) return;
        isOver = true;
        return this.resume(life, then);
      };
      this.output(life, () => {
        network.send(this.name, peer.name, () =>
          peer.receive(this.name, method, args, (answer) => once(() => resolve(answer))),
        );
        timeline.in(this.#maker.dice.pick([100, 1_000, MAX_LOST_MS]), () =>
          once(() => reject(new LostConnection())),
        );
      });
    });
  }

  /** Something comes back to the life that waits for it; to another life it means nothing. */
  resume(life: Life, work: () => void): Promise<void> | void {
    if (life.isCurrent) return this.turn(work);
  }

  /** Memory is gone; what is on disk stays. */
  evict(): void {
    if (this.#life) this.#life.isCurrent = false;
    this.#life = null;
    if (this.#ringing === null) return;
    // An alarm whose attendance was cut short rings again.
    if (this.storage.alarm === null) this.storage.setAlarm(this.#ringing);
    this.storage.commit();
    this.#ringing = null;
    this.#appoint(ALARM_RETRY_MS);
  }

  #crash(): void {
    this.crashes += 1;
    this.#outbox = [];
    this.evict();
    const { timeline, faults } = this.#site;
    this.#downUntil = timeline.now + faults.downMs();
    if (!faults.losesAlarm()) return;
    this.storage.setAlarm(null);
    this.storage.commit();
    this.#appoint();
  }

  #start(): Life {
    this.#skewMs = this.#site.faults.skewMs();
    const life: Life = { object: {}, isCurrent: true };
    this.#life = life;
    const around = this.#around(life);
    const ctx = {
      storage: { sql: around.sql, getAlarm: () => Promise.resolve(this.storage.nextAlarm) },
      blockConcurrencyWhile: (work: () => Promise<unknown>) => work(),
      waitUntil: () => {},
      getWebSockets: () => [],
      setWebSocketAutoResponse: () => {},
    };
    Object.assign(life, { object: this.#maker.make(ctx, around, life) });
    return life;
  }

  #around(life: Life): Around {
    const alive = (): void => {
      if (!life.isCurrent) throw new Error("a life that has ended touched its storage");
    };
    const exec: SqlStorage["exec"] = (query, ...bindings) => {
      alive();
      return this.storage.exec(query, ...bindings) as ReturnType<SqlStorage["exec"]> as never;
    };
    return {
      sql: { exec } as SqlStorage,
      clock: () => this.clock,
      random: (bytes) => this.#maker.dice.bytes(bytes),
      sleep: (ms, signal) => this.#sleep(life, ms, signal),
      setAlarm: (at) => {
        alive();
        this.storage.setAlarm(at);
      },
      push: () => {},
      fetch: this.#site.fetchFor(this, life),
      setting: (name) => this.#site.setting(name),
    };
  }

  #sleep(life: Life, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const appointment = this.#site.timeline.in(ms, () => this.resume(life, resolve));
      signal?.addEventListener("abort", () => {
        appointment.calledOff = true;
        reject(signal.reason);
      });
    });
  }

  #endTurn(): void {
    const { storage } = this;
    const outbox = this.#outbox;
    if (!storage.hasNews && outbox.length === 0) return;
    const fault = this.#site.faults.atTurnEnd(this.name);
    if (fault === "crash before commit") {
      storage.rollback();
      return this.#crash();
    }
    if (storage.hasNews) {
      this.commits += 1;
      const { written, nextAlarm: alarm } = storage;
      this.#maker.commit({ written, alarm, isRinging: this.#ringing !== null });
      storage.commit();
    }
    if (fault === "crash after commit") return this.#crash();
    this.#appoint();
    this.#outbox = [];
    for (const leave of outbox) leave();
    if (fault === "evict") this.evict();
  }

  /** Sees to it that the alarm on disk rings, once or oftener, about when it should. */
  #appoint(atLeastMs = 0): void {
    const { alarm } = this.storage;
    if (alarm === this.#appointedFor && atLeastMs === 0) return;
    for (const appointment of this.#appointments) appointment.calledOff = true;
    this.#appointedFor = alarm;
    if (alarm === null) return;
    const due = Math.max(atLeastMs, alarm - this.trueNow, 0);
    this.#appointments = this.#site.faults
      .ringsLate()
      .map((late) => this.#site.timeline.in(Math.max(due + late, 20), () => this.#ring()));
  }

  #ring(): Promise<void> | void {
    if (this.#site.timeline.now < this.#downUntil) {
      this.#appointments.push(this.#site.timeline.in(ALARM_RETRY_MS, () => this.#ring()));
      return;
    }
    // An alarm waits for the one before it to be attended to.
    if (this.#ringing !== null)
      return void this.#appointments.push(this.#site.timeline.in(50, () => this.#ring()));
    return this.turn((life) => {
      this.#ringing = this.storage.alarm ?? this.trueNow;
      this.storage.setAlarm(null);
      this.storage.commitAlarm();
      this.#appointedFor = null;
      void call(life, "alarm", []).then(
        () => {
          if (life.isCurrent) this.#ringing = null;
        },
        (error) => this.#fault(life, "alarm", error),
      );
    });
  }

  #fault(life: Life, method: string, error: unknown): void {
    if (!life.isCurrent) return;
    this.#site.complain(
      "no fault",
      `${this.name}.${method}: ${error instanceof Error ? error.stack : String(error)}`,
    );
  }
}

async function call(life: Life, method: string, args: readonly unknown[]): Promise<unknown> {
  const handler = life.object[method];
  if (!handler) throw new Error(`there is no ${method}`);
  return handler.apply(life.object, args as never[]);
}

/** Everything that can go on by itself has gone on: no promise is left to be kept. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
