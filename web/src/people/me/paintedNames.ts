import { useLingui } from "@lingui/react/macro";

/** Says what is painted, for those who do not see it. */
export function usePaintedName(): (name: string) => string {
  const { t } = useLingui();
  const names: Readonly<Record<string, string>> = {
    bamboo: t`Bamboo`,
    boat: t`Boat`,
    cat: t`Sleeping cat`,
    crane: t`Crane`,
    gourd: t`Gourd`,
    koi: t`Koi`,
    lantern: t`Lantern`,
    lotus: t`Lotus`,
    moon: t`Moon`,
    mountain: t`Mountain`,
    persimmon: t`Persimmon`,
    plum: t`Plum blossom`,
    swallow: t`Swallow`,
    teapot: t`Teapot`,
    umbrella: t`Paper umbrella`,
  };
  return (name) => names[name] ?? name;
}
