namespace Teahouse.Pay.Statements;

/// <summary>The words of what the house writes for its people to keep: in English or Chinese.</summary>
/// <param name="Chinese">Which of the two.</param>
internal sealed record PaperWords(bool Chinese) {
    private static readonly Dictionary<string, (string English, string Chinese)> Kinds = new() {
        ["transfer"] = ("transfer", "转账"), ["transferBack"] = ("transfer, back", "转账退回"), ["redPacket"] = ("red packet", "红包"), ["redPacketBack"] = ("red packet, back", "红包退回"),
        ["code"] = ("payment", "付款"), ["refund"] = ("refund", "退款"), ["playMoney"] = ("play money", "试玩币"),
    };

    /// <summary>Those of a language.</summary>
    public static PaperWords In(string? language) => new(language == "zh");

    /// <summary>One of two.</summary>
    public string Either(string english, string chinese) => Chinese ? chinese : english;

    /// <summary>What a kind of movement is called.</summary>
    public string Kind(string kind) => Kinds.TryGetValue(kind, out var words) ? Either(words.English, words.Chinese) : kind;
}
