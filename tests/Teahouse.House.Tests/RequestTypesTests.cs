using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Teahouse.House.Tests;

/// <summary>.NET 10's validation of minimal APIs passes over types that are internal, without a word.</summary>
public sealed class RequestTypesTests {
    [Fact]
    public void What_is_to_be_validated_is_public() => Rule.Holds(
        HouseFiles.Assemblies.SelectMany(a => Skipped(a.GetTypes())),
        "A type with validation attributes must be public, and so must those that it stands in: else nothing is validated.");

    [Fact]
    public void An_internal_type_with_a_validation_attribute_is_found() {
        Assert.Single(Skipped([typeof(Inner)]));
        Assert.Single(Skipped([typeof(InnerRecord)]));
        Assert.Empty(Skipped([typeof(Outer), typeof(RequestTypesTests)]));
    }

    private static IEnumerable<string> Skipped(IEnumerable<Type> types) =>
        types.Where(t => !t.IsVisible && IsValidated(t)).Select(t => t.FullName!);

    private static bool IsValidated(Type type) {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return typeof(IValidatableObject).IsAssignableFrom(type)
            || type.GetProperties(own).Any(HasRule)
            || type.GetConstructors(own).SelectMany(c => c.GetParameters()).Any(HasRule)
            || type.GetMethods(own).SelectMany(m => m.GetParameters()).Any(HasRule);
    }

    private static bool HasRule(ICustomAttributeProvider member) => member.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Length > 0;

    private sealed record Inner {
        [StringLength(3)]
        public string Tea { get; init; } = "";
    }

    private sealed record InnerRecord([Range(1, 3)] int Cups);

    public sealed record Outer([StringLength(3)] string Tea);
}
