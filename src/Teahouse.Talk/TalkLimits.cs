namespace Teahouse.Talk;

/// <summary>Every limit of Talk: unit in the name, source beside it.</summary>
internal static class TalkLimits {
    /// <summary>Client-server API, "Size limits": a whole event as canonical JSON with its signatures.</summary>
    public const int EventBytesMax = 65_536;

    /// <summary>Client-server API, "Size limits": sender, room id, type, state key and event id, each in UTF-8.</summary>
    public const int IdBytesMax = 255;

    /// <summary>Appendices, "Canonical JSON": 2^53 - 1, what a double holds exactly.</summary>
    public const long IntegerMax = 9_007_199_254_740_991;

    /// <summary>Ours: characters of a pattern in a push rule.</summary>
    public const int PushPatternCharsMax = 512;

    /// <summary>Ours: characters of a person's push rules as JSON; some hundred rules.</summary>
    public const int PushRulesCharsMax = 131_072;

    /// <summary>Ours: steps of glob matching that one event may cost one person, some milliseconds.</summary>
    public const int PushMatchStepsMax = 4_000_000;

    /// <summary>m.room.power_levels: what <c>notifications</c> asks for where it names no level.</summary>
    public const long NotificationLevelDefault = 50;

    /// <summary>Ours: events of one timeline or page, so that one /sync answer stays below 8 MiB.</summary>
    public const int TimelineEventsMax = 100;

    /// <summary>Ours, as client developers know it from other servers: events of a timeline or page when nobody says how many.</summary>
    public const int TimelineEventsDefault = 10;

    /// <summary>Ours: entries of one list of a filter.</summary>
    public const int FilterListMax = 1_000;

    /// <summary>Ours: sayings of one room that may wait for the disk at once; one more is asked to try again.</summary>
    public const int RoomSayingsOnTheWayMax = 2_000;

    /// <summary>Ours: how often a room decides anew after a write before it in the queue was lost.</summary>
    public const int RoomAttemptsMax = 5;

    /// <summary>Ours: requests whose answers a room keeps in memory; older ones are in the database.</summary>
    public const int RoomRecentRequestsMax = 256;

    /// <summary>Ours: seconds for which a request goes on asking for a room or another grain that another silo has to take over. One is replaced within three; the rest is for a machine under load.</summary>
    public const int TakeoverSeconds = 15;

    /// <summary>Ours: milliseconds between two such questions.</summary>
    public const int AskedAgainMilliseconds = 100;

    /// <summary>Ours: people who may be invited as a room is made.</summary>
    public const int RoomInvitesMax = 100;

    /// <summary>Ours: pieces of state that may be given as a room is made.</summary>
    public const int RoomInitialStateMax = 100;

    /// <summary>Client-server API, "searchUserDirectory": people found when nobody says how many.</summary>
    public const int PeopleFoundDefault = 10;

    /// <summary>Ours: people found at once.</summary>
    public const int PeopleFoundMax = 50;

    /// <summary>Ours: people who share a room with somebody, and as many in open rooms, that are looked at when they search: those heard of last.</summary>
    public const int ContactsSearchedMax = 2_000;

    /// <summary>Ours: rooms of the house's list on one page.</summary>
    public const int PublishedPageRooms = 100;

    /// <summary>Ours: rooms of the house's list that are looked at for one page, or for one search for people; a search without a find goes on with the next page.</summary>
    public const int PublishedScanRooms = 500;

    /// <summary>Ours: rooms on one page of a space.</summary>
    public const int SpacePageRooms = 50;

    /// <summary>Ours: rooms of a space, with all spaces in it, that are looked at.</summary>
    public const int SpaceRoomsMax = 500;

    /// <summary>Ours: spaces in each other that are followed.</summary>
    public const int SpaceDepthMax = 10;

    /// <summary>Client-server API, "m.space.child": characters of <c>order</c>.</summary>
    public const int SpaceOrderCharsMax = 50;

    /// <summary>Ours: rooms of a restricted join rule that are looked at.</summary>
    public const int RestrictedJoinRoomsMax = 10;

