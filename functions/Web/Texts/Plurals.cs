namespace RiskRegister.Web.Texts;

/// <summary>Which form of a text goes with a whole number, by the plural rules of CLDR.</summary>
public static class Plurals
{
    /// <summary>The form that every text with forms has.</summary>
    public const string Other = "other";

    private const string One = "one";
    private const long Million = 1_000_000;

    /// <summary>English: one, other. French: one (also for nothing), many (whole millions: "un million d'entrées"), other.</summary>
    public static string FormOf(string language, long count) =>
        (language, Math.Abs(count)) switch
        {
            ("fr", 0 or 1) => One,
            ("fr", var number) when number % Million == 0 => "many",
            ("fr", _) => Other,
            (_, 1) => One,
            _ => Other,
        };
}
