namespace Teahouse.Pay.Statements;

/// <summary>The words of what the house writes for its people to keep: in English or Chinese.</summary>
/// <param name="Chinese">Which of the two.</param>
internal sealed record PaperWords(bool Chinese) {
    private static readonly Dictionary<string, (string English, string Chinese)> Kinds = new() {
        ["transfer"] = ("transfer", "转账"), ["transferBack"] = ("transfer, back", "转账退回"), ["redPacket"] = ("red packet", "红包"), ["redPacketBack"] = ("red packet, back", "红包退回"),
        ["code"] = ("payment", "付款"), ["poster"] = ("payment, scanned", "扫码付款"), ["refund"] = ("refund", "退款"), ["playMoney"] = ("play money", "试玩币"),
        ["tally"] = ("asked for in a conversation", "会话收付"),
        ["moneyIn"] = ("paid in", "充值"), ["moneyOut"] = ("taken out", "提现"), ["moneyOutBack"] = ("taken out, back", "提现退回"),
        ["fee"] = ("fee to the house", "茶馆手续费"), ["feeBack"] = ("fee, back", "手续费退回"),
        ["cash"] = ("cash paid in", "现金充值"),
    };

    private static readonly Dictionary<string, (string English, string Chinese)> Learnings = new() {
        ["face"] = ("They saw the amount and a name for this payment. Next time it is another one.", "对方看到金额和这一次的名字，下次是另一个。"),
        ["payee"] = ("They saw the amount and the painted face of a payee, with the verified name if there is one.", "对方看到金额和收款的画像，还有已核实的名字（如果有）。"),
        ["name"] = ("They saw the amount, the name and the handle.", "对方看到金额、名字和茶馆号。"),
        ["sharers"] = ("They and whoever shared the bill saw the amount, the name and the handle.", "对方和一起分摊的人看到金额、名字和茶馆号。"),
        ["room"] = ("Everybody in the conversation saw it.", "会话里的人都看得到。"),
        ["bank"] = ("The house's bank saw the amount and your account there.", "茶馆的银行看到金额和你的银行账户。"),
        ["nothing"] = ("Nobody else learned of it.", "没有别人知道。"),
    };

    /// <summary>Those of a language.</summary>
    public static PaperWords In(string? language) => new(language == "zh");

    /// <summary>One of two.</summary>
    public string Either(string english, string chinese) => Chinese ? chinese : english;

    /// <summary>What a kind of movement is called.</summary>
    public string Kind(string kind) => Kinds.TryGetValue(kind, out var words) ? Either(words.English, words.Chinese) : kind;

    /// <summary>What the other side learned, as a sentence.</summary>
    public string Learned(string word) => Either(Learnings[word].English, Learnings[word].Chinese);
}
