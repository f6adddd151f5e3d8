using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Cash;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Disputes;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.News;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Phones;
using Teahouse.Pay.Posters;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.SignIn;
using Teahouse.Pay.Statements;
using Teahouse.Pay.Tallies;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay;

/// <summary>Pay: the ledger, the wallet and what is paid with them. Owns the tables pay_*; nobody else reads or writes them.</summary>
public static class PayModule {
    /// <summary>The tables pay_*.</summary>
    public static MigrationSet Migrations => MigrationSet.Of<InThisAssembly>("pay");

    /// <summary>Adds what Pay needs and owns. Needs <see cref="Database"/>, a <see cref="TimeProvider"/>, Orleans and somebody who answers <see cref="IRoomMembers"/> and <see cref="IIgnored"/>; its routes need People.</summary>
    /// <param name="house">The house's builder.</param>
    /// <param name="law">Under which law the wallet runs.</param>
    /// <param name="fee">What payees leave to the house; null for nothing.</param>
    /// <param name="bank">The operator's account at a bank; null where there is none.</param>
    public static void AddPay(this IHostApplicationBuilder house, WalletLaw law, PayeeFee? fee = null, BankAccount? bank = null) {
        var services = house.Services;
        services.AddSingleton(law).AddSingleton(fee ?? PayeeFee.None).AddSingleton<VerbGate>().AddSingleton(new HouseBank(bank));
        services.AddSingleton<PayoutStore>().AddSingleton<PayoutDriver>().AddScoped<TakeOut>().AddSingleton<EntryStore>().AddSingleton<EntryDriver>();
        services.AddSingleton<CashDesks>().AddScoped<PayCashIn>();
        services.AddSingleton<LedgerDoor>().AddSingleton<LedgerAccounts>().AddHostedService<ExpireHolds>();
        services.AddSingleton<IPersonalRecords, PayRecords>();
        services.AddSingleton<WalletSessions>().AddSingleton<IOwnTokens, WalletTokens>().AddSingleton<IPersonChanges, WhoLeaves>();
        services.AddSingleton<ILeaving, KeepsMoneyReachable>().AddSingleton<ForgetWhoLeft>().AddHostedService(s => s.GetRequiredService<ForgetWhoLeft>());
        services.AddSingleton<SignInWithLink>().AddSingleton<VerifiedNames>().AddSingleton<Movements>().AddSingleton<History>().AddSingleton<Months>().AddSingleton<ShowReceipt>().AddSingleton<DrawStatement>();
        services.AddSingleton<DisputeStore>().AddSingleton<OwnDisputes>().AddSingleton<TellDisputes>().AddSingleton<Payments>().AddScoped<TransferMoney>();
        services.AddSingleton<ChargeStore>().AddSingleton<AliasStore>().AddSingleton<Guesses>().AddSingleton<LinkedFees>().AddSingleton<ChargeDriver>().AddSingleton<ChargeCode>();
        services.AddSingleton<WalletDoor>().AddSingleton<ChargeNews>().AddSingleton<StreamNews>().AddSingleton<AwaitCharge>();
        services.AddSingleton<Freezing>().AddScoped<FreezeWallet>();
        services.AddSingleton<Refunds>().AddSingleton<RefundCharge>().AddScoped<AnswerAsk>().AddScoped<OwnLimits>();
        services.AddSingleton<SettleCharges>().AddHostedService(s => s.GetRequiredService<SettleCharges>());
        services.AddSingleton<FillAliases>().AddScoped<EnrolCodePhone>();
        services.AddSingleton<CardStore>().AddSingleton<IPersonalRecords, CardRecords>().AddHostedService<SettleCards>().AddSingleton<ShownCards>().AddScoped<MakeCard>();
        services.AddSingleton<TallyStore>().AddSingleton<TallyDriver>().AddSingleton<ShownTallies>().AddSingleton<MakeTally>().AddScoped<PayTally>();
        services.AddSingleton<AskedTallies>().AddSingleton<OwedTallies>();
        services.AddSingleton<IPersonalRecords, TallyRecords>().AddHostedService<SettleTallies>();
        services.AddSingleton<PosterStore>().AddSingleton<MakePoster>().AddScoped<PayPoster>();
        AddPasskeys(services);
        services.AddOpenApi(PayApi.Document, PayApi.Describe);
    }

    /// <summary>Maps what Pay offers: the wallet's API at the pay host, and the way there at the app's.</summary>
    public static void MapPay(this IEndpointRouteBuilder app) {
        var matrix = new MatrixRoutes(app);
        FindWallet.Map(matrix);
        LinkWallet.Map(matrix);
        ShownCards.Map(matrix);
        MakeTally.Map(matrix);
        ShownTallies.Map(matrix);
        // The address is checked before; a route that is found at one host only cannot be reached past that check.
        var pay = app.MapGroup(PayApi.Prefix).WithTags("Pay").RequireHost(app.ServiceProvider.GetRequiredService<House>().PayUrl.Host);
        pay.AddEndpointFilter(app.ServiceProvider.GetRequiredService<VerbGate>());
        AnswerAsk.Map(pay);
        AwaitCharge.Map(pay);
        Balances.Map(pay);
        PayCashIn.Map(pay);
        ChargeCode.Map(pay);
        EnrolCodePhone.Map(pay);
        FillAliases.Map(pay);
        FreezeWallet.Map(pay);
        History.Map(pay);
        Months.Map(pay);
        PayIn.Map(pay);
        TakeOut.Map(pay);
        ShowReceipt.Map(pay);
        StatementCsv.Map(pay);
        StatementCamt.Map(pay);
        OwnAttempts.Map(pay);
        OwnCharges.Map(pay);
        OwnCodePhones.Map(pay);
        OwnDisputes.Map(pay);
        OwnLimits.Map(pay);
        MakePoster.Map(pay);
        OwnPayee.Map(pay);
        ShowPayeePhoto.Map(pay);
        OwnPaymentPasskeys.Map(pay);
        OwnPosters.Map(pay);
        OwnSessions.Map(pay);
        PayPoster.Map(pay);
        MapCards(pay);
        MapTallies(pay);
        PosterPaper.Map(pay);
        ReadPoster.Map(pay);
        RefundCharge.Map(pay);
        SignInWithLink.Map(pay);
        SignInWithPaymentPasskey.Map(pay);
        SandboxBank.Map(pay);
        StreamNews.Map(pay);
        TransferMoney.Map(pay);
        WhoseWallet.Map(pay);
    }

    private static void MapCards(RouteGroupBuilder pay) {
        MakeCard.Map(pay);
        ShowCardPayee.Map(pay);
    }

    private static void MapTallies(RouteGroupBuilder pay) {
        AskedTallies.Map(pay);
        OwedTallies.Map(pay);
        PayTally.Map(pay);
    }

    private static void AddPasskeys(IServiceCollection services) {
        services.AddSingleton<PaymentCeremonies>().AddScoped<PaymentPasskeyDesk>().AddScoped<OwnPaymentPasskeys>().AddScoped<PaymentPasskeyStore>();
        services.AddIdentityCore<WalletOwner>().AddUserStore<PaymentPasskeyStore>();
        // The chat's passkeys have these options for another host, under the name that the handler would look for.
        services.AddScoped<IPasskeyHandler<WalletOwner>>(s => new PasskeyHandler<WalletOwner>(
            s.GetRequiredService<UserManager<WalletOwner>>(), Options.Create(PaymentPasskeyDesk.Options(s.GetRequiredService<House>()))));
    }

    private sealed class InThisAssembly;
}
