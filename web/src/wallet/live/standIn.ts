import { Problem } from "../../matrix/model";
import { Cell } from "../../matrix/watched";

/** Somebody is asked for the password that stands in for a payment passkey: in the sandbox, on a machine that has none. */
interface Asking {
  readonly answer: (password: string) => void;
  readonly cancel: () => void;
}

class StandIn {
  readonly asking = new Cell<Asking | null>(null);

  /** Resolves to what they typed; rejects where they close it. One question at a time: a later one closes the one before. */
  readonly ask = (): Promise<string> => {
    this.asking.getSnapshot()?.cancel();
    return new Promise((resolve, reject) => {
      const ends = (then: () => void) => {
        this.asking.set(null);
        then();
      };
      this.asking.set({
        answer: (password) => ends(() => resolve(password)),
        cancel: () => ends(() => reject(new Problem("passkeyCancelled"))),
      });
    });
  };
}

export const standIn = new StandIn();
