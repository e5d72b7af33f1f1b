using Scriban.Runtime;

namespace RiskRegister.Tests.Web;

/// <summary>Replaces every text in a model by one that tries to be more than text.</summary>
internal static class Hostile
{
    /// <summary>Markup, an attribute's end, an event handler, a script address, template syntax, and characters that turn text around.</summary>
    public const string Text =
        "javascript:x()//\" onclick=\"x()\" '><script>x()</script><img src=x onerror=x()>{{ 6 * 7 }}{% x %}&lt;b&gt;\u202Eevil\u2066\u0007 ";

    /// <summary>As much of it as the register takes: a control character is refused.</summary>
    public static string Entered => Text.Replace("\u0007", "");

    /// <summary>What a person should see of it.</summary>
    public static string Visible => Text.Replace("\u202E", "").Replace("\u2066", "").Replace("\u0007", "").TrimEnd();

    /// <summary>Changes all texts in place, each told apart by a number.</summary>
    public static void Spoil(ScriptObject model)
    {
        var count = 0;
        Spoil(model, ref count);
    }

    private static void Spoil(ScriptObject model, ref int count)
    {
        foreach (var key in model.Keys.ToList())
            model[key] = Spoiled(model[key], ref count);
    }

    private static object? Spoiled(object? value, ref int count)
    {
        switch (value)
        {
            case string:
                return Text + count++;
            case ScriptObject nested:
                Spoil(nested, ref count);
                break;
            case ScriptArray list:
                for (var index = 0; index < list.Count; index++)
                    list[index] = Spoiled(list[index], ref count);
                break;
        }
        return value;
    }
}
