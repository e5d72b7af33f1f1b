using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.History;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Fleet;

/// <summary>An agency that was made.</summary>
/// <param name="Id">First segment of its addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">Its time zone.</param>
/// <param name="IsoEdition">The edition of ISO 9001 in force.</param>
/// <param name="Administrator">Address of its administrator.</param>
public sealed record CreatedAgency(string Id, string Name, string TimeZone, int IsoEdition, string Administrator);

/// <summary>
/// Makes an agency in three commits, because its own partition, and the directory's two documents, can't share one: settings with
/// administrator, the administrator's membership, and last the line in the list of agencies, which only one call can create. So a call that was
/// broken off is completed by repeating it, and of two at once one has made the agency.
/// </summary>
public sealed class AgencyMaker(Agencies agencies, PeopleDirectory people, RegisterContainer container, TimeProvider time)
{
    /// <summary>Makes it.</summary>
    /// <param name="command">A command that was checked.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="key">Idempotency key: the same key again answers as the first time.</param>
    /// <param name="cancellation">Given up, the agency may be half made.</param>
    /// <exception cref="RefusedException">It exists, or was begun with other details.</exception>
    public async Task<CreatedAgency> MakeAsync(CreateAgency command, string actor, string? key, CancellationToken cancellation)
    {
        var (id, settings, now) = (command.Id!, command.Settings(), time.GetUtcNow());
        var administrator = Administrator(command);
        var made = new CreatedAgency(id, settings.Name, settings.TimeZone, settings.IsoEdition, administrator.Email);
        if (await ListedAsync(id, cancellation))
        {
            return await WasMadeByAsync(id, key, cancellation) ? made : throw Exists(id);
        }

        var context = new DecisionContext(now, settings.DayOf(now), actor, settings);
        await agencies.ChangeAsync(
            id,
            context,
            record => record is null ? Begin(settings, administrator, context) : RecordDecision.Nothing<SettingsRecord>(),
            key: key,
            cancellation: cancellation
        );
        await CompareAsync(id, settings, administrator, cancellation);
        await people.SaveAsync(id, [administrator]);
        return await ListAsync(id, settings.Name) || await WasMadeByAsync(id, key, cancellation) ? made : throw Exists(id);
    }

    private static Person Administrator(CreateAgency command)
    {
        var email = command.Administrator!.Email!.Trim().ToLowerInvariant();
        return new Person(command.Id!, email, command.Administrator.Name.OrNull() ?? email, [Role.Administrator], null);
    }

    private static RecordDecision<SettingsRecord> Begin(AgencySettings settings, Person administrator, DecisionContext context) =>
        SettingsRecord.Begin(administrator.Agency, settings, "agency-created") with
        {
            Beside = RecordStore.Writes(new RecordChange<Person>(administrator, "person-added"), null, context).Writes,
        };

    /// <summary>What was begun before has to be what is asked for now; else one call would answer for what another one has made.</summary>
    private async Task CompareAsync(string id, AgencySettings settings, Person administrator, CancellationToken cancellation)
    {
        var begun = (await agencies.FindVersionAsync(id, 1, cancellation))?.Settings;
        var administrators = (await people.AllAsync(id, cancellation))
            .Where(person => person.IsAny(Role.Administrator))
            .Select(person => person.Email)
            .ToList();
        var isSame = begun is not null && SettingsDifference.Between(begun, settings).Count == 0;
        if (!isSame || !administrators.Contains(administrator.Email))
        {
            throw RefusedException.Because(
                "",
                "begun-otherwise",
                $"The agency {id} was begun with the name \"{begun?.Name}\", the time zone {begun?.TimeZone}, the edition "
                    + $"{begun?.IsoEdition} and the administrator {administrators.FirstOrDefault()}. Send these again, and change them afterwards."
            );
        }
    }

    private async Task<bool> ListedAsync(string id, CancellationToken cancellation) =>
        await container.FindAsync<AgencyDocument>(RegisterContainer.Directory, AgencyDocument.IdOf(id), cancellation) is not null;

    private async Task<bool> WasMadeByAsync(string id, string? key, CancellationToken cancellation) =>
        await container.FindDoneAsync(id, key, cancellation) is not null;

    /// <summary>False when another call was faster.</summary>
    private async Task<bool> ListAsync(string id, string name)
    {
        var line = AgencyDocument.Of(id, name);
        try
        {
            await container.CommitAsync(RegisterContainer.Directory, [DocumentWrite.Create(line.Id, line)]);
            return true;
        }
        catch (CommitConflictException)
        {
            return false;
        }
    }

    private static RefusedException Exists(string id) =>
        RefusedException.Because("", "agency-exists", $"There is an agency {id} already. Choose another id.");
}
