using Teahouse.People.Matrix;

namespace Teahouse.Talk.Typing;

/// <summary>The route of typing.</summary>
internal static class TypingRoutes {
    public static void Map(MatrixRoutes matrix) => SetTyping.Map(matrix);
}
