using Teahouse.Storage;

namespace Teahouse.Talk.Keys;

/// <summary>What Keys and ToDevice hold about people.</summary>
internal static class KeyRecords {
    public static TalkRecords Of(Database database) => new(database,
        TalkTable.Own("talk_device_key", DataClass.Devices, "device_id, json"),
        TalkTable.Own("talk_one_time_key", DataClass.Devices, "device_id, algorithm, key_id, at, json"),
        TalkTable.Own("talk_fallback_key", DataClass.Devices, "device_id, algorithm, key_id, json, used"),
        TalkTable.Own("talk_cross_signing_key", DataClass.Devices, "usage, public_key, json"),
        TalkTable.Own("talk_key_signature", DataClass.Devices, "key_id, signing_key, signature"),
        Whom("talk_key_signature", "signer", "key_id, signing_key, signature"),
        TalkTable.Own("talk_device_change", DataClass.Devices, "pos"),
        Whom("talk_device_change", "only_for", "pos, user_id"),
        TalkTable.Own("talk_to_device", DataClass.MessageContent, "device_id, json"),
        TalkTable.Own("talk_to_device_transaction", DataClass.MessageMetadata, "device_id, type, transaction_id, at"),
        TalkTable.Own("talk_backup", DataClass.Devices, "version, algorithm, auth_data, deleted"),
        TalkTable.Own("talk_backup_key", DataClass.MessageContent, "version, room_id, session_id, session_data"));

    // Whom a person has verified.
    private static TalkTable Whom(string table, string column, string shown) =>
        new(new(table, column, DataClass.Contacts), shown, $"DELETE FROM {table} WHERE {column} = @person");
}
