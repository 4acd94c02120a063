using System.Text.Json.Serialization;
using Agreements.Api.Features;

namespace Agreements.Api.Http.Json;

/// <summary>
/// The contracts of the answers that are asked for first and most, written when the service is compiled: found out by reflection at every start, they were a
/// tenth of it. They follow the same rules as the others.
/// </summary>
[JsonSerializable(typeof(AgreementPage))]
internal sealed partial class BusyAnswers : JsonSerializerContext;
