using Teahouse.Pay.Codes;

namespace Teahouse.Pay.Tests.Codes;

public sealed class OtherSchemeTests {
    [Fact]
    public void Whose_a_code_is_that_others_show_is_told_by_name_wherever_it_says_so() {
        var read = Examples.Read("emvco-mpm.json").EnumerateArray().Where(e => e.GetProperty("tlv_ok").GetBoolean() && e.GetProperty("crc_ok").GetBoolean())
            .Select(e => (Id: e.Text("id"), Code: MerchantCodeReader.Read(e.Text("payload")))).ToList();
        Assert.All(read, e => Assert.Null(e.Code.Payee));
        // The specification's own examples are of schemes that there are not, and one code is of nothing but digits.
        string[] madeUp = ["mpm-001", "mpm-002", "mpm-003", "mpm-005", "mpm-annex-b", "mpm-013", "mpm-053"];
        Assert.Equal(madeUp, read.Where(e => OtherScheme.NameOf(e.Code) is null).Select(e => e.Id));
        Assert.Contains("PromptPay", read.Select(e => OtherScheme.NameOf(e.Code)));
    }
}
