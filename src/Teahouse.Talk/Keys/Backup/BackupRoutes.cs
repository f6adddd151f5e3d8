using Teahouse.People.Matrix;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Maps what concerns the backup of room keys.</summary>
internal static class BackupRoutes {
    public static void Map(MatrixRoutes matrix) {
        DeleteRoomKeys.Map(matrix);
        DeleteRoomKeysByRoomId.Map(matrix);
        DeleteRoomKeyBySessionId.Map(matrix);
        DeleteRoomKeysVersion.Map(matrix);
        GetRoomKeys.Map(matrix);
        GetRoomKeysByRoomId.Map(matrix);
        GetRoomKeyBySessionId.Map(matrix);
        GetRoomKeysVersion.Map(matrix);
        GetRoomKeysVersionCurrent.Map(matrix);
        PostRoomKeysVersion.Map(matrix);
        PutRoomKeys.Map(matrix);
        PutRoomKeysByRoomId.Map(matrix);
        PutRoomKeyBySessionId.Map(matrix);
        PutRoomKeysVersion.Map(matrix);
    }
}
