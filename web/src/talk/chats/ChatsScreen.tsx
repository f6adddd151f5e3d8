import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Glass from "~icons/ph/magnifying-glass";
import Plus from "~icons/ph/plus-circle";
import { ButtonLink, IconButton, IconLink } from "../../design/Button/Button";
import { Chip, Chips } from "../../design/Chip/Chip";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { Rows } from "../../design/Row/Row";
import { useRowKeys } from "../../design/Row/useRowKeys";
import { Search } from "../../design/Search/Search";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import type { RoomSummary, SignedIn } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { ChatRow } from "./ChatRow";
import style from "./ChatsScreen.module.css";
import { chosen, type Filter, unreadRooms } from "./filter";
import { InviteCard } from "./InviteCard";
import { Removals } from "./Removals";

/** All conversations; `open` is the one that stands beside the list. */
export function ChatsScreen({ open = null }: { open?: string | null }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const rooms = useWatched(matrix.rooms);
  const [had, setHad] = useState(false);
  if (!had && rooms.some((room) => !room.invite)) setHad(true);
  const [searching, setSearching] = useState(false);
  const [search, setSearch] = useState("");
  if (session.state !== "signedIn") return null;
  const toggle = () => {
    setSearching(!searching);
    setSearch("");
  };
  return (
    <Page
      flush
      top={
        <div className={style.top}>
          <TopBar
            title={t`Chats`}
            actions={
              <>
                {rooms.length > 0 && (
                  <span className={style.glass}>
                    <IconButton label={t`Search`} pressed={searching} onClick={toggle}>
                      <Glass />
                    </IconButton>
                  </span>
                )}
                <IconLink href="#/chats/new" label={t`New conversation`}>
                  <Plus />
                </IconLink>
              </>
            }
          />
          {rooms.length > 0 && (
            <div className={searching ? style.search : `${style.search} ${style.folded}`}>
              <Search label={t`Search`} clear={t`Empty the search`} value={search} onValue={setSearch} focus={searching} />
            </div>
          )}
        </div>
      }
    >
      <Removals />
      <Chats rooms={rooms} had={had} me={session} open={open} search={search} />
    </Page>
  );
}

interface ChatsProps {
  rooms: readonly RoomSummary[];
  /** The person was in some a moment ago. */
  had: boolean;
  me: SignedIn;
  open: string | null;
  search: string;
}

function Chats({ rooms, had, me, open, search }: ChatsProps) {
  const { t } = useLingui();
  const [filter, setFilter] = useState<Filter>("all");
  if (rooms.length === 0) return <NoChats had={had} me={me} />;
  const invites = rooms.filter((room) => room.invite);
  const shown = chosen(rooms, filter, search);
  return (
    <>
      <Narrow rooms={rooms} filter={filter} onFilter={setFilter} />
      {invites.length > 0 && !search && (
        <ul className={style.invites} aria-label={t`Invitations`}>
          {invites.map((room) => (
            <InviteCard room={room} key={room.id} />
          ))}
        </ul>
      )}
      {shown.length > 0 ? (
        <List rooms={shown} me={me.userId} open={open} />
      ) : (
        <p className={style.none} role="status">
          {search ? <Trans>Nothing here has “{search}” in it. What was said earlier is not searched.</Trans> : <NoneOf filter={filter} />}
        </p>
      )}
    </>
  );
}

function List({ rooms, me, open }: { rooms: readonly RoomSummary[]; me: string; open: string | null }) {
  const { t } = useLingui();
  const keys = useRowKeys(
    rooms.map((room) => room.id),
    open,
  );
  return (
    <Rows label={t`Chats`} keys={keys}>
      {rooms.map((room, at) => (
        <ChatRow room={room} me={me} chosen={room.id === open} stop={at === keys.stop} key={room.id} />
      ))}
    </Rows>
  );
}

function Narrow({ rooms, filter, onFilter }: { rooms: readonly RoomSummary[]; filter: Filter; onFilter: (filter: Filter) => void }) {
  const { i18n, t } = useLingui();
  const unread = unreadRooms(rooms);
  const chips: readonly (readonly [Filter, string])[] = [
    ["all", t`All`],
    ["unread", t`Unread`],
    ["groups", t`Groups`],
    ["channels", t`Channels`],
  ];
  return (
    <div className={style.chips}>
      <Chips label={t`Show`}>
        {chips.map(([key, words]) => (
          <Chip key={key} chosen={filter === key} onClick={() => onFilter(key)}>
            {key === "unread" && unread > 0 ? `${words} ${i18n.number(unread)}` : words}
          </Chip>
        ))}
      </Chips>
      <span className="sr" role="status">
        {t`${plural(unread, { 0: "Nothing unread", one: "# unread conversation", other: "# unread conversations" })}`}
      </span>
    </div>
  );
}

function NoneOf({ filter }: { filter: Filter }) {
  switch (filter) {
    case "unread":
      return <Trans>You have read everything.</Trans>;
    case "groups":
      return <Trans>You are in no group.</Trans>;
    case "channels":
      return <Trans>You follow no channel.</Trans>;
    case "all":
      return <Trans>The invitations above are all there is.</Trans>;
  }
}

function NoChats({ had, me }: Pick<ChatsProps, "had" | "me">) {
  const { t } = useLingui();
  const removed = useWatched(useMatrix().removals).length > 0;
  if (me.freshness === "cached") {
    return (
      <SkeletonRows label={t`Conversations are on their way`}>
        <Trans>The house takes its time. Your conversations come as soon as it answers.</Trans>
      </SkeletonRows>
    );
  }
  return (
    <div className={style.empty}>
      <EmptyState
        motif="teapot"
        action={
          <ButtonLink href="#/chats/new">
            <Trans>Find somebody</Trans>
          </ButtonLink>
        }
      >
        {had || removed ? (
          <Trans>You are in no conversation any more. Ask a friend for their handle, or tell them yours: @{me.handle}</Trans>
        ) : (
          <Trans>Nobody has written yet. Ask a friend for their handle, or tell them yours: @{me.handle}</Trans>
        )}
      </EmptyState>
    </div>
  );
}
