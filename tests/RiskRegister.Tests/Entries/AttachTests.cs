using RiskRegister.Entries;
using RiskRegister.Entries.Attaching;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class AttachTests
{
    private static readonly EvidenceUpload Report = File("report.pdf", "%PDF-1.7");

    private static Entry WithReport =>
        States.ARiskWithAnAction.After([.. AttachEvidence.Decide(Report, States.ARiskWithAnAction).Accepted()]);

    [Fact]
    public void A_file_is_recorded_with_its_name_kind_length_and_hash()
    {
        var attached = Assert.IsType<EvidenceAttached>(
            Assert.Single(AttachEvidence.Decide(Report, States.AnOpenRisk).Accepted())
        );

        Assert.Equal(new EvidenceAttached("E1", "report.pdf", "application/pdf", 8, Report.Sha256, null), attached);
        Assert.Equal(Sha256("%PDF-1.7"), attached.Sha256);
    }

    [Theory]
    [InlineData("report.exe", null, "fileName other-ending")]
    [InlineData("report.pdf.exe", null, "fileName other-ending")]
    [InlineData("report", null, "fileName other-ending")]
    [InlineData("", null, "fileName required")]
    [InlineData("report.pdf", "text/html", "file other-type")]
    [InlineData("report.pdf", "image/png", "file other-type")]
    [InlineData("report.pdf", "rubbish", "file other-type")]
    public void The_claimed_name_and_type_agree_with_the_content(string name, string? type, string rule)
    {
        Assert.Equal([rule], AttachEvidence.Decide(File(name, "%PDF-1.7", type), States.AnOpenRisk).Rules());
    }

    [Theory]
    [InlineData("report.pdf", "%PDF-", "application/pdf")]
    [InlineData("report.PDF", "%PDF-", "Application/PDF; name=x")]
    [InlineData("report.pdf", "%PDF-", "application/octet-stream")]
    [InlineData("report.pdf", "%PDF-", null)]
    [InlineData("list.csv", "a,b", "application/vnd.ms-excel")]
    [InlineData("list.csv", "a,b", "text/csv; charset=utf-8")]
    [InlineData("photo.jpeg", "\u00ff\u00d8\u00ff", "image/jpeg")]
    public void A_file_is_taken_as_browsers_and_scripts_send_it(string name, string content, string? type)
    {
        Assert.Empty(AttachEvidence.Decide(File(name, content, type), States.AnOpenRisk).Rules());
    }

    [Fact]
    public void What_is_not_taken_is_named()
    {
        var refusal = Assert.Single(AttachEvidence.Decide(File("x.html", "<html>"), States.AnOpenRisk).Refusals);

        Assert.Equal("kind-not-taken", refusal.Rule);
        Assert.StartsWith("This is a web page", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_about_the_entry_or_one_of_its_controls_and_actions()
    {
        Assert.Empty(AttachEvidence.Decide(Report with { About = "A1" }, States.ARiskWithAnAction).Rules());
        Assert.Equal(["about unknown"], AttachEvidence.Decide(Report with { About = "C1" }, States.ARiskWithAnAction).Rules());
    }

    [Fact]
    public void A_file_is_attached_once_for_each_thing_it_is_about_until_it_is_withdrawn()
    {
        Assert.Equal(["file attached-already"], AttachEvidence.Decide(Report, WithReport).Rules());
        Assert.Empty(AttachEvidence.Decide(Report with { About = "A1" }, WithReport).Rules());

        var withdrawn = WithReport.After(new EvidenceWithdrawn("E1", "Wrong year"));
        Assert.Equal("E2", Assert.IsType<EvidenceAttached>(AttachEvidence.Decide(Report, withdrawn).Accepted()[0]).Id);
    }

    [Fact]
    public void An_entry_takes_a_hundred_files()
    {
        var full = States.AnOpenRisk with { Evidence = [.. Enumerable.Repeat(WithReport.Evidence[0] with { Sha256 = "" }, 100)] };

        Assert.Equal(["file too-many"], AttachEvidence.Decide(Report, full).Rules());
    }

    [Fact]
    public void A_closed_entry_takes_and_withdraws_no_file()
    {
        Assert.Equal(["entry-is-closed"], AttachEvidence.Decide(Report, States.AClosedRisk).Rules());
        Assert.Contains("entry-is-closed", Withdraw("E1", "x", States.AClosedRisk).Rules());
    }

    [Fact]
    public void Withdrawing_keeps_the_file_in_the_history_with_the_reason()
    {
        var entry = WithReport.After([.. Withdraw("E1", "Wrong year", WithReport).Accepted()]);

        Assert.Equal(
            (Report.Sha256, "Wrong year", States.Now),
            (entry.Evidence[0].Sha256, entry.Evidence[0].WithdrawnReason, entry.Evidence[0].WithdrawnAt)
        );
        Assert.Equal(["evidence withdrawn-already"], Withdraw("E1", "Again", entry).Rules());
        Assert.Equal(["evidence unknown-evidence", "reason required"], Withdraw("E9", null, entry).Rules());
    }

    private static Decision Withdraw(string id, string? reason, Entry entry) =>
        WithdrawEvidence.Decide(new WithdrawEntryEvidence(id, reason), entry, States.Context);

    private static EvidenceUpload File(string name, string content, string? type = null) =>
        EvidenceUpload.Of(name, type, System.Text.Encoding.Latin1.GetBytes(content), null);

    private static string Sha256(string content) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.Latin1.GetBytes(content)));
}
