using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

public sealed class ImportRowsTests
{
    [Fact]
    public void A_row_becomes_an_entry_and_what_fits_no_field_is_in_the_notes()
    {
        var row = Importing.Row(
            "Risk ID,Risk,Root cause,Consequences,Category,Owner,Likelihood,Impact,Score,Response,Action plan,Action owner,Due date,Status,Next review,Date raised,Objectives,Comments\n"
                + "R7,Flood,Heavy rain,Archive lost,Estates,Ann Lee,3,5,15,Transfer,Insure; Move archive,Bo Ek,2026-05-01,Open,2026-06-01,2025-01-31,Safe records,Seen in 2019\n"
        );

        Assert.Equal(("risk", "R7", "Flood", "open"), (row.Kind, row.SourceReference, row.Title, row.State));
        Assert.Equal(("Heavy rain", "Archive lost", "Estates", "Ann Lee"), (row.Cause, row.Consequence, row.Category, row.Owner));
        Assert.Equal(new ImportedRating(3, 5), row.Current);
        Assert.Equal("share", row.Response);
        Assert.Equal(
            [
                new("Insure", "Bo Ek", new DateOnly(2026, 5, 1)),
                new ImportedAction("Move archive", "Bo Ek", new DateOnly(2026, 5, 1)),
            ],
            row.Actions
        );
        Assert.Equal((new DateOnly(2026, 6, 1), new DateOnly(2025, 1, 31)), (row.NextReview, row.RaisedOn));
        Assert.Equal(["Safe records"], row.Objectives);
        Assert.Equal("Seen in 2019\nScore: 15\nResponse: Transfer", row.Notes);
    }

    [Fact]
    public void Without_a_title_the_first_sentence_of_the_description_is_one()
    {
        var text = "Staff may leave before the project ends. This would delay the service by months.";
        var row = Importing.Row($"ID,Description,Owner\n1,\"{text}\",A\n");

        Assert.Equal("Staff may leave before the project ends", row.Title);
        Assert.Equal(text, row.Event);
    }

