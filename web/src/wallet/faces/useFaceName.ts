import { useLingui } from "@lingui/react/macro";
import type { Face } from "../model";

/** *Quiet Lantern*, 静灯; a verified payee by name. */
export function useFaceName(): (face: Face) => string {
  const { t } = useLingui();
  const adjectives = useAdjectives();
  const things = useThings();
  return (face) => {
    if (face.name) return face.name;
    const adjective = adjectives[face.adjective];
    const thing = things[face.avatar];
    if (!thing) return t`Somebody`;
    return adjective ? t({ message: `${adjective} ${thing}`, context: "a payment name: adjective and painted thing" }) : thing;
  };
}

function useAdjectives(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    quiet: t({ message: "Quiet", context: "adjective of a payment name" }),
    bright: t({ message: "Bright", context: "adjective of a payment name" }),
    gentle: t({ message: "Gentle", context: "adjective of a payment name" }),
    swift: t({ message: "Swift", context: "adjective of a payment name" }),
    golden: t({ message: "Golden", context: "adjective of a payment name" }),
    silver: t({ message: "Silver", context: "adjective of a payment name" }),
    misty: t({ message: "Misty", context: "adjective of a payment name" }),
    merry: t({ message: "Merry", context: "adjective of a payment name" }),
    patient: t({ message: "Patient", context: "adjective of a payment name" }),
    wandering: t({ message: "Wandering", context: "adjective of a payment name" }),
    early: t({ message: "Early", context: "adjective of a payment name" }),
    distant: t({ message: "Distant", context: "adjective of a payment name" }),
    warm: t({ message: "Warm", context: "adjective of a payment name" }),
    curious: t({ message: "Curious", context: "adjective of a payment name" }),
    steady: t({ message: "Steady", context: "adjective of a payment name" }),
    painted: t({ message: "Painted", context: "adjective of a payment name" }),
  };
}

function useThings(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    lantern: t({ message: "Lantern", context: "painted thing of a payment name" }),
    crane: t({ message: "Crane", context: "painted thing of a payment name" }),
    mountain: t({ message: "Mountain", context: "painted thing of a payment name" }),
    plum: t({ message: "Plum", context: "painted thing of a payment name" }),
    boat: t({ message: "Boat", context: "painted thing of a payment name" }),
    bamboo: t({ message: "Bamboo", context: "painted thing of a payment name" }),
    teapot: t({ message: "Teapot", context: "painted thing of a payment name" }),
    koi: t({ message: "Koi", context: "painted thing of a payment name" }),
    moon: t({ message: "Moon", context: "painted thing of a payment name" }),
    persimmon: t({ message: "Persimmon", context: "painted thing of a payment name" }),
    umbrella: t({ message: "Umbrella", context: "painted thing of a payment name" }),
    swallow: t({ message: "Swallow", context: "painted thing of a payment name" }),
    lotus: t({ message: "Lotus", context: "painted thing of a payment name" }),
    gourd: t({ message: "Gourd", context: "painted thing of a payment name" }),
    cat: t({ message: "Cat", context: "painted thing of a payment name" }),
  };
}
