using Teahouse.Storage;

namespace Teahouse.Talk;

/// <summary>What Talk holds of a person beside rooms and messages.</summary>
internal static class AccountRecords {
    public static TalkRecords Of(Database database) => new(database,
        TalkTable.Own("talk_account_data", DataClass.Contacts, "room, type, content"),
        // Others have what was sent to them; that it was this person's is forgotten. Ids without a file go.
        new(new("talk_media", "person", DataClass.Media), "media_id, content_type, file_name, size, created_at",
            "UPDATE talk_media SET person = NULL, file_name = NULL, expires_at = CASE WHEN file IS NULL THEN 0 END WHERE person = @person"),
        // Others have what was sent to them; that it was this person's is forgotten. Ids without a file go.
        new(new("talk_media", "person", DataClass.Media), "media_id, content_type, file_name, size, created_at",
            "UPDATE talk_media SET person = NULL, file_name = NULL, expires_at = CASE WHEN file IS NULL THEN 0 END WHERE person = @person"),
        TalkTable.Own("talk_filter", DataClass.Devices, "filter_id, filter, defined_at"),
        TalkTable.Own("talk_receipt", DataClass.MessageMetadata, "room, receipt_type, thread_id, event_id, ts"),
        TalkTable.Own("talk_report", DataClass.MessageMetadata, "room_id, event_id, user_id, reason, reported_at"));
}
