using Agreements.Domain.Access;

namespace Agreements.Data.Queries;

/// <summary>The named filters of the keys.</summary>
public static class KeyQueries
{
    /// <summary>By id, which is by age, from after one on.</summary>
    public static IQueryable<ApiKey> WalkById(this IQueryable<ApiKey> keys, Guid? after) =>
        (after is { } id ? keys.Where(key => key.Id > id) : keys).OrderBy(key => key.Id);
}
