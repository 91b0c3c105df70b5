import type { Api } from "./api/create-api.ts";
import type { TillMemory } from "./device/till-memory.ts";
import type { Message, Task } from "./state/message.ts";
import type { Announcer } from "./voice/announcer.ts";

export interface TaskDoors {
  readonly api: Api;
  /** Windows by whichever way is open. */
  readonly mint: Api["mint"];
  readonly memory: TillMemory;
  readonly announcer: Announcer;
  readonly follow: () => void;
  readonly tell: (message: Message) => void;
  readonly random: () => number;
}

type TaskOf<Type extends Task["type"]> = Extract<Task, { type: Type }>;

/** Does what the state asks for, and tells it what came of it. The same question is asked once at a time. */
export function createTaskRunner(doors: TaskDoors): (task: Task) => void {
  const underWay = new Set<string>();
  const placing = new Map<string, AbortController>();

  function ask(name: string, question: () => Promise<Message | null>): void {
    if (underWay.has(name)) return;
    underWay.add(name);
    void question().then((message) => {
      underWay.delete(name);
      if (message) doors.tell(message);
    });
  }

  return (task) => {
    switch (task.type) {
      case "follow":
        return doors.follow();
      case "announce":
        return doors.announcer.add(task);
      case "rewind":
        return void doors.memory.rewind(task.cursor);
      case "give-up-placing":
        return placing.get(task.number)?.abort();
      case "ask-terminal":
        return ask("terminal", () => askTerminal(task, doors));
      case "mint":
        return ask(`mint ${task.number}`, () => mintWindows(task, doors));
      case "place":
        return ask(`place ${task.order.number}`, async () => {
          const stop = new AbortController();
          placing.set(task.order.number, stop);
          const message = await placeOrder(task, doors, stop.signal);
          placing.delete(task.order.number);
          return message;
        });
      case "cancel":
        return ask(`cancel ${task.number}`, () => cancelOrder(task, doors));
      case "ask":
        return ask(`ask ${task.number}`, () => askOrder(task, doors));
      case "display":
        // Nothing waits for it: the next order puts the displays right in any case.
        return void doors.api.putScreen(task.number);
      case "wish":
        return ask(`wish ${task.key}`, () => sendWish(task, doors));
      case "list":
        return ask("list", () => listOrders(task, doors));
    }
  };
}

async function askTerminal({ asOf }: TaskOf<"ask-terminal">, { api }: TaskDoors): Promise<Message> {
  const answer = await api.terminal();
  if (!answer.ok) return { type: "terminal-untold", failure: answer.failure };
  const { value, sentAt, receivedAt } = answer;
  return { type: "terminal-told", view: value, asOf, sentAt, receivedAt };
}

async function mintWindows(task: TaskOf<"mint">, { mint }: TaskDoors): Promise<Message> {
  const { number, range } = task;
  const answer = await mint(number, range);
  if (!answer.ok) return { type: "mint-failed", number, failure: answer.failure };
  const { value, sentAt, receivedAt } = answer;
  return { type: "minted", windows: value, sentAt, receivedAt };
}

async function placeOrder(
  { order, asOf }: TaskOf<"place">,
  { api, memory, random }: TaskDoors,
  signal: AbortSignal,
): Promise<Message> {
  const { number } = order;
  // The number is written down before it is used: a page that dies here will not use it for another bill.
  await memory.settled();
  const answer = await api.place(order, signal);
  if (!answer.ok)
    return { type: "place-failed", number, failure: answer.failure, chance: random() };
  return { type: "placed", number, view: answer.value, isNew: answer.status === 201, asOf };
}

async function cancelOrder(
  { number, asOf }: TaskOf<"cancel">,
  { api, random }: TaskDoors,
): Promise<Message> {
  const answer = await api.cancel(number);
  return answer.ok
    ? { type: "cancel-answered", view: answer.value, asOf }
    : { type: "cancel-failed", number, failure: answer.failure, chance: random() };
}

/** An order that cannot be asked for now is asked for again when the line is back. */
async function askOrder(
  { number, asOf }: TaskOf<"ask">,
  { api }: TaskDoors,
): Promise<Message | null> {
  const answer = await api.order(number);
  return answer.ok ? { type: "told", view: answer.value, asOf } : null;
}

async function sendWish(
  { key, number, movement, asOf }: TaskOf<"wish">,
  { api, memory, random }: TaskDoors,
): Promise<Message> {
  // The key is written down before it is used: a page that dies here sends the same again, and moves the money once.
  await memory.settled();
  const answer = await api.wish(number, key, movement);
  return answer.ok
    ? { type: "wish-answered", key, view: answer.value, asOf }
    : { type: "wish-failed", key, failure: answer.failure, chance: random() };
}

async function listOrders({ before }: TaskOf<"list">, { api }: TaskDoors): Promise<Message> {
  const answer = await api.orders(before);
  return answer.ok ? { type: "listed", page: answer.value, before } : { type: "list-failed" };
}
