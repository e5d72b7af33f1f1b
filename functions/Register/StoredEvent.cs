using System.Text.Json;

namespace RiskRegister.Register;

/// <summary>Reads the stored text of an event and says what is wrong with it.</summary>
internal static class StoredEvent
{
    /// <summary>The event; null when it can't be read.</summary>
    /// <param name="text">The document as it is stored; null when there is none.</param>
    /// <param name="id">Its id.</param>
    /// <param name="previous">Hash of the event before it; null for the first one.</param>
    /// <param name="breaks">Where to note what is wrong.</param>
    public static EventDocument? Parse(string? text, string id, string? previous, List<ChainBreak> breaks)
    {
        if (text is null)
        {
            breaks.Add(new ChainBreak(id, "The event is missing."));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var link = document.RootElement.Deserialize<EventDocument>(RegisterJson.Options);
            if (link?.Data is null)
            {
                breaks.Add(new ChainBreak(id, "The event was altered: it does not tell what happened."));
            }
            else if (HashChain.Of(document.RootElement) != link.Hash)
            {
                breaks.Add(new ChainBreak(id, "The event was altered: its content does not give its hash."));
            }
            else if (link.Previous != previous)
            {
                breaks.Add(new ChainBreak(id, "The chain is broken: the event does not follow the one before it."));
            }

            return link;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            breaks.Add(new ChainBreak(id, $"The event was altered: it can't be read any more ({e.Message})."));
            return null;
        }
    }
}
