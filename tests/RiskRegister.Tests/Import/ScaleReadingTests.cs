using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

public sealed class ScaleReadingTests
{
    [Theory]
    [InlineData("Likelihood", "1;2;3;4;5", "1 2 3 4 5")]
    [InlineData("Likelihood", "1;4;7;10", "1 2 4 5")]
    [InlineData("Impact (1-10)", "2;3;5", "1 2 3")]
    [InlineData("L_1to3", "1;2;3", "1 3 5")]
    [InlineData("Impact", "5;35;80;100", "1 2 4 5")]
    [InlineData("Probability", "0.1;0.3;0.5;0.9", "1 2 3 5")]
    [InlineData("Probability", "0,1;0,35;0,8", "1 2 4")]
    [InlineData("Likelihood %", "10;50;95", "1 3 5")]
    [InlineData("Likelihood", "10%;20 %;60-80%;>90%;<5%", "1 1 4 5 1")]
    [InlineData("Impact", "0;1;2;3;4", "1 2 3 4 5")]
    [InlineData("Impact", "L;M;H", "2 3 4")]
    [InlineData("Impact", "VL;L;Med;H;VH", "1 2 3 4 5")]
    [InlineData("Likelihood", "Rare;Unlikely;Possible;Likely;Almost certain", "1 2 3 4 5")]
    [InlineData("Impact", "Negligible;Minor;Moderate;Major;Catastrophic", "1 2 3 4 5")]
    [InlineData("Likelihood", "3 - Possible;5 – Almost certain;Likely (4);1: Rare", "3 5 4 1")]
    [InlineData("Impact", "4/5;2 / 5", "4 2")]
    [InlineData("Impact", "High (70%);Medium (5/10)", "4 3")]
    [InlineData("Severity", "I;II;III;IV;V", "1 2 3 4 5")]
    [InlineData("Likelihood", "A;B;C;D;E", "5 4 3 2 1")]
    [InlineData("Probability", "1 - High;2 - Medium;3 - Low", "4 3 2")]
    [InlineData("Probability", "3 - High;2 - Medium;1 - Low", "4 3 2")]
    [InlineData("Impact", "4 - Severe;5 - Critical;2 - Marginal", "4 5 2")]
    [InlineData("Probabilidad", "Muy baja;Baja;Media;Alta;Muy alta", "1 2 3 4 5")]
    [InlineData("Probabilidade", "Rara;Improvável;Possível;Provável;Quase certa", "1 2 3 4 5")]
    [InlineData("Gravité", "Négligeable;Mineur;Modéré;Majeur;Catastrophique", "1 2 3 4 5")]
    [InlineData("Probabilità", "Molto bassa;Bassa;Media;Alta;Molto alta", "1 2 3 4 5")]
    [InlineData("Wahrscheinlichkeit", "sehr gering;gering;mittel;hoch;sehr hoch", "1 2 3 4 5")]
    [InlineData("Prawdopodobieństwo", "bardzo niskie;niskie;średnie;wysokie;bardzo wysokie", "1 2 3 4 5")]
    [InlineData("Dopad", "velmi nízký;nízký;střední;vysoký;velmi vysoký", "1 2 3 4 5")]
    [InlineData("Вероятность", "Очень низкая;Низкая;Средняя;Высокая;Очень высокая", "1 2 3 4 5")]
    [InlineData("可能性", "很低;低;中;高;很高", "1 2 3 4 5")]
    [InlineData("الاحتمالية", "منخفض جدا;منخفض;متوسط;مرتفع;مرتفع جدا", "1 2 3 4 5")]
    [InlineData("التأثير", "١;٣;٥", "1 3 5")]
    public void Cells_become_steps_of_five(string header, string cells, string steps)
    {
        var scale = ScaleReading.Decide(header, cells.Split(';'), 5);

        Assert.Equal(steps, string.Join(' ', cells.Split(';').Select(c => scale.Read(c).Step)));
    }

    [Theory]
    [InlineData(3, "1 1 2 3 3")]
    [InlineData(4, "1 2 2 3 4")]
    [InlineData(7, "1 3 4 5 7")]
    public void Agencies_may_have_other_steps(int steps, string expected)
    {
        var scale = ScaleReading.Decide("Impact (1-5)", ["1", "2", "3", "4", "5"], steps);

        Assert.Equal(expected, string.Join(' ', ((string[])["1", "2", "3", "4", "5"]).Select(c => scale.Read(c).Step)));
    }

    [Fact]
    public void An_export_of_the_register_is_on_the_scale_of_the_agency() =>
        Assert.Equal(4, ScaleReading.Decide("currentLikelihood", ["4", "2"], 7).Read("4").Step);

    [Theory]
    [InlineData("6", "not on the scale")]
    [InlineData("soon", "not a rating")]
    [InlineData("300,000 CHF", "not a rating")]
    public void What_cannot_be_read_is_a_problem(string cell, string problem)
    {
        var (step, _, message) = ScaleReading.Decide("Impact (1-5)", ["1", "5", cell], 5).Read(cell);

        Assert.Null(step);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_scale_is_told_and_one_to_five_is_not()
    {
        var same = ScaleReading.Decide("Impact", ["1", "5"], 5);
        var ten = ScaleReading.Decide("Impact", ["8", "2"], 5);
        Assert.True(same.Read("5").Exact);
        Assert.False(ten.Read("8").Exact);

        Assert.Null(same.Message());
        Assert.Contains("8 = 4", ten.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_words_the_higher_step_is_taken_and_told()
    {
        var (step, _, message) = ScaleReading.Decide("Impact", ["Low-Medium"], 5).Read("Low-Medium");

        Assert.Equal(3, step);
        Assert.Contains("higher", message, StringComparison.Ordinal);
    }
}
