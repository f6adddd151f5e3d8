import type { Avatar as AvatarOf, MediaRef } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import style from "./Avatar.module.css";
import { paintedFor } from "./painted";

/** Sizes in CSS pixels at the usual text size: in a bar, in a row, on a profile. */
export type AvatarSize = 24 | 32 | 38 | 44 | 52 | 96;

/** A person's or room's picture, or the painted thing that stands for them. The name beside it says who; so it is silent. */
export function Avatar({ of, size }: { of: AvatarOf; size: AvatarSize }) {
  return (
    <span className={style.avatar} style={{ width: `${size / 16}rem` }}>
      {of.picture ? <Picture picture={of.picture} seed={of.seed} /> : <img src={paintedFor(of.seed).url} alt="" />}
    </span>
  );
}

/** A group without a picture: up to four of those in it. */
export function GroupAvatar({ faces, size }: { faces: readonly { readonly avatar: AvatarOf }[]; size: AvatarSize }) {
  return (
    <span className={style.group} style={{ width: `${size / 16}rem` }}>
      {faces.slice(0, 4).map((face) => (
        <span className={style.avatar} key={face.avatar.seed}>
          {face.avatar.picture ? (
            <Picture picture={face.avatar.picture} seed={face.avatar.seed} />
          ) : (
            <img src={paintedFor(face.avatar.seed).url} alt="" />
          )}
        </span>
      ))}
    </span>
  );
}

function Picture({ picture, seed }: { picture: MediaRef; seed: string }) {
  const media = useWatched(useMatrix().media(picture, "thumbnail"));
  if (media.state === "loading") return null;
  return <img src={media.state === "ready" ? media.url : paintedFor(seed).url} alt="" />;
}
