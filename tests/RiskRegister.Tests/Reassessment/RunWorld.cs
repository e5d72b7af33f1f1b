using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using RiskRegister.Entries.Reviewing;
using RiskRegister.People;
using RiskRegister.Reassessment;
using RiskRegister.Register;
using RiskRegister.Tests.Local.DurableTask;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Reassessment;

/// <summary>An agency with some risks, and an engine that runs its reassessments. The clock of both is moved by the test; nothing passes on messages but the test.</summary>
internal sealed class RunWorld : IAsyncDisposable
{
    public const string Agency = "north";
    public const string Owner = "nora@demo.example";
    public const string Boss = "boss@demo.example";
    public const string Manager = "milo@demo.example";

    private static readonly DateTimeOffset Begin = new(2031, 6, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2031, 6, 18);

    private RunWorld() => Engine.Time.SetUtcNow(Begin);

    public static RunKey Key { get; } = new(Agency, Today);

    public EngineHarness Engine { get; } = new();

    public EmptyRegister Register { get; private set; } = null!;

    public EntryStore Store => Register.Get<EntryStore>();

    public RunStore Runs => Register.Get<RunStore>();

    /// <summary>Agency, people, and as many risks as wished, all due today unless it is said otherwise.</summary>
    public static async Task<RunWorld> MakeAsync(int risks, int due = int.MaxValue, bool before = false)
    {
        var world = new RunWorld();
        world.Register = await EmptyRegister.MakeAsync(time: world.Engine.Time);
        await world.Register.Get<Agencies>().SaveAsync(Agency, DefaultSettings.For("North"));
        await world
            .Register.Get<PeopleDirectory>()
            .SaveAsync(
                Agency,
                [
                    new(Agency, Owner, "Nora", [Role.Owner], Boss),
                    new(Agency, Boss, "Boss", [Role.Owner], null),
                    new(Agency, Manager, "Milo", [Role.RiskManager], null),
                ]
            );
        for (var n = 0; n < risks; n++)
        {
            await world.RaiseAsync(n < due ? Today : Today.AddDays(200));
        }

        world.Know(before);
        await world.Engine.StartAsync();
        return world;
    }

    /// <summary>Makes known to the engine what the app of now knows, or only what the one of before did.</summary>
    public void Know(bool before)
    {
        var (runs, old, reviews) = (
            Register.Get<RunActivities>(),
            Register.Get<BeforeActivities>(),
            Register.Get<ReviewActivities>()
        );
        Engine
            .Orchestrator(nameof(ReassessmentRun), async context => await ReassessmentRun.Run(context))
            .Orchestrator(nameof(ReviewPage), async context => await ReviewPage.Run(context))
            .Orchestrator(nameof(AwaitAnswer), async context => await AwaitAnswer.Run(context))
            .Activity<RunCursor>(nameof(old.AskOwners), async cursor => (object?)await old.AskOwners(cursor, Cancel))
            .Activity<ReviewKey>(nameof(old.Deadlines), async review => (object?)await old.Deadlines(review))
            .Activity<PassedDeadline>(nameof(old.Pass), async passed => (object?)await old.Pass(passed))
            .Activity<RunCursor>(nameof(runs.RefreshStandings), async at => (object?)await runs.RefreshStandings(at, Cancel))
            .Activity<RunKey>(nameof(runs.OpenRun), key => DoneAsync(runs.OpenRun(key)))
            .Activity<RunResult>(nameof(runs.CloseRun), result => DoneAsync(runs.CloseRun(result)))
            .Activity<RunCursor>(
                nameof(QueueDigests),
                cursor =>
                {
                    Engine.Log.Enqueue($"digests {cursor.Key.Run}");
                    return (object?)null;
                }
            );
        if (before)
        {
            return;
        }

        var ask = Register.Get<AskActivities>();
        Engine
            .Orchestrator(nameof(Reassess), async context => await Reassess.Run(context))
            .Orchestrator(nameof(AskSection), async context => await AskSection.Run(context))
            .Orchestrator(nameof(AwaitSection), async context => await AwaitSection.Run(context))
            .Orchestrator(nameof(AwaitPage), async context => await AwaitPage.Run(context))
            .Orchestrator(nameof(AwaitReview), async context => await AwaitReview.Run(context))
            .Orchestrator(
                nameof(EveryPage),
                async context =>
                {
                    await EveryPage.Run(context);
                    return null;
                }
            )
            .Activity<RunCursor>(nameof(ask.PlanSection), async cursor => await ask.PlanSection(cursor))
            .Activity<RunSection>(nameof(ask.AskPage), async section => await ask.AskPage(section, Cancel))
            .Activity<RunSection>(nameof(ask.PagesOf), async section => await ask.PagesOf(section, Cancel))
            .Activity<RunCursor>(nameof(ask.ReadPage), async cursor => await ask.ReadPage(cursor, Cancel))
            .Activity<RunKey>(nameof(runs.NoteAsked), key => DoneAsync(runs.NoteAsked(key, Cancel)))
            .Activity<RunCursor>(nameof(runs.WithdrawReviews), async cursor => await runs.WithdrawReviews(cursor, Cancel))
            .Activity<ReviewKey>(nameof(reviews.BeginReview), async review => await reviews.BeginReview(review))
            .Activity<PassedDeadline>(nameof(reviews.PassDeadline), async passed => await reviews.PassDeadline(passed));
    }

