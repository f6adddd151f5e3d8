import type { PeopleApi } from "../../api/people.ts";

/** Whether another house answers at this address than the one that a session is of. Where none answers, or it is not known of which it is: no. */
export async function isAnotherHouse(people: PeopleApi, houseId: string | undefined): Promise<boolean> {
  if (houseId === undefined) return false;
  try {
    return (await people.house()).id !== houseId;
  } catch {
    return false;
  }
}
