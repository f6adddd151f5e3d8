namespace Teahouse.Pay;

// Who has left the house, and their money.
internal static partial class PayLimits {
    /// <summary>Seconds between two looks for those who have left and taken out what was theirs: an hour.</summary>
    public const int ForgetWhoLeftEverySeconds = 3_600;

    /// <summary>Those whom one such look forgets.</summary>
    public const int LeftPerRoundMax = 200;
}
