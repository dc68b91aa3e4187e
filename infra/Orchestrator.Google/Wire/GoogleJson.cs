using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>Reads and writes the wire records without reflection. Unknown fields are passed over: Google adds some every month.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(SchedulerJob))]
[JsonSerializable(typeof(SchedulerJobList))]
[JsonSerializable(typeof(DatasetResource))]
[JsonSerializable(typeof(TableResource))]
[JsonSerializable(typeof(TableList))]
[JsonSerializable(typeof(RoutineResource))]
[JsonSerializable(typeof(RoutineList))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(QueryResponse))]
[JsonSerializable(typeof(BigQueryJob))]
[JsonSerializable(typeof(JobCancelResponse))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class GoogleJson : JsonSerializerContext;