    /// <summary>Ours: aliases that a room may have, and aliases of one m.room.canonical_alias that are looked up.</summary>
    public const int RoomAliasesMax = 50;

    /// <summary>Client-server API, "Relationships API": levels of relations that are followed.</summary>
    public const int RelationDepthMax = 3;

    /// <summary>Ours: newest related events that are looked at for one page; counts of threads end there.</summary>
    public const int RelationsBundledMax = 5_000;

    /// <summary>Ours: newest edits of an event among which a valid one is sought.</summary>
    public const int EditsBundledMax = 10;

    /// <summary>Ours: bytes of one device, one-time or cross-signing key or of a backup's auth data; some hundred in practice.</summary>
    public const int KeyBytesMax = 16_384;

    /// <summary>Ours: one-time keys of one device that wait to be given out. libolm makes 100 at most.</summary>
    public const int OneTimeKeysMax = 1_000;

    /// <summary>Ours: days for which a one-time key that was given out stays known, so that a repeated upload does not bring it back.</summary>
    public const int ClaimedKeyDays = 7;

    /// <summary>Ours: one-time keys that one write gives out.</summary>
    public const int ClaimsPerWriteMax = 1_000;

    /// <summary>Client-server API, "Send-to-Device messaging": messages to a device in one /sync answer.</summary>
    public const int ToDevicePerSyncMax = 100;

    /// <summary>Ours: devices that one request sends to. Clients send to 250 at most.</summary>
    public const int ToDeviceMessagesMax = 2_000;

    /// <summary>Ours: bytes of a request that sends to devices; 250 encrypted messages with room to spare.</summary>
    public const int ToDeviceBodyBytesMax = 4 * 1024 * 1024;

    /// <summary>Ours: days for which a request that sent to devices may be repeated without sending again.</summary>
    public const int ToDeviceTransactionDays = 7;

    /// <summary>Ours: room keys that one request puts into a backup. Clients send 200 at most.</summary>
    public const int BackupKeysPerRequestMax = 2_000;

    /// <summary>Ours: bytes of a request that puts room keys into a backup.</summary>
    public const int BackupBodyBytesMax = 4 * 1024 * 1024;

    /// <summary>Ours: bytes of one piece of account data; as an event.</summary>
    public const int AccountDataBytesMax = 65_536;

    /// <summary>Ours: pieces of account data that a person can have, in and outside rooms.</summary>
    public const int AccountDataRowsMax = 20_000;

    /// <summary>Ours: how often a change is tried again when another device of the person was faster.</summary>
    public const int EditAttemptsMax = 16;

    /// <summary>Ours: bytes of a filter.</summary>
    public const int FilterBytesMax = 65_536;

    /// <summary>Ours: filters kept per person; the oldest go.</summary>
    public const int FiltersPerPersonMax = 100;

    /// <summary>Ours: characters of the reason given with a report.</summary>
    public const int ReportReasonCharsMax = 4_000;

    /// <summary>Ours: tags that one person can put on one room.</summary>
    public const int TagsPerRoomMax = 100;

    /// <summary>Ours, as client developers know it from other servers: milliseconds that somebody is typing when they do not say how long.</summary>
    public const long TypingMsDefault = 30_000;

    /// <summary>Ours: milliseconds that somebody is typing without saying it again.</summary>
    public const long TypingMsMax = 120_000;

    /// <summary>Ours: milliseconds between two looks at who types on other silos.</summary>
    public const int TypingAskedEveryMilliseconds = 250;

    /// <summary>Ours: rooms whose typing is remembered after it has ended.</summary>
    public const int TypingRoomsMax = 10_000;

    /// <summary>Ours: events of a room that are looked at to fill one timeline; what a filter or history hides counts too.</summary>
    public const int TimelineScanMax = 2_000;

    /// <summary>Ours: unread events of a room that are counted; whoever has more has enough to read.</summary>
    public const int UnreadEventsMax = 1_000;

