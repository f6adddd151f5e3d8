using System.Net;
using CsCheck;
using NetVips;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Media;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Media;

public sealed class ThumbnailTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory]
    [InlineData(32, 32, true, 32, 32)]
    [InlineData(33, 1, true, 96, 96)]
    [InlineData(1, 1, false, 320, 240)]
    [InlineData(320, 241, false, 640, 480)]
    [InlineData(800, 600, false, 800, 600)]
    public void The_sizes_are_those_of_the_specification(int width, int height, bool crop, int madeWidth, int madeHeight) =>
        Assert.Equal(new ThumbnailSize(madeWidth, madeHeight, crop), ThumbnailSize.For(width, height, crop));

    [Fact]
    public void Nobody_gets_less_than_they_asked_for() => Gen.Select(Gen.Int[1, 100_000], Gen.Int[1, 100_000], Gen.Bool)
        .Sample((width, height, crop) => ThumbnailSize.For(width, height, crop) is var size && size.Width >= width && size.Height >= height);

    [Theory]
    [InlineData(null, "1", null, "M_MISSING_PARAM")]
    [InlineData("1", null, null, "M_MISSING_PARAM")]
    [InlineData("0", "1", null, "M_INVALID_PARAM")]
    [InlineData("-1", "1", null, "M_INVALID_PARAM")]
    [InlineData("1.5", "1", null, "M_INVALID_PARAM")]
    [InlineData("99999999999", "1", null, "M_INVALID_PARAM")]
    [InlineData("1", "1", "stretch", "M_INVALID_PARAM")]
    public void A_size_that_cannot_be_is_refused(string? width, string? height, string? method, string code) =>
        Assert.Equal(code, Assert.Throws<MatrixRefusalException>(() => ThumbnailSize.FromRequest(width, height, method)).Error.Code);

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_picture_is_made_smaller_once_turned_upright_and_keeps_no_word_about_where_it_was_taken(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        using var plain = (Image.Black(1000, 500, bands: 3) + 200).Cast(Enums.BandFormat.Uchar);
        using var turned = plain.Mutate(picture => {
            picture.Set(GValue.GIntType, "orientation", 6);
            picture.Set(GValue.GStrType, "exif-ifd3-GPSAreaInformation", "at home");
        });
        var jpeg = turned.JpegsaveBuffer();
        using (var check = Image.NewFromBuffer(jpeg)) Assert.True(check.Contains("exif-data"));
        var id = await MediaTests.Upload(mei, jpeg, "image/jpeg");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Thumbnail(mei, id, "width=300&height=200")));
        Assert.Single(answers.Select(a => a.Tag).Distinct());
        Assert.Equal(2, MediaTests.Files(host).Length);
        Assert.Equal("image/jpeg", answers[0].Type);
        Assert.Equal("inline; filename=thumbnail.jpeg", answers[0].Disposition.Split("; filename*")[0]);
        using var small = Image.NewFromBuffer(answers[0].Bytes);
        Assert.Equal((120, 240), (small.Width, small.Height));
        Assert.False(small.Contains("exif-data"));
        using var cropped = Image.NewFromBuffer((await Thumbnail(mei, id, "width=96&height=96&method=crop")).Bytes);
        Assert.Equal((96, 96), (cropped.Width, cropped.Height));
        using var whole = Image.NewFromBuffer((await Thumbnail(mei, id, "width=5000&height=5000")).Bytes);
        Assert.Equal((500, 1000), (whole.Width, whole.Height));
    }

    [Fact]
    public async Task A_picture_is_never_made_larger_and_what_is_seen_through_stays_so() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        using var glass = Image.Black(20, 10, bands: 4).Copy(interpretation: Enums.Interpretation.Srgb);
        var made = await Thumbnail(mei, await MediaTests.Upload(mei, glass.PngsaveBuffer(), "image/png"), "width=96&height=96&method=crop");
        using var small = Image.NewFromBuffer(made.Bytes);
        Assert.Equal(("image/png", true), (made.Type, small.HasAlpha()));
        Assert.True(small.Width <= 20 && small.Height <= 10);
    }

    [Fact]
    public async Task A_moving_picture_moves_only_where_that_is_asked_for() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        using var frames = Image.Black(400, 400, bands: 3).Join((Image.Black(400, 400, bands: 3) + 255).Cast(Enums.BandFormat.Uchar), Enums.Direction.Vertical)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        var id = await MediaTests.Upload(mei, frames.WebpsaveBuffer(pageHeight: 400), "image/webp");
        Assert.Equal((240, 2), await Made("&animated=true"));
        Assert.Equal((240, 1), await Made("&animated=false"));
        Assert.Equal((240, 1), await Made(""));
        await mei.Refused(400, "M_INVALID_PARAM", "GET", $"{MediaTests.Path(id, "thumbnail")}?width=9&height=9&animated=perhaps");

        async Task<(int Width, int Frames)> Made(string animated) {
            using var small = Image.NewFromBuffer((await Thumbnail(mei, id, $"width=300&height=240{animated}")).Bytes);
            return (small.Width, small.Contains("n-pages") ? (int)small.Get("n-pages") : 1);
        }
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_header_and_what_is_broken_or_no_picture_is_named() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        using var black = Image.Black(8_000, 8_000);
        await Refused(413, "M_TOO_LARGE", black.PngsaveBuffer(), "image/png");
        using var noise = Image.Gaussnoise(500, 500).Cast(Enums.BandFormat.Uchar);
        var jpeg = noise.JpegsaveBuffer();
        await Refused(400, "M_UNKNOWN", jpeg[..(jpeg.Length / 2)], "image/jpeg");
        await Refused(400, "M_UNKNOWN", [.. "GIF89a"u8, 0, 1, 2], "image/gif");
        await Refused(400, "M_UNKNOWN", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/svg+xml");
        await Refused(400, "M_UNKNOWN", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/png");
        await Refused(400, "M_UNKNOWN", noise.PngsaveBuffer(), "application/octet-stream");
        Assert.Equal(6, MediaTests.Files(host).Length);

        async Task Refused(int status, string code, byte[] bytes, string type) =>
            await mei.Refused(status, code, "GET", $"{MediaTests.Path(await MediaTests.Upload(mei, bytes, type), "thumbnail")}?width=96&height=96&method=crop");
    }

    private static async Task<(byte[] Bytes, string Type, string Disposition, string Tag)> Thumbnail(Somebody somebody, string id, string query) {
        using var answer = await somebody.Http.GetAsync($"{MediaTests.Path(id, "thumbnail")}?{query}", TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var headers = answer.Content.Headers;
        return (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), headers.ContentType!.ToString(),
            headers.ContentDisposition!.ToString(), answer.Headers.ETag!.Tag);
    }
}
