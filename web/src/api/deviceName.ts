/** How this device is called until its owner gives it a name. */
export function deviceName(agent: string = navigator.userAgent): string {
  const browser = /Firefox\//.test(agent) ? "Firefox" : /Edg\//.test(agent) ? "Edge" : /Chrom(e|ium)\//.test(agent) ? "Chrome" : "Safari";
  const system = [
    ["Android", /Android/],
    ["iPhone", /iPhone/],
    ["iPad", /iPad/],
    ["Windows", /Windows/],
    ["Mac", /Mac OS/],
    ["Linux", /Linux/],
  ] as const;
  const found = system.find(([, pattern]) => pattern.test(agent))?.[0];
  return found ? `${browser}, ${found}` : browser;
}
