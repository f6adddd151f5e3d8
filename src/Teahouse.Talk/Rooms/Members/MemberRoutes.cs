using Teahouse.People.Matrix;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>How one comes into a room and out of it, and who is there.</summary>
internal static class MemberRoutes {
    public static void Map(MatrixRoutes routes) {
        JoinRoom.Map(routes);
        KnockRoom.Map(routes);
        InviteUser.Map(routes);
        LeaveRoom.Map(routes);
        ForgetRoom.Map(routes);
        Kick.Map(routes);
        Ban.Map(routes);
        Unban.Map(routes);
        GetJoinedRooms.Map(routes);
        GetMutualRooms.Map(routes);
        SearchUserDirectory.Map(routes);
        GetJoinedMembersByRoom.Map(routes);
        GetMembersByRoom.Map(routes);
    }
}
