using System.Net;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public enum Verb
{
    Create,
    Read,
    Replace,
    Upsert,
    Delete,
    Patch,
}

/// <summary>Which ETag a step sends in If-Match.</summary>
public enum Match
{
    None,
    Current,
    Stale,
}

/// <summary>One operation on one of a few items.</summary>
public sealed record Step(Verb Verb, byte Item, byte Score, Match Match)
{
    public string Id => $"item-{Item % 4}";
}

/// <summary>Steps one by one, or as one batch.</summary>
public sealed record Turn(bool IsBatch, Step[] Steps)
{
    public override string ToString() => $"{(IsBatch ? "batch" : "alone")}: {string.Join<Step>(", ", Steps)}";
}

/// <summary>An item as the model knows it; <paramref name="Transaction"/> is the number of the write that made it so.</summary>
public sealed record Known(int Score, string ETag, int Transaction);

/// <summary>What a partition has to hold after steps, and what each step has to be answered with.</summary>
public sealed class ItemModel
{
    // An ETag of this transaction is not known before its end.
    private const string Changed = "changed in this transaction";

    private readonly HashSet<string> _etags = [];
    private int _transaction;

    public Dictionary<string, Known> Items { get; private set; } = [];

    /// <summary>The ETag that a step sends; null for none.</summary>
    public string? IfMatch(Step step) =>
        step.Verb is Verb.Create or Verb.Read || (step.Verb == Verb.Upsert && !Items.ContainsKey(step.Id)) ? null
        : step.Match == Match.Stale ? "\"00000000-0000-0000-0000-000000000000\""
        : step.Match == Match.Current ? Items.GetValueOrDefault(step.Id)?.ETag
        : null;

    /// <summary>Plays steps, all or none; returns the status of each.</summary>
    public List<HttpStatusCode> Play(IReadOnlyList<Step> steps, IReadOnlyList<string?> ifMatches)
    {
        var before = new Dictionary<string, Known>(Items);
        _transaction++;
        for (var i = 0; i < steps.Count; i++)
        {
            var refusal = Refusal(steps[i], ifMatches[i]);
            if (refusal is not null)
            {
                Items = before;
                return [.. steps.Select((_, at) => at == i ? refusal.Value : HttpStatusCode.FailedDependency)];
            }

            Apply(steps[i]);
        }

        return [.. steps.Select((step, i) => Success(step, i, steps, before))];
    }

    /// <summary>Takes the ETags of steps that were played; each write has to have one of its own.</summary>
    public void Learn(IReadOnlyList<Step> steps, IReadOnlyList<string> etags)
    {
        foreach (var (step, etag) in steps.Zip(etags))
        {
            if (step.Verb is Verb.Read or Verb.Delete)
            {
                continue;
            }

            Assert.True(_etags.Add(etag), $"{etag} was given twice");
            if (Items.TryGetValue(step.Id, out var known))
            {
                Items[step.Id] = known with { ETag = etag };
            }
        }
    }

    private HttpStatusCode? Refusal(Step step, string? ifMatch)
    {
        var known = Items.GetValueOrDefault(step.Id);
        return step.Verb switch
        {
            Verb.Create => known is null ? null : HttpStatusCode.Conflict,
            Verb.Upsert when known is null => null,
            _ when known is null => HttpStatusCode.NotFound,
            _ when ifMatch is not null && ifMatch != known.ETag => HttpStatusCode.PreconditionFailed,
            _ => null,
        };
    }

    private void Apply(Step step)
    {
        switch (step.Verb)
        {
            case Verb.Read:
                break;
            case Verb.Delete:
                Items.Remove(step.Id);
                break;
            case Verb.Patch:
                Items[step.Id] = new(Items[step.Id].Score + step.Score, Changed, _transaction);
                break;
            default:
                Items[step.Id] = new(step.Score, Changed, _transaction);
                break;
        }
    }

    private static HttpStatusCode Success(Step step, int at, IReadOnlyList<Step> steps, Dictionary<string, Known> before)
    {
        var last = steps.Take(at).LastOrDefault(s => s.Id == step.Id && s.Verb is not Verb.Read);
        var exists = last is null ? before.ContainsKey(step.Id) : last.Verb != Verb.Delete;
        return step.Verb switch
        {
            Verb.Delete => HttpStatusCode.NoContent,
            Verb.Create or Verb.Upsert when !exists => HttpStatusCode.Created,
            _ => HttpStatusCode.OK,
        };
    }
}
