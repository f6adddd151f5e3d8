using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Media;

/// <summary>Media: what they need, and their routes.</summary>
internal static class MediaModule {
    /// <summary>The versions of <c>/_matrix/media</c> that clients use.</summary>
    public static readonly string[] Versions = ["v3", "r0", "v1"];

    public static void AddMedia(this IServiceCollection services) {
        services.AddSingleton<MediaFiles>();
        services.AddSingleton<MediaStore>();
        services.AddSingleton<Thumbnails>();
        services.AddHostedService<SettleUploads>();
    }

    public static void Map(MatrixRoutes matrix) {
        UploadContent.Map(matrix);
        CreateContent.Map(matrix);
        UploadContentToMXC.Map(matrix);
        GetContentAuthed.Map(matrix);
        GetContentOverrideNameAuthed.Map(matrix);
        GetContentThumbnailAuthed.Map(matrix);
        GetConfigAuthed.Map(matrix);
        GetContent.Map(matrix);
    }
}
