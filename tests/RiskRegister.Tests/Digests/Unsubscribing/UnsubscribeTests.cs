using RiskRegister.Digests.Unsubscribing;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.EndToEnd;
using RiskRegister.Tests.Register;
using RiskRegister.Web;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Unsubscribing;

public sealed class UnsubscribeTests(DemoApp demo)
{
    private static readonly Uri Url = new("https://register.example");
    private static readonly UnsubscribeToken Token = new("demo", Nora.Email, DigestKind.Digest, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_link_turns_off_the_digest_of_its_kind_and_no_other()
    {
        var both = Nora with { Digests = Nora.Digests with { Stakeholder = DigestFrequency.Weekly } };

        var after = Unsubscribe.Decide(Token, both).After();

        Assert.Equal((DigestFrequency.None, DigestFrequency.Weekly), (after.Digests.Frequency, after.Digests.Stakeholder));
        Assert.Null(Unsubscribe.Decide(Token, after).Change);
    }

    [Fact]
    public void A_link_of_an_earlier_generation_and_that_of_somebody_who_is_gone_do_nothing()
    {
        Assert.Null(Unsubscribe.Decide(Token, Nora with { LinkGeneration = 1 }).Change);
        Assert.Null(Unsubscribe.Decide(Token, null).Change);
    }

    [Fact]
    public async Task A_link_says_what_it_is_for_to_every_instance_of_the_app_and_to_no_other_register()
    {
        await using var register = await EmptyRegister.MakeAsync();
        await using var other = await EmptyRegister.MakeAsync();
        var token = await TokenAsync(register);

        Assert.Equal(Token, await LinksOf(register).ReadAsync(token, Cancellation));
        Assert.Null(await LinksOf(other).ReadAsync(token, Cancellation));
    }

    [Fact]
    public async Task A_link_that_was_changed_anywhere_is_worth_nothing()
    {
        await using var register = await EmptyRegister.MakeAsync();
        var (links, token) = (LinksOf(register), await TokenAsync(register));

        // The last letters of each part may have bits that decode to nothing, so changing these proves nothing.
        for (var at = 0; at < token.Length - 2; at++)
        {
            if (token[at] != '.' && token[at + 1] != '.')
            {
                var forged = $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";
                Assert.Null(await links.ReadAsync(forged, Cancellation));
            }
        }

        foreach (var text in new[] { "", ".", "x", "x.y.z", token.Split('.')[0], $"{token}.", "%00", new string('A', 5_000) })
        {
            Assert.Null(await links.ReadAsync(text, Cancellation));
        }
    }

    [Fact]
    public async Task A_token_for_another_purpose_is_no_link()
    {
        await using var register = await EmptyRegister.MakeAsync();
        var key = new SigningKey(register.Get<RegisterContainer>());

        var token = await key.SignAsync("calendar", ["demo", Nora.Email, "digest", "0"], Cancellation);

        Assert.NotNull(await key.ReadAsync("calendar", token, Cancellation));
        Assert.Null(await new UnsubscribeLinks(key).ReadAsync(token, Cancellation));
    }

    [Fact]
    public void Only_unsubscribing_may_be_called_by_the_pages_of_other_sites()
    {
        Assert.True(CrossSiteCheck.IsForEverySite("UnsubscribeForm"));
        Assert.False(CrossSiteCheck.IsForEverySite("UnsubscribePage"));
        Assert.False(CrossSiteCheck.IsForEverySite("SetDigests"));
    }

    [Fact]
    public async Task A_forged_link_is_answered_as_any_other_without_sign_in_and_from_any_site()
    {
        var app = await demo.App;

        var asked = await app.GetAsync("/unsubscribe/x.y", email: null);
        var told = await PostAsync(app, "x.y");
        var other = await PostAsync(app, "eyJ9.AAAA");

        Assert.Equal(200, asked.Status);
        Assert.Contains("Stop these mails?", asked.Text, StringComparison.Ordinal);
        Assert.Equal((200, 200), (told.Status, other.Status));
        Assert.Equal(told.Text, other.Text);
    }

    private static UnsubscribeLinks LinksOf(EmptyRegister register) => new(new SigningKey(register.Get<RegisterContainer>()));

    private static async Task<string> TokenAsync(EmptyRegister register) =>
        (await LinksOf(register).OfAsync(Nora, DigestKind.Digest, Url, Cancellation)).Segments[^1];

    private static async Task<(int Status, string Text)> PostAsync(RunningApp app, string token)
    {
        using var client = app.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/unsubscribe/{token}", UriKind.Relative));
        request.Headers.Add("Origin", "https://mail.example");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var response = await client.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
