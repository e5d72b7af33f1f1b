using RiskRegister.Entries;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class NumberingTests
{
    private const string Agency = FilledRegister.Agency;

    [Fact]
    public async Task Commits_at_once_get_numbers_in_sequence_without_gaps()
    {
        await using var register = await EmptyRegister.MakeAsync();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => TakeAsync(register, Note($"note-{i}"))));

        Assert.Equal(Enumerable.Range(1, 100), numbers.Order());
        Assert.Equal(100, (await register.Get<Numbering>().GivenOutAsync(Agency)).Risk);
        Assert.All(Enumerable.Range(0, 100), i => Assert.True(IsThere(register, $"note-{i}")));
    }

    [Fact]
    public async Task Who_is_refused_takes_nobody_else_with_them_and_no_number()
    {
        await using var register = await EmptyRegister.MakeAsync();
        await register.Get<RegisterContainer>().CommitAsync(Agency, [Note("taken")]);

        var all = Enumerable.Range(0, 50).Select(i => TakeAsync(register, Note(i % 5 == 3 ? "taken" : $"note-{i}"))).ToList();
        await Task.WhenAll(all.Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));

        var refused = all.Index().Where(one => one.Item.IsFaulted).ToList();
        Assert.Equal(Enumerable.Range(0, 50).Where(i => i % 5 == 3), refused.Select(one => one.Index));
        Assert.All(
            refused,
            one => Assert.Equal("taken", Assert.IsType<CommitConflictException>(one.Item.Exception!.InnerException).Id)
        );
        var numbers = all.Where(one => one.IsCompletedSuccessfully).Select(one => one.Result);
        Assert.Equal(Enumerable.Range(1, 40), numbers.Order());
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_or_fails_to_plan_takes_no_number()
    {
        await using var register = await EmptyRegister.MakeAsync();
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        var numbering = register.Get<Numbering>();

        var good = Enumerable.Range(0, 10).Select(i => TakeAsync(register, Note($"note-{i}"))).ToList();
        var cancelled = TakeAsync(register, Note("cancelled"), given.Token);
        var failing = numbering.CommitAsync<int>(Agency, _ => throw new FormatException("No plan"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled);
        await Assert.ThrowsAsync<FormatException>(() => failing);
        Assert.Equal(Enumerable.Range(1, 10), (await Task.WhenAll(good)).Order());
        Assert.False(IsThere(register, "cancelled"));
    }

    [Fact]
    public async Task What_is_too_large_for_one_commit_together_is_stored_in_several()
    {
        await using var register = await EmptyRegister.MakeAsync();

        var numbers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => TakeAsync(register, [.. Enumerable.Range(0, 40).Select(j => Note($"note-{i}-{j}"))]))
        );

        Assert.Equal(Enumerable.Range(1, 20), numbers.Order());
        Assert.True(IsThere(register, "note-19-39"));
    }

    [Fact]
    public async Task Two_processes_give_out_no_number_twice()
    {
        await using var register = await EmptyRegister.MakeAsync();
        Numbering[] processes = [new(register.Get<RegisterContainer>()), new(register.Get<RegisterContainer>())];

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => TakeAsync(processes[i % 2], default, Note($"note-{i}")))
        );

        Assert.Equal(Enumerable.Range(1, 60), numbers.Order());
    }

    private static Task<int> TakeAsync(EmptyRegister register, DocumentWrite write, CancellationToken cancellation = default) =>
        TakeAsync(register.Get<Numbering>(), cancellation, write);

    private static Task<int> TakeAsync(EmptyRegister register, IReadOnlyList<DocumentWrite> writes) =>
        TakeAsync(register.Get<Numbering>(), default, [.. writes]);

    private static async Task<int> TakeAsync(
        Numbering numbering,
        CancellationToken cancellation,
        params IReadOnlyList<DocumentWrite> writes
    ) =>
        (
            await numbering.CommitAsync<int>(
                Agency,
                counter =>
                {
                    var (_, after) = counter.Next(EntryKind.Risk);
                    return (after, writes, after.Risk);
                },
                cancellation
            )
        ).Result;

    private static DocumentWrite Note(string id) =>
        DocumentWrite.Create(
            id,
            new
            {
                Id = id,
                Agency,
                Type = "note",
            }
        );

    private static bool IsThere(EmptyRegister register, string id) =>
        register.Get<RegisterContainer>().ReadTextAsync(Agency, id).GetAwaiter().GetResult() is not null;
}
