using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Charges;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>The bank of a house, and what people and operator say to it, in few words.</summary>
internal static class TownBank {
    public const string Iban = "DE89370400440532013000";

    /// <summary>Somebody's own account there.</summary>
    public const string Own = "GB29 NWBK 6016 1331 9268 19";

    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static BankOperator Operator(this WalletHouse house) => new(house.House.Database, new(Iban, "Teahouse Town", null), TimeProvider.System);

    public static Task<Heard> WayIn(this Caller wallet) => wallet.Send("POST", "/pay/v1/money-in", new { });

    public static Task<Heard> AskOut(this Caller wallet, Guid key, long minor, object? to, object? proof = null, string currency = "CNY") =>
        wallet.Once("/pay/v1/money-out", key, new { amount = new { minor, currency }, to, proof });

    /// <summary>Takes money out, and confirms it where that is asked.</summary>
    public static async Task<Heard> TakeOut(this Payer payer, Guid key, long minor, bool toBank = true, string name = "Mei Lin") {
        var to = toBank ? new { iban = Own, name } : null;
        var heard = await payer.Wallet.AskOut(key, minor, to);
        return heard.Code == "confirmationNeeded" ? await payer.Wallet.AskOut(key, minor, to, heard.Proof(payer.Device)) : heard;
    }

    /// <summary>Where a person's money on its way out is: state and reason, the newest first.</summary>
    public static async Task<IEnumerable<(string State, string? Reason)>> Out(this Payer payer) =>
        (await payer.Wallet.Send("GET", "/pay/v1/money-out")).Is(200).Json.GetProperty("payouts").EnumerateArray().Select(p => (p.GetProperty("state").GetString()!, p.GetProperty("reason").GetString()));

    /// <summary>What somebody writes on a payment in.</summary>
    public static async Task<string> Reference(this Payer payer) => (await payer.Wallet.WayIn()).Is(200).Text("reference");

    /// <summary>Money from somebody's bank.</summary>
    public static async Task PayIn(this WalletHouse house, Payer payer, long minor) =>
        await house.Read(Entry(Guid.NewGuid().ToString("N"), minor, words: await payer.Reference()));

    /// <summary>Reads a statement with these entries, and lets the ledger follow.</summary>
    public static async Task<IReadOnlyList<string>> Read(this WalletHouse house, params string[] entries) {
        var (lines, refusal) = await house.Operator().Read(new MemoryStream(Statement(entries)), Stop);
        Assert.Null(refusal);
        await house.Follow();
        return lines!;
    }

    /// <summary>One round of the server's.</summary>
    public static Task Follow(this WalletHouse house) => house.House.Services.GetRequiredService<SettleCharges>().Look(Stop);

    /// <summary>A file of all that waits, and the names of what is in it.</summary>
    public static async Task<(long Number, string File, string[] Names)> Write(this WalletHouse house) {
        var (number, file, refusal) = await house.Operator().Write(Stop);
        Assert.Null(refusal);
        var text = Encoding.UTF8.GetString(file ?? []);
        return (number, text, file is null ? [] : [.. XDocument.Parse(text).Descendants(Pain + "EndToEndId").Select(e => e.Value)]);
    }

    /// <summary>What a file of payments is called.</summary>
    public static string BatchName(string file) => XDocument.Parse(file).Descendants(Pain + "PmtInfId").Single().Value;

    public static string Entry(string reference, long minor, bool isCredit = true, string? words = null, string? endToEnd = null, string? batch = null, string? reason = null, string currency = "CNY", string status = "BOOK") =>
        $"""
        <Ntry><Amt Ccy="{currency}">{(minor / 100m).ToString(CultureInfo.InvariantCulture)}</Amt><CdtDbtInd>{(isCredit ? "CRDT" : "DBIT")}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts>
        <BookgDt><Dt>2026-11-27</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><Refs>
        {(batch is null ? "" : $"<PmtInfId>{batch}</PmtInfId>")}{(endToEnd is null ? "" : $"<EndToEndId>{endToEnd}</EndToEndId>")}</Refs>
        {(words is null ? "" : $"<RmtInf><Ustrd>{words}</Ustrd></RmtInf>")}{(reason is null ? "" : $"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf>")}</TxDtls></NtryDtls></Ntry>
        """;

    public static byte[] Statement(params string[] entries) => Encoding.UTF8.GetBytes(
        $"""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id>
        <Acct><Id><IBAN>{Iban}</IBAN></Id><Ccy>CNY</Ccy></Acct>{string.Concat(entries)}</Stmt></BkToCstmrStmt></Document>
        """);
}
