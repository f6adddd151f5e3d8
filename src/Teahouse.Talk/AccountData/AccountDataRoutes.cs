using Teahouse.People.Matrix;

namespace Teahouse.Talk.AccountData;

/// <summary>The routes of account data and tags.</summary>
internal static class AccountDataRoutes {
    public static void Map(MatrixRoutes matrix) {
        GetAccountData.Map(matrix);
        SetAccountData.Map(matrix);
        GetAccountDataPerRoom.Map(matrix);
        SetAccountDataPerRoom.Map(matrix);
        GetRoomTags.Map(matrix);
        SetRoomTag.Map(matrix);
        DeleteRoomTag.Map(matrix);
    }
}
