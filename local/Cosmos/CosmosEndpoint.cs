using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RiskRegister.Local.Cosmos.Query;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>
/// The part of the Azure Cosmos DB REST protocol that the .NET SDK uses in gateway mode, on loopback. Clients need
/// <c>ConnectionMode.Gateway</c> and <c>LimitToEndpoint = true</c>.
/// </summary>
public sealed class CosmosEndpoint : IAsyncDisposable, IHttpApplication<HttpContext>
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly Catalog _catalog;
    private readonly Authorization _authorization;
    private readonly ItemOperations _items;
    private readonly QueryOperations _queries;
    private readonly ChangeFeed _changeFeed;
    private readonly KestrelServer _server;
    private readonly ITimer _sweeps;

    private CosmosEndpoint(StateDatabase state, TimeProvider time, int port, Catalog catalog, Authorization authorization)
    {
        (_catalog, _authorization) = (catalog, authorization);
        _items = new(state, time);
        _queries = new(state, time);
        _changeFeed = new(state, time);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, port);
        _server = new(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance
        );
        _sweeps = time.CreateTimer(_ => _items.Sweep(), null, SweepInterval, SweepInterval);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>What <c>CosmosClient</c> takes: the address and the data folder's key.</summary>
    public string ConnectionString => $"AccountEndpoint={Address};AccountKey={_authorization.Key};";

    /// <summary>Starts on <paramref name="port"/>, or on a free one for 0, with what <paramref name="state"/> holds.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<CosmosEndpoint> StartAsync(StateDatabase state, TimeProvider time, int port = 0)
    {
        await state.WriteAsync(connection => connection.ExecuteScript(Schema.Script));
        var endpoint = new CosmosEndpoint(
            state,
            time,
            port,
            await Catalog.LoadAsync(state, time),
            await Authorization.LoadAsync(state)
        );
        await endpoint._server.StartAsync(endpoint, CancellationToken.None);
        return endpoint;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sweeps.DisposeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(patience.Token);
        _server.Dispose();
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception) { }

    async Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context)
    {
        var request = new CosmosRequest(context.Request);
        var answer = await AnswerAsync(request);
        await answer.WriteToAsync(context.Response, request.Header("x-ms-activity-id"));
    }

    private async Task<Answer> AnswerAsync(CosmosRequest request)
    {
        try
        {
            _authorization.Check(request);
            return await RouteAsync(request);
        }
        catch (CosmosFailureException failure)
        {
            return Answer.From(failure);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Answer.From(new CosmosFailureException(500, e.ToString()));
        }
    }

    private async Task<Answer> RouteAsync(CosmosRequest request) =>
        (request.Method, request.Segments) switch
        {
            ("GET", []) => Account(),
            ("POST", ["dbs"]) => await _catalog.CreateDatabaseAsync(await request.ReadBodyAsync()),
            ("GET", ["dbs", var database]) => _catalog.ReadDatabase(database),
            ("POST", ["dbs", var database, "colls"]) => await _catalog.CreateContainerAsync(
                database,
                await request.ReadBodyAsync()
            ),
            (_, ["dbs", var database, "colls", var id, .. var rest]) => await RouteAsync(
                request,
                _catalog.Container(database, id),
                rest
            ),
            _ => throw Unknown(request),
        };

    private async Task<Answer> RouteAsync(CosmosRequest request, StoredContainer container, string[] rest) =>
        (request.Method, rest) switch
        {
            ("GET", []) => Catalog.Describe(container),
            ("PUT", []) => await _catalog.ReplaceContainerAsync(container, await request.ReadBodyAsync()),
            ("GET", ["pkranges"]) => Catalog.PartitionKeyRanges(container, request),
            ("GET", ["docs"]) => _changeFeed.Read(container, request),
            ("POST", ["docs"]) => await PostAsync(container, request),
            ("GET", ["docs", var id]) => _items.Read(container, request, id),
            ("PUT", ["docs", var id]) => await _items.WriteAsync(container, request, ItemOperationKind.Replace, id),
            ("DELETE", ["docs", var id]) => await _items.WriteAsync(container, request, ItemOperationKind.Delete, id),
            ("PATCH", ["docs", var id]) => await _items.WriteAsync(container, request, ItemOperationKind.Patch, id),
            _ => throw Unknown(request),
        };

    // Headers tell apart what is posted to a container.
    private async Task<Answer> PostAsync(StoredContainer container, CosmosRequest request) =>
        request.Flag("x-ms-cosmos-is-query-plan-request") ? QueryOperations.Plan(container, await request.ReadBodyAsync())
        : request.Flag("x-ms-documentdb-isquery") ? _queries.Run(container, request, await request.ReadBodyAsync())
        : request.Flag("x-ms-cosmos-is-batch-request") ? await _items.BatchAsync(container, request)
        : request.Flag("x-ms-documentdb-is-upsert") ? await _items.WriteAsync(container, request, ItemOperationKind.Upsert, null)
        : await _items.WriteAsync(container, request, ItemOperationKind.Create, null);

    private static CosmosFailureException Unknown(CosmosRequest request) =>
        CosmosFailureException.NotSupported($"{request.Method} /{string.Join('/', request.Segments)}");

    private Answer Account() =>
        new(
            200,
            Encoding.UTF8.GetBytes(
                $$"""
                {"id":"local","_rid":"local","_self":"","media":"//media/","addresses":"//addresses/","_dbs":"//dbs/",
                "writableLocations":[{"name":"Local","databaseAccountEndpoint":"{{Address}}"}],
                "readableLocations":[{"name":"Local","databaseAccountEndpoint":"{{Address}}"}],
                "enableMultipleWriteLocations":false,"userConsistencyPolicy":{"defaultConsistencyLevel":"Session"},
                "userReplicationPolicy":{"asyncReplication":false,"minReplicaSetSize":1,"maxReplicasetSize":1},
                "systemReplicationPolicy":{"minReplicaSetSize":1,"maxReplicasetSize":1},
                "readPolicy":{"primaryReadCoefficient":1,"secondaryReadCoefficient":1},
                "queryEngineConfiguration":"{\"allowNewKeywords\":true,\"maxJoinsPerSqlQuery\":10,\"sqlAllowTop\":true}"}
                """
            )
        );
}
