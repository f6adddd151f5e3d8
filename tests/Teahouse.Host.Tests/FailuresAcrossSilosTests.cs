using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Teahouse.Host.Cluster;
using Teahouse.Storage;

namespace Teahouse.Host.Tests;

public sealed class FailuresAcrossSilosTests {
    [Fact]
    public void A_failure_of_the_database_is_told_to_another_server_as_what_it_is() {
        var services = new ServiceCollection().AddSerializer();
        Silos.TellFailures(services);
        using var provider = services.BuildServiceProvider();
        var serializer = provider.GetRequiredService<Serializer>();
        Exception failed = new StorageFailedException(new IOException("The disk is full."));
        var told = Assert.IsType<StorageFailedException>(serializer.Deserialize<Exception>(serializer.SerializeToArray(failed)));
        Assert.Equal((failed.Message, "The disk is full."), (told.Message, told.InnerException!.Message));
    }
}
