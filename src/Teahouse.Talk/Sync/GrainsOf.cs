namespace Teahouse.Talk.Sync;

/// <summary>
/// References to the grains of one interface. The factory looks up by reflection which grains stand behind an interface, for each
/// reference anew; here that is asked once.
/// </summary>
internal class GrainsOf<TGrain>(IGrainFactory factory) where TGrain : class, IGrain {
    private readonly Lazy<(GrainType Grain, GrainInterfaceType Interface)> types = new(() => Types(factory));

    /// <summary>The grain with an integer key.</summary>
    public virtual TGrain At(long key) => At(GrainIdKeyExtensions.CreateIntegerKey(key));

    /// <summary>The grain with a text as its key.</summary>
    public TGrain At(string key) => At(IdSpan.Create(key));

    private TGrain At(IdSpan key) =>
        (TGrain)factory.GetGrain(GrainId.Create(types.Value.Grain, key), types.Value.Interface);

    private static (GrainType Grain, GrainInterfaceType Interface) Types(IGrainFactory factory) {
        var any = typeof(IGrainWithStringKey).IsAssignableFrom(typeof(TGrain))
            ? factory.GetGrain(typeof(TGrain), "any") : factory.GetGrain(typeof(TGrain), 0);
        return (any.GetGrainId().Type, ((GrainReference)any).InterfaceType);
    }
}
