import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

/** A house that begins no answer by itself, for the tests of the file that calls this. */
export function slowHouse() {
  const house = createServer();
  beforeAll(() => once(house.listen(0, "127.0.0.1"), "listening"));
  afterAll(() => {
    house.closeAllConnections();
    house.close();
  });
  return {
    address: (path: string) => `http://127.0.0.1:${(house.address() as AddressInfo).port}${path}`,
    /** Asks, and waits until the house has heard it: what became of the question, and where its answer can be written. */
    async hears<Asked>(ask: () => Asked): Promise<{ asked: Asked; response: ServerResponse }> {
      const heard = once(house, "request") as Promise<[unknown, ServerResponse]>;
      const asked = ask();
      const [, response] = await heard;
      return { asked, response };
    },
  };
}
