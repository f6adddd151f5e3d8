namespace Teahouse.Pay;

// Who has left the house, and their money.
internal static partial class PayLimits {
    /// <summary>Minutes between two looks for those who have left and taken out what was theirs.</summary>
    public const int ForgetWhoLeftEveryMinutes = 60;

    /// <summary>Those whom one such look forgets.</summary>
    public const int LeftPerRoundMax = 200;
}
