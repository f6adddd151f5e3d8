import type { Reaction } from "../../matrix/model";

/** The handful that is offered first. */
export const QUICK_REACTIONS = ["👍", "❤️", "😂", "😮", "😢", "🙏"] as const;

/** A grapheme that is drawn as an emoji: flags, keycaps, skin tones and families among them. */
const EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3|\p{Emoji_Presentation}.*|\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}].*)$/su;
/** Keyboards leave out the sign that asks for the coloured form. */
const BARE = /^(?![©®™])\p{Extended_Pictographic}$/u;

/** The first emoji in what a person typed; null where there is none. */
export function firstEmoji(typed: string): string | null {
  for (const grapheme of graphemes(typed)) {
    if (EMOJI.test(grapheme)) return grapheme;
    if (BARE.test(grapheme)) return `${grapheme}\uFE0F`;
  }
  return null;
}

/** One to three emoji and nothing else are shown large. */
export function isOnlyEmoji(text: string): boolean {
  const parts = graphemes(text.trim().slice(0, 100));
  return parts.length > 0 && parts.length <= 3 && parts.every((part) => EMOJI.test(part) || BARE.test(part));
}

/** The most used first; equals stay where they were, so that nothing jumps under a finger. */
export function sortReactions(reactions: readonly Reaction[]): readonly Reaction[] {
  return reactions.toSorted((a, b) => b.count - a.count);
}

function graphemes(text: string): readonly string[] {
  return [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
}
