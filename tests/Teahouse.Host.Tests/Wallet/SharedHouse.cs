using Teahouse.Storage;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>One house for all tests of codes, which come one after the other: each has people of its own in it.</summary>
public abstract class SharedHouse(DatabaseKind kind) : IAsyncLifetime {
    private WalletHouse? house;

    internal WalletHouse Wallets => house!;

    public async ValueTask InitializeAsync() => house = await WalletHouse.Open(kind);

    public async ValueTask DisposeAsync() {
        GC.SuppressFinalize(this);
        if (house is null) return;
        await house.Audit();
        await house.DisposeAsync();
    }
}

/// <summary>On one file.</summary>
public sealed class SqliteHouse() : SharedHouse(DatabaseKind.Sqlite);

/// <summary>On a server.</summary>
public sealed class PostgreSqlHouse() : SharedHouse(DatabaseKind.PostgreSql);

/// <summary>All that is tested of codes on one file.</summary>
[CollectionDefinition]
public sealed class CodesOnOneFile : ICollectionFixture<SqliteHouse>;

/// <summary>All that is tested of codes on a server.</summary>
[CollectionDefinition]
public sealed class CodesOnAServer : ICollectionFixture<PostgreSqlHouse>;