    [Fact]
    public void A_description_that_only_gave_the_title_is_kept_in_the_notes()
    {
        var row = Importing.Row("ID,Description,Event\n1,Old pumps may fail. They are from 1970.,Flood in the cellar\n");

        Assert.Equal(("Old pumps may fail", "Flood in the cellar"), (row.Title, row.Event));
        Assert.Contains("They are from 1970", row.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Dashes_and_the_like_are_nothing()
    {
        var row = Importing.Row("ID,Title,Owner,Category,Due date,Mitigation\n1,Flood,TBD,N/A,—, - \n");

        Assert.Equal((null, null, null), (row.Owner, row.Category, row.Notes));
        Assert.Empty(row.Actions);
    }

    [Fact]
    public void Opportunities_are_found_by_type()
    {
        var rows = Importing
            .Rows(
                "ID,Threat / Opportunity,Title,Cause,Consequences,Likelihood,Impact,Response\n1,Threat,Budget cut,,,4,4,Accept\n2,Opportunity,EU grant,New call,More services,3,5,Exploit\n"
            )
            .Rows;

        Assert.Equal(["risk", "opportunity"], rows.Select(r => r.Kind));
        Assert.Equal(("New call", "More services", null), (rows[1].Opening, rows[1].Benefit, rows[1].Consequence));
        Assert.Equal((new ImportedRating(3, 5), "exploit"), (rows[1].Current, rows[1].Response));
        Assert.Equal("retain", rows[0].Response);
    }

    [Fact]
    public void A_negative_cost_is_an_opportunity_and_that_is_told()
    {
        var reading = Importing.Rows(
            "ID,Title,Cost exposure\n1,Flood,\"300,000 CHF\"\n2,Cheaper design,\"-50,000 CHF\"\n3,Fire,\"20,000 CHF\"\n"
        );

        Assert.Equal(["risk", "opportunity", "risk"], reading.Rows.Select(r => r.Kind));
        Assert.Contains(reading.Problems, p => p.Row == 3 && p.Message.Contains("opportunity", StringComparison.Ordinal));
    }

    [Fact]
    public void Assumptions_issues_and_dependencies_are_rejected_with_a_message_each()
    {
        var reading = Importing.Rows(
            "id,type,description\n1,R,Late delivery\n2,A,Data is complete\n3,I,Firewall blocks us\n4,D,Waits for the portal\n"
        );

        Assert.Equal((4, 1, 3), (reading.DataRows, reading.Rows.Count, reading.Rejected));
        Assert.Equal([3, 4, 5], reading.Problems.Where(p => p.Rejected).Select(p => p.Row));
        Assert.All(reading.Problems.Where(p => p.Rejected), p => Assert.Equal("type", p.Column));
    }

    [Fact]
    public void A_row_that_names_no_risk_is_rejected_with_what_it_holds()
    {
        var reading = Importing.Rows("ID,Title,Likelihood,Owner\n1,Flood,3,A\n2,,4,B\n\nTotal,,,\n");

        Assert.Equal((3, 1, 2), (reading.DataRows, reading.Rows.Count, reading.Rejected));
        Assert.Contains(
            reading.Problems,
            p => p is { Row: 3, Rejected: true } && p.Message.Contains("2 | 4 | B", StringComparison.Ordinal)
        );
        Assert.Contains(reading.Problems, p => p is { Row: 5, Rejected: true });
    }

    [Fact]
    public void A_value_off_the_scale_is_a_problem_of_its_row_and_stays_in_the_notes()
    {
        var reading = Importing.Rows("ID,Title,Likelihood,Impact (1-5)\n1,Flood,3,5\n2,Fire,3,9\n");

        Assert.Equal(new ImportedRating(3, null), reading.Rows[1].Current);
        Assert.Contains(reading.Problems, p => p is { Row: 3, Column: "Impact (1-5)" });
        Assert.Contains("Impact (1-5): 9", reading.Rows[1].Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 x 4 = 12", "Score (L x I)", 3, 4)]
    [InlineData("2*5", "Risk rating", 2, 5)]
    [InlineData("L4 / I2", "Rating", 4, 2)]
    [InlineData("3x5 (15)", "Impact x Likelihood", 5, 3)]
    public void Likelihood_and_consequence_may_share_a_cell(string cell, string header, int likelihood, int consequence) =>
        Assert.Equal(new ImportedRating(likelihood, consequence), Importing.Row($"ID,Title,{header}\n1,Flood,{cell}\n").Current);

    [Theory]
    [InlineData("Closed", "closed")]
    [InlineData("In progress", "open")]
    [InlineData("Retired", "closed")]
    [InlineData("Proposed", "draft")]
    [InlineData("Cerrado", "closed")]
    [InlineData("erledigt", "closed")]
    [InlineData("en cours", "open")]
    [InlineData("Закрыт", "closed")]
    [InlineData("已关闭", "closed")]
    [InlineData("مغلق", "closed")]
    public void Status_becomes_a_state(string status, string state) =>
        Assert.Equal(state, Importing.Rows($"ID,Title,Status\n1,Flood,{status}\n2,Fire,Open\n").Rows[0].State);

    [Fact]
    public void A_closed_row_says_why()
    {
        Assert.Equal("Status in the imported file: Retired", Importing.Row("ID,Title,Status\n1,Flood,Retired\n").ClosedReason);
        Assert.Equal(
            "Sold the house",
            Importing.Row("ID,Title,Status,Closure reason\n1,Flood,Closed,Sold the house\n").ClosedReason
        );
    }

    [Fact]
    public void To_reduce_is_to_change_what_the_ratings_say_will_fall()
    {
        const string Headers = "ID,Title,Inherent likelihood,Inherent impact,Residual likelihood,Residual impact,Treatment\n";

        Assert.Equal("changeConsequence", Importing.Row(Headers + "1,Flood,4,5,4,2,Mitigate\n").Response);
        Assert.Equal("changeLikelihood", Importing.Row(Headers + "1,Flood,4,5,2,5,Mitigate\n").Response);
    }

    [Theory]
    [InlineData("Train staff; Buy pumps; Insure", 3)]
    [InlineData("• Train staff\n• Buy pumps\n  and hoses", 2)]
    [InlineData("1. Train staff\n2. Buy pumps", 2)]
    [InlineData("1) Train staff 2) Buy pumps 3) Insure", 3)]
    [InlineData("Train the staff and buy pumps.", 1)]
    [InlineData("Ask the supplier (who; when; how) for pumps", 1)]
    [InlineData("Train staff\nas soon as possible", 1)]
    public void Actions_are_split_where_that_is_sure(string text, int count) =>
        Assert.Equal(count, Importing.Row($"ID,Title,Mitigation\n1,Flood,\"{text}\"\n").Actions.Count);

    [Fact]
    public void Long_texts_are_kept_whole_in_the_notes_and_told()
    {
        var title = string.Join(' ', Enumerable.Repeat("flood", 60));
        var reading = Importing.Rows($"ID,Title,Cause\n1,{title},{new string('x', 4_001)}\n");

        var row = Assert.Single(reading.Rows);
        Assert.True(row.Title.Length <= 200 && row.Cause!.Length <= 4_000);
        Assert.Contains(title, row.Notes, StringComparison.Ordinal);
        Assert.Equal(["Title", "Cause"], reading.Problems.Where(p => p.Row == 2).Select(p => p.Column));
    }

    [Fact]
    public void Notes_that_do_not_fit_reject_the_row()
    {
        var reading = Importing.Rows($"ID,Title,Phase\n1,Flood,{new string('x', 20_001)}\n");

        Assert.Equal(1, reading.Rejected);
        Assert.Contains(reading.Problems, p => p is { Row: 2, Rejected: true });
    }

    [Fact]
    public void The_same_row_has_the_same_key_in_whatever_order()
    {
        var one = Importing.Rows("Title,Owner\nFlood,A\nFire,B\n").Rows;
        var other = Importing.Rows("Owner;Title\nB;Fire\n A ;Flood\n").Rows;

        Assert.Equal(
            one.Select(r => r.ContentKey).Order(StringComparer.Ordinal),
            other.Select(r => r.ContentKey).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_changed_row_keeps_the_key_of_its_reference()
    {
        var before = Importing.Row("ID,Title,Owner\nR1,Flood,A\n");
        var after = Importing.Row("ID,Title,Owner\nr1,Flood,B\n");

        Assert.Equal(before.ContentKey, after.ContentKey);
        Assert.NotEqual(before.ContentHash, after.ContentHash);
    }

    [Fact]
    public void The_same_reference_with_another_title_is_another_row() =>
        Assert.NotEqual(Importing.Row("ID,Title\nR1,Flood\n").ContentKey, Importing.Row("ID,Title\nR1,Fraud\n").ContentKey);

    [Fact]
    public void A_reference_in_several_rows_is_told_and_the_content_counts()
    {
        var reading = Importing.Rows("ID,Title\n1,Flood\n1,Fire\n1,Flood\n");

        Assert.Equal((3, 2, 0, 1), (reading.DataRows, reading.Rows.Count, reading.Rejected, reading.Duplicates));
        Assert.NotEqual(reading.Rows[0].ContentKey, reading.Rows[1].ContentKey);
        Assert.Contains(reading.Problems, p => p.Row == 4 && p.Message.Contains("repeats row 2", StringComparison.Ordinal));
    }
}
