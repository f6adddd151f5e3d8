import type { LastLine, TimelineItem } from "../model.ts";

/** Does it move a conversation up in the list? Who is called what does not, and in a channel not who comes and goes. */
export function isNews(item: TimelineItem, channel: boolean, me: string): boolean {
  if (item.kind !== "membership") return true;
  if (item.what === "renamed" || item.what === "newPicture") return false;
  return !channel || item.whom.userId === me;
}

/** How an item reads in the list of chats. */
export function toLastLine(item: TimelineItem): LastLine {
  return {
    // Its words stand in for the card in apps that know none.
    kind: item.kind === "text" && item.card !== null ? "money" : item.kind,
    text: lineText(item),
    sender: item.sender,
    own: item.own,
    state: item.send.state,
    read: item.send.state === "sent" && item.send.readBy > 0,
    what: item.kind === "membership" || item.kind === "notice" ? item.what : null,
    whom: item.kind === "membership" || item.kind === "notice" ? item.whom : null,
  };
}

function lineText(item: TimelineItem): string {
  switch (item.kind) {
    case "text":
      return item.card === null ? item.text : "";
    case "unknown":
      return item.text;
    case "picture":
      return item.caption;
    case "file":
      return item.caption || item.name;
    case "notice":
      return item.text;
    default:
      return "";
  }
}
