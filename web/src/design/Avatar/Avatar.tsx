import type { ReactNode } from "react";
import type { Avatar as AvatarOf, MediaRef } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import style from "./Avatar.module.css";
import { painted, paintedFor } from "./painted";

/** Sizes in CSS pixels at the usual text size: in a bar, in a row, on a profile. */
export type AvatarSize = 24 | 32 | 38 | 44 | 52 | 96;

/** A person's or room's picture, or the painted thing that stands for them. The name beside it says who; so it is silent. */
export function Avatar({ of, size }: { of: AvatarOf; size: AvatarSize }) {
  return <Face of={of} size={size} />;
}

/** A painted thing by its name, for those who are known by nothing else. One that is not known here is any of them. */
export function PaintedAvatar({ thing, size }: { thing: string; size: AvatarSize }) {
  const { url } = painted.find(({ name }) => name === thing) ?? paintedFor(thing);
  return (
    <span className={style.avatar} data-size={size} style={{ width: `${size / 16}rem` }}>
      <img src={url} alt="" data-ground={0} />
    </span>
  );
}

/** A picture that is at an address. `onGone`: it is not there, or no longer. */
export function PicturedAvatar({ url, size, onGone }: { url: string; size: AvatarSize; onGone: () => void }) {
  return (
    <span className={style.avatar} data-size={size} style={{ width: `${size / 16}rem` }}>
      <img src={url} alt="" onError={onGone} />
    </span>
  );
}

/** A group without a picture: up to four of those in it. */
export function GroupAvatar({ faces, size }: { faces: readonly { readonly avatar: AvatarOf }[]; size: AvatarSize }) {
  return (
    <span className={style.group} data-size={size} style={{ width: `${size / 16}rem` }}>
      {faces.slice(0, 4).map((face) => (
        <Face key={face.avatar.seed} of={face.avatar} />
      ))}
    </span>
  );
}

function Face({ of, size }: { of: AvatarOf; size?: AvatarSize }) {
  const worn = paintedFor(of.seed);
  const thing = <img src={worn.url} alt="" data-ground={worn.ground} />;
  return (
    <span className={style.avatar} data-size={size} style={size && { width: `${size / 16}rem` }}>
      {of.picture ? <Picture picture={of.picture} otherwise={thing} /> : thing}
    </span>
  );
}

function Picture({ picture, otherwise }: { picture: MediaRef; otherwise: ReactNode }) {
  const media = useWatched(useMatrix().media(picture, "thumbnail"));
  if (media.state === "loading") return null;
  return media.state === "ready" ? <img src={media.url} alt="" /> : otherwise;
}
