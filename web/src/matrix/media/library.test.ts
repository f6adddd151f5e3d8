import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Http, Refusal } from "../../api/http.ts";
import type { MediaRef } from "../model.ts";
import { MediaLibrary } from "./library.ts";

const MIB = 1024 * 1024;
const ref = (id: string): MediaRef => ({ key: `mxc://tea/${id}`, address: `mxc://tea/${id}`, mimetype: "image/png", size: null, secret: null });

let urls: Set<string>;
let fetched: string[];
let bytes: (path: string) => Promise<Blob>;
let library: MediaLibrary;
beforeEach(() => {
  urls = new Set();
  fetched = [];
  let count = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => {
    urls.add(`blob:${++count}`);
    return `blob:${count}`;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void urls.delete(url));
  bytes = async () => new Blob([new Uint8Array(30 * MIB)]);
  library = new MediaLibrary({
    bytes: (path: string) => {
      fetched.push(path);
      return bytes(path);
    },
  } as unknown as Http);
});
afterEach(() => vi.restoreAllMocks());

/** Somebody looks until it is there. */
async function look(id: string): Promise<() => void> {
  const cell = library.at(ref(id));
  const leave = cell.subscribe(() => {});
  await vi.waitFor(() => expect(cell.getSnapshot().state).toBe("ready"));
  return leave;
}

test("a file is fetched once, however many look", async () => {
  const leave = [await look("a"), await look("a")];
  for (const end of leave) end();
  (await look("a"))();
  expect(fetched).toEqual(["/_matrix/client/v1/media/download/tea/a"]);
});

test("what was looked at longest ago goes first, and comes back when somebody looks again", async () => {
  const first = library.at(ref("a"));
  for (const id of ["a", "b", "c"]) (await look(id))();
  expect(urls.size).toBe(2);
  expect(first.getSnapshot().state).toBe("loading");
  const leave = first.subscribe(() => {});
  await vi.waitFor(() => expect(first.getSnapshot().state).toBe("ready"));
  leave();
  expect(fetched.filter((path) => path.endsWith("/a"))).toHaveLength(2);
});

test("what somebody looks at is never dropped", async () => {
  for (const id of ["a", "b", "c"]) await look(id);
  expect(urls.size).toBe(3);
});

test("a failure says why, and looking again tries again", async () => {
  bytes = async () => Promise.reject(new Refusal(404, "M_NOT_FOUND"));
  const cell = library.at(ref("a"));
  const leave = cell.subscribe(() => {});
  await vi.waitFor(() => expect(cell.getSnapshot()).toEqual({ state: "failed", why: "notFound" }));
  leave();
  bytes = async () => new Blob(["x"]);
  (await look("a"))();
});

test("a file that was just sent up is not fetched", async () => {
  library.adopt(ref("mine"), new Blob(["x"]));
  (await look("mine"))();
  expect(fetched).toEqual([]);
});

test("local files need no server, and signing out forgets everything", async () => {
  const local = library.keepLocal(new Blob(["x"], { type: "image/png" }));
  const cell = library.at(local, "thumbnail");
  cell.subscribe(() => {});
  await vi.waitFor(() => expect(cell.getSnapshot().state).toBe("ready"));
  expect(fetched).toEqual([]);
  library.clear();
  expect(urls.size).toBe(0);
});
