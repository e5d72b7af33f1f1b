using System.Collections.Frozen;
using System.Text.Json;

namespace RiskRegister.Web;

/// <summary>The files that pages ask for, read once at start. Their names carry a hash of their content.</summary>
public sealed class AssetFiles
{
    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly Dictionary<string, string> _hashedNames;
    private readonly FrozenDictionary<string, AssetFile> _files;

    /// <summary>Reads assets.json and every file that it names.</summary>
    /// <param name="folder">The folder that the asset build fills.</param>
    public AssetFiles(string folder)
    {
        _hashedNames =
            JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "assets.json"))) ?? [];
        _files = _hashedNames.Values.ToFrozenDictionary(name => name, name => Read(folder, name));
    }

    /// <summary>The folder that the build copies beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>The address of an asset, as in <c>/assets/site.0a1b2c.css</c> for <c>site.css</c>.</summary>
    public string Address(string name) => $"/assets/{_hashedNames[name]}";

    /// <summary>The file of that hashed name, or null. Only names of assets.json are known, so no path leads elsewhere.</summary>
    public AssetFile? Find(string hashedName) => _files.GetValueOrDefault(hashedName);

    private static AssetFile Read(string folder, string name) =>
        new(File.ReadAllBytes(Path.Combine(folder, name)), ContentTypes[Path.GetExtension(name)], $"\"{name}\"");
}

/// <summary>One asset.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="ETag">A strong entity tag with its quotes: the hashed name.</param>
public sealed record AssetFile(byte[] Content, string ContentType, string ETag);
