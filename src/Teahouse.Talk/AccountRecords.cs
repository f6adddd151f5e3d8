using Teahouse.Storage;

namespace Teahouse.Talk;

/// <summary>What Talk holds of a person beside rooms and messages.</summary>
internal static class AccountRecords {
    public static TalkRecords Of(Database database) => new(database,
        TalkTable.Own("talk_account_data", DataClass.Contacts, "room, type, content"),
        TalkTable.Own("talk_filter", DataClass.Devices, "filter_id, filter, defined_at"),
        TalkTable.Own("talk_receipt", DataClass.MessageMetadata, "room, receipt_type, thread_id, event_id, ts"),
        TalkTable.Own("talk_report", DataClass.MessageMetadata, "room_id, event_id, user_id, reason, reported_at"));
}