    /// <summary>Ours: counts of unread events that one silo remembers; each takes some 300 bytes.</summary>
    public const int UnreadCountsKeptMax = 100_000;

    /// <summary>Ours: people whose compiled push rules one silo remembers; each takes some 5 kB.</summary>
    public const int CompiledRulesKeptMax = 10_000;

    /// <summary>Ours: positions; over a longer stretch a sync reads without looking first what there is to read.</summary>
    public const int GlanceStretchMax = 1_000;

    /// <summary>Ours: events of all rooms that a sync reads at once; where there are more, each room is read by itself.</summary>
    public const int FreshEventsMax = 100;

    /// <summary>Ours: rooms of people that one silo remembers for their next sync; each takes some 250 bytes.</summary>
    public const int KnownRoomsMax = 200_000;

    /// <summary>Ours: rooms of people of which one silo remembers what they may see; each takes some 500 bytes.</summary>
    public const int RoomSightsKeptMax = 100_000;

    /// <summary>Ours: people of rooms whose membership event one silo remembers for clients that load members lazily; each takes some 3 kB.</summary>
    public const int SpeakersKeptMax = 10_000;

    /// <summary>Ours: devices of which one silo remembers how many one-time keys are left; each takes some 300 bytes.</summary>
    public const int KeyCountsKeptMax = 100_000;

    /// <summary>Ours: milliseconds that a /sync may wait, whatever it asks for. Proxies cut idle connections soon after.</summary>
    public const int SyncWaitMillisecondsMax = 60_000;

    /// <summary>Ours: counts of rings that the inboxes of a house with one server share, a power of two; half a megabyte.</summary>
    public const int InboxCounts = 65_536;

    /// <summary>Ours: milliseconds that a /sync waits for a person's inbox on another silo before it reads without it.</summary>
    public const int InboxAnswerMilliseconds = 500;

    /// <summary>Ours: seconds between two rounds in which a silo makes its door known again: so long a ring that was lost with a silo may go unheard.</summary>
    public const int InboxRoundSeconds = 3;

    /// <summary>Ours: inboxes that a round asks at once.</summary>
    public const int InboxesAskedAtOnce = 32;

    /// <summary>Ours: devices of which one silo remembers how far they were told; each takes some 300 bytes.</summary>
    public const int ToldDevicesMax = 100_000;

    /// <summary>Ours: days for which a repeated transaction id gives the same event.</summary>
    public const int RequestsKeptDays = 30;

    /// <summary>Ours: minutes between two rounds of forgetting older ones.</summary>
    public const int ForgetRequestsEveryMinutes = 60;

    /// <summary>Ours: bytes of one uploaded file; told to clients as <c>m.upload.size</c>.</summary>
    public const long MediaFileBytesMax = 50 * 1024 * 1024;

    /// <summary>Ours: bytes of all files that one person can keep here.</summary>
    public const long MediaBytesPerPersonMax = 5L * 1024 * 1024 * 1024;

    /// <summary>Ours: ids that one person can hold whose files are still to come.</summary>
    public const int MediaReservedMax = 50;

    /// <summary>Ours: minutes between two looks for files that a failure left between their upload and their place.</summary>
    public const int UploadsSettledEveryMinutes = 1;

    /// <summary>Ours: minutes for which such a file is kept although no row names it: a hanging database may still write the row when it wakes.</summary>
    public const int UploadUnnamedMinutes = 10;

    /// <summary>Content repository, "create": hours that an id waits for its file.</summary>
    public const int MediaReservedHours = 24;

    /// <summary>Ours: characters of a file's name.</summary>
    public const int FileNameCharsMax = 255;

    /// <summary>Ours: pictures made smaller at the same time.</summary>
    public const int ThumbnailsAtOnceMax = 2;

    /// <summary>Ours: pixels of a picture that is made smaller, all its frames together; decoded some 200 MB.</summary>
    public const long ThumbnailSourcePixelsMax = 50_000_000;

    /// <summary>libvips: pixels of one side that it can think of.</summary>
    public const int ThumbnailSideMax = 10_000_000;
}
