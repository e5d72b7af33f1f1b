using System.Security.Cryptography;
using System.Text;
using RiskRegister.Register;

namespace RiskRegister.Context;

/// <summary>
/// Marks that an active item answers to a name. It can't be stored twice, so two items can't come to the same name, not even when they
/// are changed in the same moment.
/// </summary>
public sealed record NameClaim(string Agency, string Key)
{
    /// <summary>Document id; hashed, because names may hold characters that ids can't.</summary>
    public string Id => IdOf(Key);

    /// <summary>Always <c>context-name</c>.</summary>
    public string Type => "context-name";

    /// <summary>What has to be stored so that the claims are those of the items after a change.</summary>
    public static IReadOnlyList<DocumentWrite> Moved(IReadOnlyList<ContextItem> before, IReadOnlyList<ContextItem> after)
    {
        var (had, has) = (Of(before), Of(after));
        return
        [
            .. has.Except(had).Select(claim => DocumentWrite.Create(claim.Id, claim)),
            .. had.Except(has).Select(claim => DocumentWrite.Delete(claim.Id)),
        ];
    }

    private static HashSet<NameClaim> Of(IEnumerable<ContextItem> items) =>
        [
            .. items
                .Where(item => item.Active)
                .SelectMany(item => item.Names, (item, name) => new NameClaim(item.Agency, name.Key)),
        ];

    private static string IdOf(string key) =>
        $"context-name:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}";
}
