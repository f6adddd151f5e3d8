/** A code as people copy it: groups of four. */
export function groupsOf(code: string): readonly string[] {
  return code.replace(/\s+/g, "").match(/.{1,4}/gu) ?? [];
}

/** What is typed or pasted into a field for a code, as it stands on paper; what was written between the groups does not matter. */
export function inGroups(typed: string): string {
  return groupsOf(typed.replace(/[\u2010-\u2015-]/g, "")).join(" ");
}

/** Did they type this group, give or take spaces? Capitals matter, as they do in the code. */
export function sameGroup(typed: string, group: string | undefined): boolean {
  return typed.replace(/\s+/g, "") === group;
}

/** Which group to ask for: never the first or last, which are remembered too easily. `chance` is 0 up to but not including 1. */
export function groupToAsk(count: number, chance: number): number {
  return Math.min(count - 1, 1 + Math.floor(chance * Math.max(1, count - 2)));
}
