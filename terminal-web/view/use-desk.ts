import { type Signal, useSignal } from "@preact/signals";

interface Outcome<Desk, Task> {
  readonly desk: Desk;
  readonly task: Task | null;
}

/** A small state of its own for one screen: a pure `update`, and tasks that answer with messages. */
export function useDesk<Desk, Message, Task>(
  first: Desk,
  update: (desk: Desk, message: Message) => Outcome<Desk, Task>,
  run: (task: Task) => Promise<Message>,
): { readonly desk: Desk; readonly tell: (message: Message) => void } {
  const state: Signal<Desk> = useSignal(first);
  function tell(message: Message): void {
    const { desk, task } = update(state.value, message);
    state.value = desk;
    if (task !== null) void run(task).then(tell);
  }
  return { desk: state.value, tell };
}
