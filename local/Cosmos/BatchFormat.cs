using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace RiskRegister.Local.Cosmos;

/// <summary>One record of a batch request, as read.</summary>
internal sealed class BatchOperationRecord
{
    public int OperationType;
    public string? Id;
    public byte[] ResourceBody = [];
    public string? IfMatch;
    public string? IfNoneMatch;
    public bool MinimalReturnPreference;
}

/// <summary>One record of a batch response.</summary>
internal readonly record struct BatchResultRecord(int Status, int SubStatus, string? ETag, byte[]? Body, double Charge);

/// <summary>The form of batches on the wire: HybridRow records, whose layouts the SDK carries as a resource.</summary>
internal static class BatchFormat
{
    private static readonly LayoutResolverNamespace Layouts = LoadLayouts();
    private static readonly Layout ResultLayout = Layouts.Resolve(
        Layouts.Namespace.Schemas.Find(s => s.Name == "BatchResult")!.SchemaId
    );

    public static async Task<List<BatchOperationRecord>> ReadAsync(byte[] body)
    {
        var records = new List<BatchOperationRecord>();
        using var stream = new MemoryStream(body);
        var result = await stream.ReadRecordIOAsync(
            (Func<ReadOnlyMemory<byte>, Result>)(
                record =>
                {
                    var result = Read(record, out var operation);
                    records.Add(operation);
                    return result;
                }
            ),
            resizer: new MemorySpanResizer<byte>(body.Length)
        );
        return result == Result.Success ? records : throw CosmosFailureException.BadRequest($"The batch is malformed: {result}.");
    }

    public static async Task<byte[]> WriteAsync(IReadOnlyList<BatchResultRecord> results)
    {
        using var stream = new MemoryStream();
        var row = new MemorySpanResizer<byte>(results.Max(r => r.Body?.Length ?? 0) + 256);
        RecordIOStream.ProduceFunc next = (long index, out ReadOnlyMemory<byte> buffer) =>
        {
            buffer = default;
            return index < results.Count ? Write(results[(int)index], row, out buffer) : Result.Success;
        };
        var result = await stream.WriteRecordIOAsync(default, next);
        return result == Result.Success
            ? stream.ToArray()
            : throw new InvalidOperationException($"The batch's results could not be written: {result}.");
    }

    private static Result Read(ReadOnlyMemory<byte> record, out BatchOperationRecord operation)
    {
        operation = new();
        var row = new RowBuffer(record.Length);
        if (!row.ReadFrom(record.Span, HybridRowVersion.V1, Layouts))
        {
            return Result.Failure;
        }

        var reader = new RowReader(ref row);
        var result = Result.Success;
        while (result == Result.Success && reader.Read())
        {
            result = ReadField(ref reader, operation);
        }

        return result;
    }

    private static Result ReadField(ref RowReader reader, BatchOperationRecord operation) =>
        reader.Path.ToString() switch
        {
            "operationType" => reader.ReadInt32(out operation.OperationType),
            "id" => reader.ReadString(out operation.Id),
            "resourceBody" => reader.ReadBinary(out operation.ResourceBody),
            "ifMatch" => reader.ReadString(out operation.IfMatch),
            "ifNoneMatch" => reader.ReadString(out operation.IfNoneMatch),
            "minimalReturnPreference" => reader.ReadBool(out operation.MinimalReturnPreference),
            _ => Result.Success,
        };

    private static Result Write(BatchResultRecord record, MemorySpanResizer<byte> memory, out ReadOnlyMemory<byte> buffer)
    {
        var row = new RowBuffer(memory.Memory.Length, memory);
        row.InitLayout(HybridRowVersion.V1, ResultLayout, Layouts);
        var result = RowWriter.WriteBuffer(ref row, record, WriteFields);
        buffer = memory.Memory[..row.Length];
        return result;
    }

    private static Result WriteFields(ref RowWriter writer, TypeArgument type, BatchResultRecord record)
    {
        var result = writer.WriteInt32("statusCode", record.Status);
        if (result == Result.Success && record.SubStatus != 0)
        {
            result = writer.WriteInt32("subStatusCode", record.SubStatus);
        }

        if (result == Result.Success && record.ETag is not null)
        {
            result = writer.WriteString("eTag", record.ETag);
        }

        if (result == Result.Success && record.Body is not null)
        {
            result = writer.WriteBinary("resourceBody", record.Body);
        }

        return result == Result.Success ? writer.WriteFloat64("requestCharge", record.Charge) : result;
    }

    private static LayoutResolverNamespace LoadLayouts()
    {
        using var resource = typeof(CosmosClient).Assembly.GetManifestResourceStream(
            "Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json"
        )!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return new LayoutResolverNamespace(Namespace.Parse(reader.ReadToEnd()));
    }
}