    public Task StartAsync(RunKey? key = null) => Engine.ScheduleAsync(nameof(Reassess), key ?? Key, (key ?? Key).InstanceId);

    public async Task<RunSummary> SummaryAsync(RunKey? key = null) =>
        (await Engine.CompletionAsync((key ?? Key).InstanceId)).ReadOutputAs<RunSummary>()!;

    /// <summary>Raises a rated risk that is reviewed next on a day.</summary>
    public async Task<string> RaiseAsync(DateOnly day, string? category = null)
    {
        var context = await Store.ContextAsync(Agency, Owner);
        var raise = new RaiseEntry
        {
            Kind = EntryKind.Risk,
            Title = "Flood",
            Owner = Owner,
            Category = category,
        };
        var raised = (await Store.RaiseAsync(Agency, context, EntryKind.Risk, Raise.Decide(raise, context))).Value.Reference;
        var rating = context.Settings.Criteria.Rate(EntryKind.Risk, 2, 2, "As seen", context.Now, Owner);
        await DoAsync(raised, (_, _) => Decision.Accept(new Assessed(RatingStage.Inherent, rating, day)));
        return raised;
    }

    /// <summary>The owner confirms, and unless the message is lost, the wait hears of it.</summary>
    public async Task AnswerAsync(string reference, bool isHeard = true)
    {
        var run = (await EntryAsync(reference)).Review?.Run;
        var answer = new ReviewEntry { Answer = ReviewAnswerKind.Confirmed, Reason = "Holds" };
        await DoAsync(reference, (entry, at) => Review.Decide(answer, entry, at));
        if (isHeard)
        {
            await HearAsync(reference, run, ReviewAnswerKind.Confirmed);
        }
    }

    /// <summary>What the message of an answer, or without one of a withdrawal, leads to.</summary>
    public Task HearAsync(string reference, string? run, ReviewAnswerKind? answer) =>
        PassOnAnswers.PassOnAsync(new(Agency, reference, 5, [], run, answer, 0), Engine.Client, Cancel);

    /// <summary>A manager does something with the run, and its message is followed.</summary>
    public async Task SteerAsync(string step, RunKey? key = null)
    {
        var context = await Store.ContextAsync(Agency, Manager);
        var name = (key ?? Key).Run;
        await Runs.ChangeAsync(Agency, name, run => SteerRun.Decide(new("Because"), run, step, context));
        await new FollowRuns(Runs).FollowAsync(new(Agency, name), Engine.Client, Cancel);
    }

    public async Task<Entry> EntryAsync(string reference) => (await Store.LoadAsync(Agency, reference, Cancel)).Value;

    public async Task<IReadOnlyList<Entry>> AllAsync() =>
        await Register.Get<EntryList>().OpenAsync(Agency, new Paging(200), Cancel) is { } page
            ? [.. page.Items.Select(document => document.Entry)]
            : [];

    /// <summary>Waits until something is so in the register.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 3_000, "It has not come about.");
            await Task.Delay(10, Cancel);
        }
    }

    /// <summary>Waits until so many reviews are asked and each of them is waited for.</summary>
    public Task AskedAsync(int count, RunKey? key = null) =>
        UntilAsync(async () =>
        {
            var asked = (await AllAsync()).Where(entry => entry.Review?.Run == (key ?? Key).Run).ToList();
            var waits = await Task.WhenAll(
                asked.Select(entry => IsRunningAsync(new ReviewKey(key ?? Key, entry.Reference).InstanceId))
            );
            return asked.Count == count && waits.All(isRunning => isRunning);
        });

    /// <summary>Lets days pass, each with all that happens at its beginning.</summary>
    public async Task PassDaysAsync(int days, params string[] references)
    {
        for (var day = 0; day < days; day++)
        {
            Engine.Time.Advance(TimeSpan.FromDays(1));
            foreach (var reference in references)
            {
                await Engine.SettledAsync(new ReviewKey(Key, reference).InstanceId);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Register.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<object?> DoneAsync(Task doing)
    {
        await doing;
        return null;
    }

    private async Task<bool> IsRunningAsync(string id) =>
        (await Engine.Client.GetInstanceAsync(id, Cancel))?.RuntimeStatus == OrchestrationRuntimeStatus.Running;

    private async Task DoAsync(string reference, Func<Entry, DecisionContext, Decision> decide) =>
        await Store.ChangeAsync(Agency, reference, await Store.ContextAsync(Agency, Owner), decide);
}
